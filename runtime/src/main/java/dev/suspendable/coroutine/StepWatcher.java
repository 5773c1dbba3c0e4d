package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * Is told of each step of each coroutine, in a program that was started with the system property
 * {@code dev.suspendable.events}. See {@link Inspection#watchSteps}.
 *
 * <p>A coroutine that was called directly is announced when it suspends for the first time: until
 * then it is a part of the step of its caller, and if it never suspends it is not announced.
 *
 * <p>Called on all threads that run coroutines, between the steps of the code that they run: it has
 * to be quick, and must not throw.
 */
public interface StepWatcher {
  /** How a coroutine has ended. */
  enum Ending {
    /** It has a result, or another coroutine continues in its place. */
    COMPLETED,
    /** Its body has thrown an exception. */
    FAILED,
    /** The stopped signal has ended it. */
    STOPPED,
    /** It was destroyed before its body has begun. */
    DESTROYED
  }

  /**
   * The body begins.
   *
   * @param coroutine the coroutine
   * @param at the position of its declaration
   */
  void started(Promise coroutine, StackTraceElement at);

  /**
   * The body continues.
   *
   * @param coroutine the coroutine
   * @param at the position where it was suspended
   */
  void resumed(Promise coroutine, StackTraceElement at);

  /**
   * The body has suspended. The operation that it waits for has not begun.
   *
   * @param coroutine the coroutine
   * @param at the position where it is suspended
   * @param awaited the awaiter; the {@link Promise} if that is a coroutine; null if its consumer or
   *     its handle resumes it
   */
  void suspended(Promise coroutine, StackTraceElement at, @Nullable Object awaited);

  /**
   * The body has ended. The code that awaits the coroutine has not continued.
   *
   * @param coroutine the coroutine
   * @param at the position of its declaration
   * @param how how it has ended
   */
  void ended(Promise coroutine, StackTraceElement at, Ending how);
}
