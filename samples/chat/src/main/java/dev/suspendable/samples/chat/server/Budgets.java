package dev.suspendable.samples.chat.server;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.time.Timers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The budgets of the users for requests. A user has one for all connections, which outlives them:
 * connecting again gives nothing new.
 */
final class Budgets {
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
  private final Limits limits;
  private final Timers timers;

  Budgets(Limits limits, Timers timers) {
    this.limits = limits;
    this.timers = timers;
  }

  /** Whether the user may have one more request now. */
  boolean tryTake(String user) {
    boolean[] taken = new boolean[1];
    buckets.compute(
        user,
        (name, old) -> { // in here, so that it is not swept meanwhile
          long now = timers.nanoTime();
          TokenBucket bucket =
              old != null ? old : new TokenBucket(limits.requestsPerSecond, limits.burst, now);
          taken[0] = bucket.tryTake(now);
          return bucket;
        });
    return taken[0];
  }

  /** Forgets from time to time those that have not been used for long. */
  @Suspendable
  Task<Void> sweep() {
    while (true) {
      await(Task.delay(SWEEP));
      for (String user : buckets.keySet()) {
        buckets.computeIfPresent(
            user, (name, bucket) -> bucket.isFull(timers.nanoTime()) ? null : bucket);
      }
    }
  }
}
