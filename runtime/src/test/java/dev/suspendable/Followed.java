package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The frame of this coroutine, in the shape of generated code:
 *
 * <pre>{@code
 * @Suspendable
 * static Generator<Integer> then(int n, boolean silent, IntFunction<Generator<Integer>> rest) {
 *   if (!silent) {
 *     yieldValue(n);
 *   }
 *   return rest.apply(n);
 * }
 * }</pre>
 */
final class Followed extends GeneratorPromise<Integer> {
  private final int n;
  private final boolean silent;
  private @Nullable IntFunction<@Nullable Generator<Integer>> rest;

  private Followed(int n, boolean silent, IntFunction<@Nullable Generator<Integer>> rest) {
    this.n = n;
    this.silent = silent;
    this.rest = rest;
  }

  static Generator<Integer> ramp(int n, IntFunction<@Nullable Generator<Integer>> rest) {
    Followed frame = new Followed(n, false, rest);
    frame.$start();
    return frame.getReturnObject();
  }

  static Generator<Integer> silent(int n, IntFunction<@Nullable Generator<Integer>> rest) {
    Followed frame = new Followed(n, true, rest);
    frame.$start();
    return frame.getReturnObject();
  }

  @Override
  @SuppressWarnings("NullAway")
  protected @Nullable Awaiter<?> $step() throws Throwable {
    if ($unwinding()) {
      return $unwound();
    }
    Awaiter<?> awaiter;
    int state = $resumePoint();
    if (state == 0 && !silent) {
      awaiter = yieldValue(n).awaiter();
      if (!awaiter.awaitReady()) {
        return $suspend(1, awaiter);
      }
    }
    if (state == 1) {
      $awaited().awaitResume();
    }
    if (state != 2) {
      awaiter = returnFrom(rest.apply(n)).awaiter();
      if (!awaiter.awaitReady()) {
        return $suspend(2, awaiter);
      }
    } else {
      awaiter = $awaited();
    }
    awaiter.awaitResume();
    returnVoid();
    return null;
  }

  @Override
  protected void $clear() {
    rest = null;
  }

  @Override
  protected StackTraceElement $location() {
    return new StackTraceElement("Thens", "then", "Thens.java", 4);
  }
}
