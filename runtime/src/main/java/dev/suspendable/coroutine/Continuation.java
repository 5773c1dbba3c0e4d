package dev.suspendable.coroutine;

/**
 * One chosen way to go on: something to run next.
 *
 * <p>A continuation is either returned from {@link Awaiter#awaitSuspend}, and runs in the place of
 * the coroutine that has just suspended (symmetric transfer), or run by {@link #run}, from
 * anywhere. Since it is a {@link Runnable}, it can be given to an {@link
 * java.util.concurrent.Executor} as it is.
 *
 * <p>Continuations come from {@link SuspendPoint} and {@link CoroutineHandle}; this class cannot be
 * extended elsewhere. To run code of one's own at the end of an operation, write a coroutine, or a
 * {@link Promise} by hand, or a {@link CustomContinuation}.
 */
public abstract class Continuation implements Runnable {

  /** Nothing to run next: the thread goes back to whoever resumed. */
  public static final Continuation NOOP = new Noop();

  Continuation() {}

  /**
   * Runs this continuation on the calling thread, and whatever is to be run next by symmetric
   * transfer, until nothing is left to do here.
   *
   * <p>Each call has a run state of its own on the caller's stack, so a coroutine's body may call
   * it for other coroutines.
   *
   * <p>An exception that a promise's {@code unhandledException} lets out comes out of this method
   * as it is, checked or not.
   *
   * @throws IllegalStateException if the coroutine is running, has finished, or was already resumed
   *     from this suspend point
   */
  @Override
  public void run() {
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
      // Nearly always a frame, of one of many classes: so the call is bound, and can be inlined.
      next = next instanceof Frame frame ? frame.proceed() : next.proceed();
    }
  }

  /**
   * Both, one after the other: runs this continuation until it has nothing more to do on this
   * thread, then the other. If this one throws, the other still runs before the exception goes on.
   *
   * <p>Lets an {@link Awaiter#awaitSuspend} start several coroutines without nesting them on the
   * stack. The result is good for one run.
   *
   * @param next what to run afterwards
   * @return the combined continuation
   */
  public final Continuation andThen(Continuation next) {
    if (this == NOOP) {
      return next;
    }
    return next == NOOP ? this : new Sequence(this, next);
  }

  /**
   * Goes one step: runs a coroutine to its next suspension.
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
