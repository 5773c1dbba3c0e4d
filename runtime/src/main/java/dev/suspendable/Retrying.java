package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The task of {@link Retry#call}; a coroutine written by hand:
 *
 * <pre>{@code
 * for (int made = 1; ; made++) {
 *   try {
 *     return Task.of(await(task.call()));
 *   } catch (Throwable t) {
 *     if (!retry.isRetried(made, t)) throw t;
 *   }
 *   var random = retry.hasJitter() ? await(Retry.RANDOM) : null;
 *   await(Task.delay(retry.delayAfter(made, random)));
 * }
 * }</pre>
 */
final class Retrying<T extends @Nullable Object> extends TaskPromise<T> {
  private static final int TRIED = 1;
  private static final int READ = 2;
  private static final int WAITED = 3;

  private final Retry retry;
  private final Callable<? extends Awaitable<? extends T>> task;
  private final List<Throwable> failures = new ArrayList<>(0);
  private int made;

  Retrying(Retry retry, Callable<? extends Awaitable<? extends T>> task) {
    this.retry = retry;
    this.task = task;
  }

  @Override
  @SuppressWarnings("unchecked") // the task's own value
  protected @Nullable Awaiter<?> $step() throws Throwable {
    int state = $entry();
    if (state < 0) {
      return $unwound();
    }
    Awaiter<?> awaiter = state == 0 ? null : $awaited();
    for (; ; ) {
      if (state == READ && awaiter != null) {
        state = WAITED;
        awaiter = delay((RandomGenerator) awaiter.awaitResume());
        if (!awaiter.awaitReady()) {
          return $suspend(state, awaiter);
        }
      }
      if (state == WAITED && awaiter != null) {
        awaiter.awaitResume();
        awaiter = null;
      }
      try {
        if (awaiter == null) {
          awaiter = task.call().awaiter();
          if (!awaiter.awaitReady()) {
            return $suspend(TRIED, awaiter);
          }
        }
        returnValue((T) awaiter.awaitResume());
        return null;
      } catch (Throwable t) {
        made++;
        if (!retry.isRetried(made, t)) {
          throw withEarlier(t);
        }
        if (failures.size() < Retry.KEPT) {
          failures.add(t);
        }
        state = retry.hasJitter() ? READ : WAITED;
        awaiter = state == READ ? Retry.RANDOM.awaiter() : delay(null);
      }
      if (!awaiter.awaitReady()) {
        return $suspend(state, awaiter);
      }
    }
  }

  private Awaiter<?> delay(@Nullable RandomGenerator random) {
    return Task.delay(Duration.ofNanos(retry.delayAfter(made, random))).awaiter();
  }

  private Throwable withEarlier(Throwable last) {
    for (Throwable earlier : failures) {
      if (earlier != last) {
        last.addSuppressed(earlier);
      }
    }
    return last;
  }

  @Override
  protected void $clear() {
    failures.clear();
  }

  @Override
  protected StackTraceElement $location() {
    return new StackTraceElement(Retry.class.getName(), "call", "Retry.java", -1);
  }
}
