package dev.suspendable.debug;

import dev.suspendable.coroutine.Inspection;
import dev.suspendable.coroutine.Promise;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The coroutines that have not ended. Off by default; it can be switched on and off while the
 * program runs.
 *
 * <pre>{@code
 * CoroutineRegistry.enable();
 * ...
 * System.out.println(CoroutineRegistry.dump());
 * }</pre>
 *
 * <p>It can also be switched on by the system property {@code dev.suspendable.registry}: {@code
 * on}, {@code all} (see {@link Retention}) or {@code off}. With any of these the bean {@link
 * CoroutinesMXBean} is registered when the first coroutine is made, through which jconsole and
 * other tools make dumps and switch the registry.
 *
 * <p><b>What it shows.</b> All coroutines that are made while it is on, from the moment when they
 * get their frame: at their call, or, if they were called directly, at their first suspension.
 * Before that, they are on the stack of their thread. A coroutine that was made before is shown if
 * one that is registered awaits it, or is awaited by it. Tasks that are not coroutines, such as
 * {@code whenAll}, are shown as what a coroutine waits for.
 *
 * <p><b>Cost.</b> None while it is off: making a frame tests a static field. While it is on, an
 * entry of 60 bytes for each coroutine, and some 0.2 µs when it is made; the memory for those that
 * have ended is reused.
 *
 * <p><b>Stop.</b> A stop has no effect on the registry; a dump shows that it has been requested.
 *
 * <p>Thread-safe. A dump does not suspend coroutines, and runs no code of the user except the
 * {@code toString} of awaiters and futures that coroutines wait for. If the constructor of a
 * coroutine is running on another thread, its variables may not have their values yet. The ideas
 * are those of Kotlin's {@code DebugProbes}, of the async dumps of .NET, and of the thread dumps of
 * JEP 444.
 */
public final class CoroutineRegistry {
  /** Which coroutines the registry keeps. */
  public enum Retention {
    /** Those that the program can still reach. */
    REACHABLE,
    /**
     * All that have not ended. A coroutine that is suspended for ever, because nothing refers to it
     * any more, is shown too. It is never collected while the registry is on, so this is for tests.
     */
    ALL
  }

  private static volatile @Nullable LiveCoroutines live;

  /** How many {@link CoroutineRecording}s are open. The lock of the class guards it. */
  private static int recordings;

  private CoroutineRegistry() {}

  /** Registers coroutines from now on, as long as they can be reached. */
  public static void enable() {
    enable(Retention.REACHABLE);
  }

  /**
   * Registers coroutines from now on, and forgets those that were registered before.
   *
   * @param retention which ones are kept
   */
  public static synchronized void enable(Retention retention) {
    live = new LiveCoroutines(retention == Retention.ALL);
    Inspection.watch(CoroutineRegistry::created);
  }

  /** Registers no more coroutines, and forgets those that were registered. */
  public static synchronized void disable() {
    live = null;
    watchIfNeeded();
  }

  /** Counts open recordings. */
  static synchronized void recordings(int change) {
    recordings += change;
    watchIfNeeded();
  }

  private static void watchIfNeeded() {
    Inspection.watch(live != null || recordings > 0 ? CoroutineRegistry::created : null);
  }

  private static void created(Promise coroutine) {
    LiveCoroutines current = live;
    if (current != null) {
      current.add(coroutine);
    }
    LiveCoroutines recorded = CoroutineRecording.here();
    if (recorded != null) {
      recorded.add(coroutine);
    }
  }

  /**
   * Whether coroutines are registered.
   *
   * @return true from {@link #enable()} to {@link #disable}
   */
  public static boolean isEnabled() {
    return live != null;
  }

  /**
   * Returns how many registered coroutines have not ended.
   *
   * @return their number; 0 while the registry is off
   */
  public static int count() {
    LiveCoroutines current = live;
    return current == null ? 0 : current.entries().size();
  }

  /**
   * Makes a dump. Variables are shown without calling code of the user: as text where their class
   * is one of the JDK's simple ones, and by their class otherwise.
   *
   * @return the coroutines; none while the registry is off
   */
  public static CoroutineDump dump() {
    return dumpOf(null);
  }

  /**
   * Makes a dump, with values of variables shown as the caller wants.
   *
   * @param show makes text of a value that is not null. It runs while other threads may be changing
   *     the object; if it throws, the class of the value is shown
   * @return the coroutines; none while the registry is off
   */
  public static CoroutineDump dump(Function<Object, String> show) {
    return dumpOf(Objects.requireNonNull(show, "show"));
  }

  private static CoroutineDump dumpOf(@Nullable Function<Object, String> show) {
    LiveCoroutines current = live;
    return Snapshot.of(current != null ? current : new LiveCoroutines(false), show);
  }

  /**
   * Registers the bean {@link CoroutinesMXBean} with the platform's server, once.
   *
   * @throws UnsupportedOperationException if the program runs without the module java.management
   */
  public static void registerMXBean() {
    try {
      CoroutinesBean.register();
    } catch (NoClassDefFoundError e) {
      throw new UnsupportedOperationException("The module java.management is missing", e);
    }
  }
}
