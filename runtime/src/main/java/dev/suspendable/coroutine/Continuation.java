package dev.suspendable.coroutine;

import dev.suspendable.internal.Throwing;

/**
 * One chosen way to continue: work to run next.
 *
 * <p>A continuation is either returned from {@link Awaiter#awaitSuspend}, and runs instead of the
 * coroutine that has just suspended (symmetric transfer), or it is run by {@link #run}, from
 * anywhere. It is a {@link Runnable}, so it can be passed directly to an {@link
 * java.util.concurrent.Executor}.
 *
 * <p>Continuations come from {@link SuspendPoint} and {@link CoroutineHandle}; classes outside the
 * runtime cannot extend this class directly. To run custom code at the end of an operation, write a
 * coroutine, or a {@link Promise} by hand, or a {@link CustomContinuation}.
 */
public abstract class Continuation implements Runnable {

  /** Nothing to run next: the thread returns to the resumer. */
  public static final Continuation NOOP = new Noop();

  Continuation() {}

  /**
   * Runs this continuation on the calling thread, and everything that follows by symmetric
   * transfer, until nothing is left to run.
   *
   * <p>Each call has its own run state on the caller's stack, so a coroutine's body may call this
   * method for other coroutines.
   *
   * <p>An exception that a promise's {@code unhandledException} rethrows leaves this method
   * unchanged, checked or not.
   *
   * @throws IllegalStateException if the coroutine is running, has finished, or was already resumed
   *     from this suspend point
   */
  @Override
  public void run() {
    if (Ambient.used) {
      Ambient.run(this);
    } else {
      runHere();
    }
  }

  /** Like {@link #run}, as part of the chain that runs on this thread. */
  final void runHere() {
    try {
      runOn(this);
    } catch (Throwable t) {
      throw Throwing.asUnchecked(t);
    }
  }

  /** The trampoline. */
  static void runOn(Continuation first) throws Throwable {
    Continuation next = first;
    while (next != NOOP) {
      // Nearly always a frame, of one of many classes: this way the call is bound, and can be
      // inlined.
      next = next instanceof Frame frame ? frame.proceed() : next.proceed();
    }
  }

  /**
   * Returns a continuation that runs this one until it has nothing more to do on this thread, then
   * the other. If this one throws, the other still runs before the exception propagates.
   *
   * <p>Lets an {@link Awaiter#awaitSuspend} start several coroutines without nesting them on the
   * stack. The result is valid for one run.
   *
   * @param next the continuation to run afterwards
   * @return the combined continuation
   */
  public final Continuation andThen(Continuation next) {
    if (this == NOOP) {
      return next;
    }
    return next == NOOP ? this : new Sequence(this, next);
  }

  /**
   * Takes one step: runs a coroutine to its next suspension.
   *
   * @return what to run next
   */
  abstract Continuation proceed() throws Throwable;

  /** The empty continuation. */
  private static final class Noop extends Continuation {
    @Override
    Continuation proceed() {
      return this;
    }
  }
}
