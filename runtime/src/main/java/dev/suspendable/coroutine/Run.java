package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * One activation of coroutines that call each other directly, on the Java stack. Generated code
 * passes it from caller to callee.
 *
 * <p>When one of them suspends, it makes its frame, marks the run, and returns. Each caller sees
 * the mark, makes its own frame, links it to that of its callee, and returns as well. When the
 * stack is unwound to the step that started the run, all frames are linked. Only then is the
 * innermost one published. So no thread can resume a coroutine whose callers are still on the
 * stack.
 *
 * <p>Confined to one thread. Part of the binary interface between generated code and the runtime.
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
   * Generated code checks this after each direct call.
   *
   * @return true if the callee has suspended: its result has no meaning, and the caller has to
   *     leave
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
   * Whether calls use the methods of coroutines, and await their tasks, instead of direct forms.
   *
   * @return the same value for the whole run of the program
   */
  public static boolean callsMethods() {
    return DirectCalls.OFF;
  }

  /**
   * Whether a direct form has to call its method instead. This is so if methods are used instead of
   * direct forms, unless the direct form is the start of a coroutine that has its frame; there the
   * depth is 0.
   *
   * @param depth as for {@link #$isDeep}
   * @return true to call the method
   */
  public static boolean callsMethods(int depth) {
    return DirectCalls.OFF && depth > 0;
  }

  /**
   * For an exception handler on the direct path. User code must not see an exception, such as a
   * {@link StackOverflowError}, that was thrown while callers were leaving: the run has failed as a
   * whole.
   *
   * @param thrown the exception that was caught
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
   * Records the first frame: that of a coroutine that waits for the awaiter. Without an awaiter,
   * the coroutine has not started.
   */
  void begin(Frame frame, @Nullable Awaiter<?> waitingFor) {
    innermost = frame;
    outermost = frame;
    awaiter = waitingFor;
  }

  /** Links a caller's frame to that of its callee; returns the callee. */
  @SuppressWarnings("NullAway") // called only if a callee has suspended
  Promise link(Frame caller) {
    Promise callee = (Promise) outermost;
    outermost = caller;
    return callee;
  }

  /** Returns the frame of the callee that has suspended. */
  @SuppressWarnings("NullAway") // called only if a callee has suspended
  Promise callee() {
    return (Promise) outermost;
  }

  /** Called by the trampoline: all frames are linked, and the stack is unwound. */
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
  public boolean extendsChain() {
    return true;
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
