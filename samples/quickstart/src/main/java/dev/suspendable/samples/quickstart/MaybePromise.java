package dev.suspendable.samples.quickstart;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Promise;
import java.util.Optional;

/**
 * The promise of {@link Maybe}. The processor makes a subclass for each coroutine, its frame, which
 * holds the local variables. Because the promise implements {@code Maybe}, the call returns the
 * frame itself, and a coroutine is one object.
 *
 * <p>The other hooks keep the defaults of {@link Promise}: the body starts at the call, and when it
 * has ended, by a {@code return} or by the stopped signal, no other coroutine has to be resumed.
 *
 * @param <T> type of the value
 */
abstract class MaybePromise<T> extends Promise implements Maybe<T> {
  private Optional<T> value = Optional.empty();

  /** Returns the result of a call of the coroutine. */
  protected Maybe<T> getReturnObject() {
    return this;
  }

  /**
   * Defines what may be awaited: another {@code Maybe}, and nothing else, because this is the only
   * hook of this name. Awaiting a task is a compile error, because the caller would find this
   * {@code Maybe} empty before the task has completed.
   */
  protected <S> Awaiter<S> awaitTransform(Maybe<S> maybe) {
    return maybe.awaiter();
  }

  /** {@code return Maybe.of(value)}. */
  protected void returnValue(T result) {
    value = Optional.of(result);
  }

  /** {@code return Maybe.empty()}. */
  protected void returnVoid() {}

  /** Exceptions of the body go to the caller, like those of any other method. */
  @Override
  protected void unhandledException(Throwable t) throws Throwable {
    throw t;
  }

  @Override
  public Optional<T> toOptional() {
    return value;
  }
}
