package dev.suspendable.sync;

import dev.suspendable.coroutine.Awaitable;

/**
 * A point that a fixed number of coroutines reach together, again and again: {@code
 * await(barrier.arrive())} waits until all of them have arrived. Then all continue, and the next
 * phase begins.
 *
 * <pre>{@code
 * for (Grid grid : generations) {
 *   compute(grid, part);
 *   if (await(barrier.arrive()) == 0) {
 *     // one of the coroutines of each phase: the last to arrive
 *   }
 * }
 * }</pre>
 *
 * <p>A coroutine that is stopped while it waits has not arrived, and the others wait for a
 * coroutine in its place, unless the last one arrives at the same moment. One that will not come
 * any more says so by {@link #arriveAndDrop}, best in a {@code finally} block. See {@linkplain
 * dev.suspendable.sync the package} for where coroutines continue. Each await of a coroutine that
 * has to wait makes an object.
 *
 * <p>The ideas are those of {@link java.util.concurrent.CyclicBarrier}, and of {@code std::barrier}
 * for {@code arriveAndDrop}.
 */
public final class AsyncBarrier extends Gate<Integer> {

  /** Guarded by the lock. */
  private int parties;

  /** Those that wait, in the queue; guarded by the lock. */
  private int arrived;

  /**
   * Makes a barrier.
   *
   * @param parties how many coroutines arrive in each phase, at least 1
   */
  public AsyncBarrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException(parties + " parties");
    }
    this.parties = parties;
  }

  /**
   * {@code await(barrier.arrive())} arrives, and waits for the others. The result says how many
   * were still missing, as that of {@link java.util.concurrent.CyclicBarrier#await()}: 0 for the
   * last to arrive.
   *
   * @return an awaitable, which may be awaited any number of times
   * @throws IllegalStateException by the await, if all parties have dropped out
   */
  public Awaitable<Integer> arrive() {
    return entrance();
  }

  /**
   * Reduces the number of parties by one, for this phase and later ones. If all others have
   * arrived, they continue, and none of them gets 0. Does not wait; callable on any thread.
   *
   * @throws IllegalStateException if all parties have dropped out before
   */
  public void arriveAndDrop() {
    enter();
    try {
      checkParties();
      parties--;
      completePhase();
    } finally {
      exitAndResume();
    }
  }

  private void checkParties() {
    if (parties == 0) {
      throw new IllegalStateException("All parties of the barrier have dropped out");
    }
  }

  /** Lets all continue, if they have arrived. */
  private void completePhase() {
    if (arrived >= parties && arrived > 0) {
      arrived = 0;
      grantAll();
    }
  }

  /** Arriving always takes the lock. */
  @Override
  boolean tryPass(int number) {
    return false;
  }

  @Override
  boolean admits(Pass<Integer> pass) {
    checkParties();
    if (arrived + 1 < parties) {
      arrived++;
      pass.number = parties - arrived;
      return false;
    }
    pass.number = 0;
    arrived = 0;
    grantAll();
    return true;
  }

  @Override
  void left() {
    arrived--;
  }

  @Override
  Integer result(int number) {
    return number;
  }

  /**
   * Returns the number of parties at this moment.
   *
   * @return the number, without those that have dropped out
   */
  public int parties() {
    enter();
    try {
      return parties;
    } finally {
      exit();
    }
  }

  @Override
  public String toString() {
    return "AsyncBarrier[" + parties() + " parties" + queue() + "]";
  }
}
