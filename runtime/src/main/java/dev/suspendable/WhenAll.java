package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The task of {@link Tasks#whenAll}, a coroutine written by hand: {@code combine(await(join))}. */
final class WhenAll<R extends @Nullable Object> extends TaskPromise<R> {
  private @Nullable List<? extends Awaitable<?>> awaitables;
  private final Function<List<@Nullable Object>, R> combine;

  WhenAll(List<? extends Awaitable<?>> awaitables, Function<List<@Nullable Object>, R> combine) {
    this.awaitables = List.copyOf(awaitables);
    this.combine = combine;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // what Join supplies; there until the end
  protected @Nullable Awaiter<?> step() throws Throwable {
    if (unwinding()) {
      return unwound();
    }
    Awaiter<?> awaiter;
    if (resumePoint() == 0) {
      awaiter = new Join(awaitables);
      if (!awaiter.awaitReady()) {
        return suspend(1, awaiter);
      }
    } else {
      awaiter = awaited();
    }
    returnValue(combine.apply((List<@Nullable Object>) awaiter.awaitResume()));
    return null;
  }

  @Override
  protected void clear() {
    awaitables = null;
  }

  @Override
  protected StackTraceElement location() {
    return Tasks.location("whenAll");
  }
}
