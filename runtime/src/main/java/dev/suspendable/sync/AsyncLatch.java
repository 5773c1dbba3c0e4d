package dev.suspendable.sync;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import org.jspecify.annotations.Nullable;

/**
 * A count that coroutines wait for until it is zero: {@code await(latch)} returns when {@link
 * #countDown} has been called so many times. After that no await waits.
 *
 * <p>A coroutine that is stopped while it waits does not change the count. See {@linkplain
 * dev.suspendable.sync the package} for where coroutines continue.
 *
 * <p>The ideas are those of {@link java.util.concurrent.CountDownLatch} and of cppcoro's {@code
 * async_latch}.
 */
public final class AsyncLatch extends Gate<@Nullable Void> implements Awaitable<@Nullable Void> {

  /** Written under the lock. */
  private volatile long count;

  /**
   * Makes a latch.
   *
   * @param count how many times to count down, not negative
   */
  public AsyncLatch(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("count " + count);
    }
    this.count = count;
  }

  /**
   * Counts down by one. At zero all coroutines continue that wait. Callable on any thread; does
   * nothing if the count is zero.
   */
  public void countDown() {
    countDown(1);
  }

  /**
   * Counts down by a number, at most to zero.
   *
   * @param number how many, not negative
   */
  public void countDown(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("countDown(" + number + ")");
    }
    enter();
    try {
      long before = count;
      count = before > number ? before - number : 0;
      if (before > 0 && before <= number) {
        grantAll();
      }
    } finally {
      exitAndResume();
    }
  }

  /**
   * Returns the count at this moment.
   *
   * @return the count; zero from the last {@code countDown} on
   */
  public long count() {
    return count;
  }

  @Override
  public Awaiter<@Nullable Void> awaiter() {
    return entrance().awaiter();
  }

  @Override
  boolean tryPass(int number) {
    return count == 0;
  }

  @Override
  boolean admits(Pass<@Nullable Void> pass) {
    return count == 0;
  }

  @Override
  @SuppressWarnings("NullAway") // Void has no other value
  @Nullable Void result(int number) {
    return null;
  }

  @Override
  public String toString() {
    return "AsyncLatch[" + count + queue() + "]";
  }
}
