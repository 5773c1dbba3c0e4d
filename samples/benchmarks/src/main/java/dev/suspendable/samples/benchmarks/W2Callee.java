package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;

/** The callee of {@link W2Await} in a file of its own: calls of it are linked at run time. */
final class W2Callee {
  private final Parking parking;
  private final int mask;

  W2Callee(Parking parking, int mask) {
    this.parking = parking;
    this.mask = mask;
  }

  @Suspendable
  Task<Integer> callee(int x, int i) {
    if ((i & mask) == mask) {
      await(parking.park());
    }
    return Task.of((x ^ i) + W2Await.GOLDEN);
  }
}
