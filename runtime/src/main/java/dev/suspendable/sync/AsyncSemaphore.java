package dev.suspendable.sync;

import dev.suspendable.coroutine.Awaitable;

/**
 * A number of permits that coroutines acquire and release. Those that find too few wait without
 * blocking a thread.
 *
 * <pre>{@code
 * try (var permit = await(connections.acquire())) {
 *   await(query());
 * }                                          // releases it on every way out, also by a stop
 * }</pre>
 *
 * <p><b>Fair.</b> Permits go to the coroutine that has waited longest. If that one needs several,
 * those behind it wait too, although there may be enough permits for them. A coroutine that is
 * stopped while it waits has acquired nothing. See {@linkplain dev.suspendable.sync the package}
 * for where a coroutine continues.
 *
 * <p>The semaphore does not know who holds its permits: one may be released by another coroutine
 * than that which has acquired it, and {@link #release()} without a permit adds one.
 *
 * <p>The ideas are those of {@link java.util.concurrent.Semaphore} and of Kotlin's {@code
 * Semaphore}.
 */
public final class AsyncSemaphore extends Permits<AsyncSemaphore.Permit> {

  /** Permits that were acquired; to be closed once. */
  @FunctionalInterface
  public interface Permit extends AutoCloseable {
    /** Releases the permits. */
    @Override
    void close();
  }

  private final Permit one = this::release;

  /**
   * Makes a semaphore.
   *
   * @param permits the number of permits, not negative
   */
  public AsyncSemaphore(int permits) {
    super(permits);
    if (permits < 0) {
      throw new IllegalArgumentException(permits + " permits");
    }
  }

  /**
   * {@code await(semaphore.acquire())} waits for a permit, and takes it.
   *
   * @return an awaitable, which may be awaited any number of times
   */
  public Awaitable<Permit> acquire() {
    return entrance();
  }

  /**
   * {@code await(semaphore.acquire(n))} waits until there are so many permits, and takes them all.
   * Each call makes objects for the awaiter and its result.
   *
   * @param permits how many, at least 1
   * @return an awaitable, which may be awaited any number of times
   */
  public Awaitable<Permit> acquire(int permits) {
    checkPositive(permits);
    return () -> new Pass<>(this, permits);
  }

  private static void checkPositive(int permits) {
    if (permits < 1) {
      throw new IllegalArgumentException(permits + " permits");
    }
  }

  /**
   * Takes a permit, if there is one and no coroutine waits. Callable on any thread.
   *
   * @return whether it was taken; it has to be {@linkplain #release() released} then
   */
  public boolean tryAcquire() {
    return tryPass(1);
  }

  /**
   * Takes permits, if there are so many and no coroutine waits. Callable on any thread.
   *
   * @param permits how many, at least 1
   * @return whether they were taken; they have to be {@linkplain #release(int) released} then
   */
  public boolean tryAcquire(int permits) {
    checkPositive(permits);
    return tryPass(permits);
  }

  /** Returns a permit, and lets the coroutine continue that has waited longest. */
  public void release() {
    release(1);
  }

  /**
   * Returns permits, and lets coroutines continue for which they suffice. Callable on any thread.
   *
   * @param permits how many, at least 1
   * @throws IllegalStateException if there would be more than {@link Integer#MAX_VALUE}
   */
  public void release(int permits) {
    checkPositive(permits);
    if (!release(permits, Integer.MAX_VALUE)) {
      throw new IllegalStateException(
          "Too many permits: a release without an acquire, in a loop? Prefer"
              + " try (var permit = await(semaphore.acquire()))");
    }
  }

  /**
   * Returns the number of permits at this moment, for monitoring.
   *
   * @return the number that is not held
   */
  public int availablePermits() {
    return availableNow();
  }

  @Override
  Permit result(int number) {
    return number == 1 ? one : () -> release(number);
  }

  @Override
  public String toString() {
    return "AsyncSemaphore[" + availableNow() + " permits" + queue() + "]";
  }
}
