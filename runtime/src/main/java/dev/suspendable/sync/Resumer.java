package dev.suspendable.sync;

import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.internal.Nesting;
import dev.suspendable.internal.Throwing;

/**
 * Runs the coroutines that an operation lets continue. Those without an executor run on the calling
 * thread. If such a coroutine lets others continue, they run after it: so a chain of coroutines
 * that wake each other needs no stack, and coroutines run in the order in which they were woken.
 */
final class Resumer extends Nesting<Continuation> {
  private static final Resumer NESTING = new Resumer();

  private Resumer() {
    super(1);
  }

  /**
   * Runs a resumption, or hands it to its executor. Called without any lock.
   *
   * @param resumption from {@link Waiter#claim}, possibly NOOP
   */
  static void resume(Continuation resumption) {
    Continuation left = Chain.post(resumption);
    if (left != Continuation.NOOP) {
      NESTING.run(left);
    }
  }

  /**
   * Like {@link #resume}, for one of several: it runs at {@link #runDeferred}. So all that are
   * woken together run before those that they wake.
   */
  static void defer(Continuation resumption) {
    Continuation left = Chain.post(resumption);
    if (left != Continuation.NOOP) {
      NESTING.runLater(left);
    }
  }

  static void runDeferred() {
    NESTING.runWaiting();
  }

  @Override
  protected void perform(Continuation resumption) {
    try {
      resumption.run();
    } catch (Throwable t) {
      // The caller has nothing to do with it: it is an exception that a coroutine type rethrows.
      Throwing.report(t);
    }
  }
}
