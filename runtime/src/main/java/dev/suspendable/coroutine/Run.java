package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * One activation of coroutines that call each other directly, on the Java stack. Generated code
 * passes it from caller to callee.
 *
 * <p>When one of them suspends it makes its frame, marks the run, and returns; each caller sees the
 * mark, makes its own frame, links it to that of its callee, and returns as well. When the stack is
 * unwound down to the step that started it, all frames are linked; only then is the innermost one
 * published. So nobody can resume a coroutine whose callers are still on the stack.
 *
 * <p>Confined to one thread. Part of the binary interface between generated code and runtime.
 */
public final class Run implements FrameAwaiter<Object> {

  private int limit = JavaStack.FIRST;
  private @Nullable Frame innermost;
  private @Nullable Frame outermost;
  private @Nullable Awaiter<?> awaiter;
  private boolean isDeep;

  /** For generated code: one for each step that calls directly. */
  public Run() {}

  /**
   * To be asked after each direct call.
   *
   * @return true if the callee has suspended: its result means nothing, and the caller has to leave
   */
  public boolean suspended() {
    return outermost != null;
  }

  /**
   * Whether a direct call of this depth must not run. Beyond a limit a callee gets a frame and is
   * started by the trampoline, so that recursion is bounded by the heap.
   *
   * @param depth estimated size of the Java stack since the run began, in bytes
   * @return true to defer the coroutine
   */
  public boolean isDeep(int depth) {
    return depth > limit && isTooDeep(depth);
  }

  private boolean isTooDeep(int depth) {
    limit = JavaStack.beyond(limit);
    boolean isTooDeep = depth > limit;
    isDeep = isTooDeep && !DirectCalls.OFF;
    return isTooDeep;
  }

  /**
   * Whether the methods of coroutines are to be called, and their tasks awaited, in the place of
   * direct forms.
   *
   * @return the same as long as the program runs
   */
  public static boolean callsMethods() {
    return DirectCalls.OFF;
  }

  /**
   * Whether a direct form has to call its method instead: it is not the start of a coroutine that
   * has its frame, where the depth is 0, and the methods are to be called.
   *
   * @param depth as for {@link #$isDeep}
   * @return true to call the method
   */
  public static boolean callsMethods(int depth) {
    return DirectCalls.OFF && depth > 0;
  }

  /**
   * For a handler of exceptions on the direct path. No user code is to see an exception, such as a
   * {@link StackOverflowError}, that was thrown while callers were leaving: the run has failed as a
   * whole.
   *
   * @param thrown what was caught
   * @return {@code thrown}
   * @throws Throwable {@code thrown}, if the run is suspended
   */
  public Throwable caught(Throwable thrown) throws Throwable {
    if (outermost != null) {
      throw thrown;
    }
    return thrown;
  }

  /**
   * The first frame: that of a coroutine that waits, or that was not started if without awaiter.
   */
  void begin(Frame frame, @Nullable Awaiter<?> waitingFor) {
    innermost = frame;
    outermost = frame;
    awaiter = waitingFor;
  }

  /** Links a caller's frame to its callee's; returns the callee. */
  @SuppressWarnings("NullAway") // called only if a callee has suspended
  Promise link(Frame caller) {
    Promise callee = (Promise) outermost;
    outermost = caller;
    return callee;
  }

  /** The frame of the callee that has suspended. */
  @SuppressWarnings("NullAway") // called only if a callee has suspended
  Promise callee() {
    return (Promise) outermost;
  }

  /** The trampoline's: all frames are linked, and the stack is unwound. */
  @Override
  @SuppressWarnings("NullAway") // called only if the run is suspended
  public Continuation awaitSuspendUnchecked(Frame frame) throws Throwable {
    Frame leaf = innermost;
    Awaiter<?> waitingFor = awaiter;
    innermost = null;
    outermost = null;
    awaiter = null;
    if (waitingFor != null) {
      return leaf.publish(waitingFor);
    }
    if (isDeep) {
      leaf.startDeep();
    }
    return leaf;
  }

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Object awaitResume() {
    throw new IllegalStateException("A run cannot be awaited");
  }
}
