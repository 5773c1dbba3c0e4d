package dev.suspendable.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Durations as numbers that do not overflow. */
final class Nanos {
  private Nanos() {}

  static long of(Duration duration) {
    return Math.max(TimeUnit.NANOSECONDS.convert(duration), 0);
  }

  /** Adds two numbers of which neither is negative. */
  static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
