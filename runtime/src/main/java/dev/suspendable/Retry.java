package dev.suspendable;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.scope.ContextKey;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How often, and after what time, a task that has failed is tried again. Immutable.
 *
 * <pre>{@code
 * Retry retry = Retry.times(3).withBackoff(Duration.ofMillis(100), 2).withMaxDelay(Duration.ofSeconds(5));
 * Page page = await(retry.call(() -> load(url).timeout(Duration.ofSeconds(1))));
 * }</pre>
 *
 * <p>A stop ends the attempt that is running, or the wait for the next one. It is not a failure,
 * and is not retried.
 *
 * <p>The back-off with full jitter is that of Brooker, "Exponential Backoff and Jitter" (2015).
 */
public final class Retry {
  /**
   * The source of random numbers for {@link #withJitter}, by the context of the task. A test or a
   * simulation sets one that repeats itself: {@code task.with(Retry.RANDOM, new
   * SplittableRandom(5))}. The test kit does so, by the seed of the run.
   *
   * <p>If there is no value, the numbers are those of {@link ThreadLocalRandom}. Another value has
   * to be safe for use by several threads if the tasks run on several.
   */
  public static final ContextKey<RandomGenerator> RANDOM =
      ContextKey.of("random", () -> ThreadLocalRandom.current().nextLong());

  /** How many failures are kept for the last one. */
  static final int KEPT = 16;

  private final int attempts;
  private final long firstDelay;
  private final double factor;
  private final long maxDelay;
  private final boolean hasJitter;
  private final Predicate<? super Throwable> isRetried;

  private Retry(
      int attempts,
      long firstDelay,
      double factor,
      long maxDelay,
      boolean hasJitter,
      Predicate<? super Throwable> isRetried) {
    this.attempts = attempts;
    this.firstDelay = firstDelay;
    this.factor = factor;
    this.maxDelay = maxDelay;
    this.hasJitter = hasJitter;
    this.isRetried = isRetried;
  }

  /**
   * Tries again so many times, at once, after any exception but an {@link Error}.
   *
   * @param retries the most attempts after the first one
   * @return the policy
   * @throws IllegalArgumentException if it is negative
   */
  public static Retry times(int retries) {
    if (retries < 0 || retries == Integer.MAX_VALUE) {
      throw new IllegalArgumentException("times(" + retries + ")");
    }
    return new Retry(retries + 1, 0, 1, Long.MAX_VALUE, false, t -> !(t instanceof Error));
  }

  /**
   * Waits before each further attempt, each time longer.
   *
   * @param first the time before the second attempt
   * @param growth the factor by which the time grows, at least 1
   * @return the new policy
   * @throws IllegalArgumentException if the time is negative, or the factor less than 1
   */
  public Retry withBackoff(Duration first, double growth) {
    if (first.isNegative() || !(growth >= 1)) {
      throw new IllegalArgumentException("withBackoff(" + first + ", " + growth + ")");
    }
    return new Retry(attempts, NANOSECONDS.convert(first), growth, maxDelay, hasJitter, isRetried);
  }

  /**
   * Limits the time before an attempt.
   *
   * @param most the longest time
   * @return the new policy
   */
  public Retry withMaxDelay(Duration most) {
    long nanos = Math.max(NANOSECONDS.convert(most), 0);
    return new Retry(attempts, firstDelay, factor, nanos, hasJitter, isRetried);
  }

  /**
   * Waits a random part of the time, so that many that failed together do not try again together.
   * The numbers are those of {@link #RANDOM}.
   *
   * @return the new policy
   */
  public Retry withJitter() {
    return new Retry(attempts, firstDelay, factor, maxDelay, true, isRetried);
  }

  /**
   * Tries again only after some exceptions.
   *
   * @param isTransient whether another attempt may succeed after an exception
   * @return the new policy
   */
  public Retry onlyIf(Predicate<? super Throwable> isTransient) {
    return new Retry(
        attempts,
        firstDelay,
        factor,
        maxDelay,
        hasJitter,
        Objects.requireNonNull(isTransient, "isTransient"));
  }

  /**
   * Runs a task, and again if it fails.
   *
   * @param task makes the task, once for each attempt; its exception is a failure too
   * @return a task that has the value of the first success, or fails like the last attempt, with
   *     the failures of the first 16 as suppressed exceptions
   */
  public <T extends @Nullable Object> Task<T> call(
      Callable<? extends Awaitable<? extends T>> task) {
    return new Retrying<>(this, Objects.requireNonNull(task, "task"));
  }

  /** Whether there is another attempt after so many. */
  boolean isRetried(int made, Throwable failure) {
    return made < attempts && isRetried.test(failure);
  }

  /** Whether the next delay needs a random number. */
  boolean hasJitter() {
    return hasJitter;
  }

  /**
   * The time before the next attempt, in nanoseconds.
   *
   * @param random for the jitter; null if there is none
   */
  long delayAfter(int made, @Nullable RandomGenerator random) {
    double delay = Math.min(firstDelay * Math.pow(factor, made - 1), maxDelay);
    return (long) (random == null ? delay : delay * random.nextDouble());
  }
}
