package dev.suspendable.sync;

import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.internal.Throwing;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Runs the coroutines that an operation lets continue. Those without an executor run on the calling
 * thread. If such a coroutine lets others continue, they run after it: so a chain of coroutines
 * that wake each other needs no stack, and coroutines run in the order in which they were woken.
 */
final class Resumer {
  private static final ThreadLocal<Resumer> HERE = ThreadLocal.withInitial(Resumer::new);

  private final Queue<Continuation> waiting = new ArrayDeque<>();
  private boolean isRunning;

  private Resumer() {}

  /**
   * Runs a resumption, or hands it to its executor. Called without any lock.
   *
   * @param resumption from {@link Waiter#claim}, possibly NOOP
   */
  static void resume(Continuation resumption) {
    Continuation left = Chain.post(resumption);
    if (left != Continuation.NOOP) {
      HERE.get().run(left);
    }
  }

  /**
   * Like {@link #resume}, for one of several: it runs at {@link #runDeferred}. So all that are
   * woken together run before those that they wake.
   */
  static void defer(Continuation resumption) {
    Continuation left = Chain.post(resumption);
    if (left != Continuation.NOOP) {
      HERE.get().waiting.add(left);
    }
  }

  static void runDeferred() {
    Resumer here = HERE.get();
    Continuation first = here.isRunning ? null : here.waiting.poll();
    if (first != null) {
      here.run(first);
    }
  }

  private void run(Continuation first) {
    if (isRunning) {
      waiting.add(first);
      return;
    }
    isRunning = true;
    try {
      for (Continuation next = first; next != null; next = waiting.poll()) {
        runOne(next);
      }
    } finally {
      isRunning = false;
    }
  }

  private static void runOne(Continuation resumption) {
    try {
      resumption.run();
    } catch (Throwable t) {
      // The caller has nothing to do with it: it is an exception that a coroutine type rethrows.
      Throwing.report(t);
    }
  }
}
