package dev.suspendable;

import dev.suspendable.annotations.NotAwaiting;
import dev.suspendable.coroutine.ImmediatePromise;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The promise of {@link Result}.
 *
 * @param <T> type of the value
 */
@NotAwaiting(
    advice =
        "the result is there when the call returns, so only a Result can be awaited; let the method"
            + " return a Task of the Result")
public abstract class ResultPromise<T extends @Nullable Object> extends ImmediatePromise {
  private @Nullable Result<T> result;

  /** For generated frames. */
  protected ResultPromise() {}

  /** Returns the result of the body. */
  protected final Result<T> getReturnObject() {
    return Objects.requireNonNull(result);
  }

  /** {@code return result}. */
  @SuppressWarnings("unchecked") // a result only produces its value
  protected final void returnValue(Result<? extends T> object) {
    result = (Result<T>) NullReturn.check(this, object, "a Result");
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // what is returned early has no value
  protected final void returnEarly(@Nullable Object object) {
    returnValue((Result<T>) object);
  }

  @Override
  protected final void unhandledException(Throwable t) {
    result = Result.failed(t);
  }

  @Override
  protected final void unhandledStopped(@Nullable Throwable cleanupFailure) {
    result = Result.ofOutcome(Outcome.stopped(cleanupFailure));
  }
}
