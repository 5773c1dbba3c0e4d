package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs an async generator that yields nothing, to its end; a coroutine written by hand.
 *
 * @param <R> type of the result
 */
final class Draining<R extends @Nullable Object> extends TaskPromise<R> {
  private final AsyncGenerator<?> generator;
  private final Supplier<R> result;

  Draining(AsyncGenerator<?> generator, Supplier<R> result) {
    this.generator = generator;
    this.result = result;
  }

  @Override
  protected @Nullable Awaiter<?> $step() throws Throwable {
    int state = $entry();
    if (state < 0) {
      return $unwound();
    }
    Awaiter<?> awaiter;
    if (state == 0) {
      awaiter = generator.hasNext().awaiter();
      if (!awaiter.awaitReady()) {
        return $suspend(1, awaiter);
      }
    } else {
      awaiter = $awaited();
    }
    awaiter.awaitResume();
    returnValue(result.get());
    return null;
  }

  @Override
  protected StackTraceElement $location() {
    return new StackTraceElement(
        AsyncGenerator.class.getName(), "forEach", "AsyncGenerator.java", -1);
  }
}
