package dev.suspendable.samples.chat.server;

/** A budget that refills with time. Safe for use by several threads. */
final class TokenBucket {
  private final double perNano;
  private final int most;
  private double tokens;
  private long updated;

  TokenBucket(double perSecond, int most, long now) {
    this.perNano = perSecond / 1e9;
    this.most = most;
    this.tokens = most;
    this.updated = now;
  }

  /** Takes one, if there is one. */
  synchronized boolean tryTake(long now) {
    refill(now);
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /** Whether it is as good as a new one. */
  synchronized boolean isFull(long now) {
    refill(now);
    return tokens >= most;
  }

  private void refill(long now) {
    tokens = Math.min(most, tokens + Math.max(0, now - updated) * perNano);
    updated = now;
  }
}
