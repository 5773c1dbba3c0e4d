package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The frame of this coroutine, in the shape of generated code:
 *
 * <pre>{@code
 * @Suspendable
 * static Task<T> hop(int n, IntFunction<Task<T>> next) {
 *   return next.apply(n);
 * }
 * }</pre>
 */
final class Hop<T> extends TaskPromise<T> {
  private final int n;
  private @Nullable IntFunction<@Nullable Task<T>> next;

  private Hop(int n, IntFunction<@Nullable Task<T>> next) {
    this.n = n;
    this.next = next;
  }

  static <T> Task<T> ramp(int n, IntFunction<@Nullable Task<T>> next) {
    Hop<T> frame = new Hop<>(n, next);
    Task<T> result = frame.getReturnObject();
    frame.$start();
    return result;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"})
  protected @Nullable Awaiter<?> $step() throws Throwable {
    if ($unwinding()) {
      return $unwound();
    }
    Awaiter<?> awaiter;
    if ($resumePoint() == 0) {
      awaiter = returnFrom(next.apply(n)).awaiter();
      if (!awaiter.awaitReady()) {
        return $suspend(1, awaiter);
      }
    } else {
      awaiter = $awaited();
    }
    returnValue((T) awaiter.awaitResume());
    return null;
  }

  @Override
  protected void $clear() {
    next = null;
  }

  @Override
  protected StackTraceElement $location() {
    return new StackTraceElement("Hops", "hop", "Hops.java", 3);
  }
}
