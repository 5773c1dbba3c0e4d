package dev.suspendable.samples.quickstart;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Promise;
import java.util.Optional;

/**
 * The promise of {@link Maybe}. The processor makes a subclass for each coroutine, its frame, which
 * holds the local variables; since the promise implements {@code Maybe}, the frame is also what the
 * call returns, and a coroutine is one object.
 *
 * <p>The other hooks of a promise are left as {@link Promise} has them: the body starts at the
 * call, and when it has ended, by a {@code return} or by the stopped signal, nobody has to be told.
 *
 * @param <T> type of the value
 */
abstract class MaybePromise<T> extends Promise implements Maybe<T> {
  private Optional<T> value = Optional.empty();

  /** What a call of the coroutine returns. */
  protected Maybe<T> getReturnObject() {
    return this;
  }

  /**
   * What may be awaited: another {@code Maybe}, and since this is the only hook of this name,
   * nothing else. To await a task is a compile error, for its caller would find this {@code Maybe}
   * empty before the task has come to its end.
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

  /** Exceptions of the body go to the caller, as those of any other method. */
  @Override
  protected void unhandledException(Throwable t) throws Throwable {
    throw t;
  }

  @Override
  public Optional<T> toOptional() {
    return value;
  }
}
