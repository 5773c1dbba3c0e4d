package dev.suspendable;

import dev.suspendable.annotations.NotAwaiting;
import dev.suspendable.annotations.PromiseFor;
import dev.suspendable.coroutine.ImmediatePromise;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a coroutine return an {@link Optional}: awaiting an empty one ends it with an empty one.
 *
 * <pre>{@code
 * @Suspendable
 * Optional<String> city(String id) {
 *   User user = await(find(id));            // an Optional<User>
 *   return await(user.address()).city();    // an Optional<Address>, and an Optional<String>
 * }
 * }</pre>
 *
 * <p>The body runs at the call, as that of an ordinary method. {@code await} of an {@code Optional}
 * has its value. If there is none, the coroutine leaves its scopes, running {@code finally} blocks
 * but no {@code catch} block, and returns the empty {@code Optional}. {@code return} and exceptions
 * are those of an ordinary method. A body that awaits anything else is a compile error: the caller
 * has the result when the call returns. A coroutine that waits too returns {@code
 * Task<Optional<T>>}, and may await both.
 *
 * <p>The idea is that of Rust's {@code ?} operator and of P1662R0, "simulating co_return".
 *
 * @param <T> type of the value
 */
@PromiseFor(type = Optional.class)
@NotAwaiting(
    advice =
        "the result is there when the call returns, so only an Optional can be awaited; let the"
            + " method return a Task of the Optional")
public abstract class OptionalPromise<T> extends ImmediatePromise {
  private @Nullable Optional<T> result;

  /** For generated frames. */
  protected OptionalPromise() {}

  /** Returns the result of the body. A stop that an awaitable of the user's sends is no value. */
  protected final Optional<T> getReturnObject() {
    return result == null ? Optional.empty() : result;
  }

  /** {@code return optional}. */
  @SuppressWarnings("unchecked") // an Optional only produces its value
  protected final void returnValue(Optional<? extends T> object) {
    result = (Optional<T>) NullReturn.check(this, object, "an Optional");
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // what is returned early is an empty Optional
  protected final void returnEarly(@Nullable Object object) {
    returnValue((Optional<T>) object);
  }

  /** Exceptions go to the caller, like those of any method. */
  @Override
  protected final void unhandledException(Throwable t) throws Throwable {
    throw t;
  }
}
