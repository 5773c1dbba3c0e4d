package dev.suspendable.scope;

import org.jspecify.annotations.Nullable;

/**
 * A task that was forked in a {@link TaskScope}. Names and meaning are those of the JDK's
 * structured concurrency (JEP 505).
 *
 * <p>Safe for use by several threads.
 *
 * @param <T> type of the value
 */
public interface Subtask<T extends @Nullable Object> {

  /** How far a subtask is. */
  enum State {
    /** It has not completed, or was stopped: it has neither a value nor an exception. */
    UNAVAILABLE,
    /** It has a value. */
    SUCCESS,
    /** It has failed by an exception. */
    FAILED
  }

  /**
   * Returns the state.
   *
   * @return the state; after the scope was joined it no longer changes
   */
  State state();

  /**
   * Returns the value.
   *
   * @return the value
   * @throws IllegalStateException unless the state is {@link State#SUCCESS}
   */
  T get();

  /**
   * Returns the exception.
   *
   * @return the exception
   * @throws IllegalStateException unless the state is {@link State#FAILED}
   */
  Throwable exception();
}
