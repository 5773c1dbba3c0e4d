package dev.suspendable.debug;

import java.io.IOException;

/**
 * The registry of coroutines, for tools such as jconsole: {@code dev.suspendable:type=Coroutines}.
 *
 * <p>Registered by {@link CoroutineRegistry#registerMXBean} and by the system property {@code
 * dev.suspendable.registry}. Thread-safe.
 */
public interface CoroutinesMXBean {
  /** Whether coroutines that are made are registered. */
  boolean isEnabled();

  /**
   * Switches the registry on or off, as {@link CoroutineRegistry#enable()} and {@link
   * CoroutineRegistry#disable} do.
   *
   * @param enabled whether to register coroutines
   */
  void setEnabled(boolean enabled);

  /** Returns how many registered coroutines have not ended. */
  int getCount();

  /** Returns a dump as a tree, see {@link CoroutineDump#writeText}. */
  String dumpText();

  /** Returns a dump as JSON, see {@link CoroutineDump#writeJson}. */
  String dumpJson();

  /**
   * Writes a dump to a new file of the machine on which the program runs.
   *
   * @param file the path of the file; it gets JSON if it ends with {@code .json}, text otherwise
   * @throws IOException if the file exists, or cannot be written
   */
  void dumpToFile(String file) throws IOException;
}
