package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/** The {@link CoroutineWatcher} and the {@link StepWatcher} of the program. */
final class Watch {
  /** Switches the registry on at the start of a program. The registry says how. */
  private static final String REGISTRY = "dev.suspendable.registry";

  private static final String EVENTS = "dev.suspendable.events";

  /**
   * Whether steps are announced. A constant for the JIT compiler, so it costs nothing where it is
   * false: steps are the hottest paths of the runtime.
   */
  static final boolean STEPS = System.getProperty(EVENTS) != null;

  /**
   * Whether coroutines are watched. Plain, because each frame that is made reads it: with a branch
   * that has never been taken, the JIT compiler makes one comparison of it.
   */
  static boolean on;

  private static volatile @Nullable CoroutineWatcher watcher;
  private static volatile @Nullable StepWatcher steps;

  static {
    initialise(REGISTRY, "dev.suspendable.debug.RegistryProperty");
    initialise(EVENTS, "dev.suspendable.debug.EventsProperty");
  }

  private Watch() {}

  /** By name: the core does not depend on the code that is built on it. */
  private static void initialise(String property, String follower) {
    if (System.getProperty(property) == null) {
      return;
    }
    try {
      Class.forName(follower);
    } catch (ClassNotFoundException e) {
      throw new LinkageError(follower + ", which -D" + property + " asks for, is missing", e);
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

  static void setSteps(@Nullable StepWatcher next) {
    if (!STEPS) {
      throw new IllegalStateException(
          "Steps are announced in programs that are started with -D" + EVENTS + "=on");
    }
    steps = next;
  }

  /** Does a step, and announces its begin, and the suspension at its end. */
  static @Nullable Awaiter<?> step(Frame frame) throws Throwable {
    return step(frame, frame::$step);
  }

  /** Does the same in push mode. */
  static @Nullable Awaiter<?> step(Frame frame, Frame.Pushing body) throws Throwable {
    StepWatcher current = steps;
    if (current == null || !(frame instanceof Promise coroutine)) {
      return body.step();
    }
    begins(current, coroutine);
    Awaiter<?> awaiter = body.step();
    // A frame that returns a run has announced that it leaves, or has ended.
    if (awaiter != null && !(awaiter instanceof Run)) {
      current.suspended(coroutine, frame.$location(), frame.awaitedNow());
    }
    return awaiter;
  }

  private static void begins(StepWatcher current, Promise coroutine) {
    if (coroutine.$resumePoint() == 0) {
      current.started(coroutine, coroutine.$location());
    } else {
      current.resumed(coroutine, coroutine.$location());
    }
  }

  /**
   * Announces that a coroutine is about to leave the direct path.
   *
   * @param state the state that it is going to continue from
   * @param awaiter what it waits for there
   */
  static void leaves(Frame frame, int state, Object awaiter) {
    StepWatcher current = steps;
    if (current != null && frame instanceof Promise coroutine) {
      if (frame.isCreated()) {
        current.started(coroutine, frame.$location());
      }
      current.suspended(coroutine, Description.locationIn(frame, state), awaiter);
    }
  }

  static void ended(Frame frame, StepWatcher.Ending how) {
    StepWatcher current = steps;
    if (current != null && frame instanceof Promise coroutine) {
      current.ended(coroutine, frame.$location(), how);
    }
  }
}
