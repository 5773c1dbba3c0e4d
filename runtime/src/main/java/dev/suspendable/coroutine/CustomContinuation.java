package dev.suspendable.coroutine;

/**
 * A continuation that runs code of one's own between coroutines: for awaiters that start several
 * coroutines, or are told by several, and allocate for neither.
 *
 * <p>Such code runs in the trampoline, as the coroutines do. It must neither block nor {@linkplain
 * #run run} other continuations, but return them, or take single steps of coroutines by {@link
 * #step}; else they nest on the stack.
 */
public abstract class CustomContinuation extends Continuation {

  /** For subclasses. */
  protected CustomContinuation() {}

  /**
   * The code to run.
   *
   * @return what to run next; not null
   * @throws Throwable what comes out of the {@link #run} that runs this
   */
  protected abstract Continuation perform() throws Throwable;

  /**
   * Runs a coroutine to its next suspension.
   *
   * @param coroutine what to run, once
   * @return what has to be run next
   * @throws Throwable what the step throws; nothing is left to run then
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
