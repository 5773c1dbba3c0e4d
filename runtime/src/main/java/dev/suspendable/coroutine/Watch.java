package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/** The one {@link CoroutineWatcher} of the program. */
final class Watch {
  /** Switches the registry on at the start of a program. The registry says how. */
  private static final String PROPERTY = "dev.suspendable.registry";

  private static final String REGISTRY = "dev.suspendable.debug.RegistryProperty";

  /**
   * Whether coroutines are watched. Plain, because each frame that is made reads it: with a branch
   * that has never been taken, the JIT compiler makes one comparison of it.
   */
  static boolean on;

  private static volatile @Nullable CoroutineWatcher watcher;

  static {
    if (System.getProperty(PROPERTY) != null) {
      initialise();
    }
  }

  private Watch() {}

  /** By name: the core does not depend on the code that is built on it. */
  private static void initialise() {
    try {
      Class.forName(REGISTRY);
    } catch (ClassNotFoundException e) {
      throw new LinkageError(REGISTRY + ", which -D" + PROPERTY + " asks for, is missing", e);
    }
  }

  static void set(@Nullable CoroutineWatcher next) {
    watcher = next;
    on = next != null;
  }

  static void created(Frame frame) {
    CoroutineWatcher current = watcher;
    if (current != null && frame instanceof Promise coroutine) {
      current.created(coroutine);
    }
  }
}
