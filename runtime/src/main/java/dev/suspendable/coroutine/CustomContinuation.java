package dev.suspendable.coroutine;

/**
 * A continuation that runs custom code between coroutines. It is for awaiters that start several
 * coroutines, or are notified by several, and allocate for neither.
 *
 * <p>Such code runs in the trampoline, like the coroutines. It must not block, and must not
 * {@linkplain #run run} other continuations, because these would nest on the stack. It returns them
 * instead, or runs single steps of coroutines by {@link #step}.
 */
public abstract class CustomContinuation extends Continuation {

  /** For subclasses. */
  protected CustomContinuation() {}

  /**
   * Runs the custom code.
   *
   * @return what to run next; not null
   * @throws Throwable an exception, which leaves the {@link #run} that runs this
   */
  protected abstract Continuation perform() throws Throwable;

  /**
   * Runs a coroutine to its next suspension.
   *
   * @param coroutine the coroutine to run, once
   * @return what has to be run next
   * @throws Throwable the exception of the step; nothing is left to run then
   */
  protected static Continuation step(Frame coroutine) throws Throwable {
    return coroutine.proceed();
  }

  @Override
  public final void run() {
    super.run();
  }

  @Override
  final Continuation proceed() throws Throwable {
    return perform();
  }
}
