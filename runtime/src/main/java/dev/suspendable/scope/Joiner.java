package dev.suspendable.scope;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the subtasks of a {@link TaskScope} have to be stopped, and what joining it returns.
 * Names and meaning are those of the JDK's structured concurrency (JEP 505), except that exceptions
 * are thrown as they are, not wrapped.
 *
 * <p>A joiner belongs to one scope. {@link #onFork} and {@link #onComplete} may be called by
 * several threads at the same time; {@link #result} is called once, when all subtasks have ended.
 * Thread elements of the scope's context, such as those for a log, are installed meanwhile.
 *
 * @param <T> type of the values of the subtasks
 * @param <R> type of the result of joining
 */
public interface Joiner<T extends @Nullable Object, R extends @Nullable Object> {

  /**
   * Called before a subtask starts.
   *
   * @param subtask the subtask
   * @return true to stop all subtasks; this one does not start
   */
  default boolean onFork(Subtask<? extends T> subtask) {
    return false;
  }

  /**
   * Called when a subtask has a value or an exception. Not called for one that was stopped.
   *
   * @param subtask the subtask
   * @return true to stop all others
   */
  default boolean onComplete(Subtask<? extends T> subtask) {
    return false;
  }

  /**
   * Returns the result of joining.
   *
   * @return the result
   * @throws Throwable an exception, which is thrown where the scope is joined
   */
  R result() throws Throwable;

  /**
   * All have to succeed. The first failure stops the others, and joining throws it, with further
   * failures, up to 99, as suppressed exceptions.
   *
   * @return a joiner that returns null
   */
  static <T extends @Nullable Object> Joiner<T, @Nullable Void> awaitAllSuccessfulOrThrow() {
    return new Joiners.AwaitAllSuccessful<>();
  }

  /**
   * Like {@link #awaitAllSuccessfulOrThrow}, and returns the subtasks.
   *
   * @return a joiner that returns the subtasks in the order in which they were forked
   */
  static <T extends @Nullable Object> Joiner<T, List<Subtask<T>>> allSuccessfulOrThrow() {
    return new Joiners.AllSuccessful<>();
  }

  /**
   * One has to succeed. The first success stops the others. If all fail, joining throws the first
   * failure, with the others as suppressed exceptions.
   *
   * @return a joiner that returns the value of that subtask
   */
  static <T extends @Nullable Object> Joiner<T, T> anySuccessfulResultOrThrow() {
    return new Joiners.AnySuccessful<>();
  }

  /**
   * Waits for all, whether they succeed or fail.
   *
   * @return a joiner that returns null
   */
  static <T extends @Nullable Object> Joiner<T, @Nullable Void> awaitAll() {
    return new Joiners.AwaitAll<>();
  }

  /**
   * Waits for all, until a predicate holds for one that has completed, which stops the others.
   *
   * @param isDone the predicate; may be called by several threads at the same time
   * @return a joiner that returns the subtasks in the order in which they were forked
   */
  static <T extends @Nullable Object> Joiner<T, List<Subtask<T>>> allUntil(
      Predicate<Subtask<? extends T>> isDone) {
    return new Joiners.AllUntil<>(isDone);
  }
}
