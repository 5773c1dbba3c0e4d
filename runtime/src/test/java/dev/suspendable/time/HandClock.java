package dev.suspendable.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Time that a test sets by hand. */
final class HandClock implements LongSupplier, InstantSource {
  private final long origin;
  private long passed;

  /**
   * @param origin the first value of the clock
   */
  HandClock(long origin) {
    this.origin = origin;
  }

  void set(long nanos) {
    passed = nanos;
  }

  @Override
  public long getAsLong() {
    return origin + passed; // may overflow, as System.nanoTime may
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(passed);
  }
}
