package dev.suspendable.sync;

import dev.suspendable.coroutine.Awaitable;

/**
 * A lock that one coroutine holds at a time. Others await it without blocking a thread.
 *
 * <pre>{@code
 * try (var held = await(mutex.lock())) {
 *   int balance = await(read());             // the mutex stays locked, no thread waits
 *   await(write(balance + 1));
 * }                                          // unlocks it on every way out, also by a stop
 * }</pre>
 *
 * <p><b>Fair.</b> {@link #unlock} hands the mutex over to the coroutine that has waited longest, so
 * none can overtake it. Where that coroutine continues, and what a stop does: see {@linkplain
 * dev.suspendable.sync the package}.
 *
 * <p><b>Not reentrant.</b> A coroutine that locks a mutex which it holds waits forever. The mutex
 * does not know who holds it: it may be locked in one coroutine, or by {@link #tryLock} on any
 * thread, and unlocked in another. For the same reason a second close of a {@link Held} cannot
 * always be told from that of the next holder. It throws if the mutex is not locked.
 *
 * <p>The ideas are those of cppcoro's {@code async_mutex} and folly's {@code coro::Mutex}.
 */
public final class AsyncMutex extends Permits<AsyncMutex.Held> {

  /** A mutex that is held; to be closed once. */
  @FunctionalInterface
  public interface Held extends AutoCloseable {
    /** Unlocks the mutex, see {@link AsyncMutex#unlock}. */
    @Override
    void close();
  }

  private final Held held = this::unlock;

  /** Makes a mutex that is not locked. */
  public AsyncMutex() {
    super(1);
  }

  /**
   * {@code await(mutex.lock())} waits until the mutex can be locked, and locks it.
   *
   * @return an awaitable, which may be awaited any number of times
   */
  public Awaitable<Held> lock() {
    return entrance();
  }

  /**
   * Locks the mutex, if it is not locked. Callable on any thread.
   *
   * @return whether the mutex has been locked; it has to be {@linkplain #unlock unlocked} then
   */
  public boolean tryLock() {
    return tryPass(1);
  }

  /**
   * Unlocks the mutex, or hands it over to the coroutine that has waited longest. Callable on any
   * thread.
   *
   * @throws IllegalStateException if the mutex is not locked
   */
  public void unlock() {
    if (!release(1, 1)) {
      throw new IllegalStateException(
          "The mutex is not locked: it was unlocked twice, or not locked before. Prefer"
              + " try (var held = await(mutex.lock()))");
    }
  }

  /**
   * Whether the mutex is locked at this moment, for monitoring.
   *
   * @return true if it is
   */
  public boolean isLocked() {
    return availableNow() == 0;
  }

  @Override
  Held result(int number) {
    return held;
  }

  @Override
  public String toString() {
    return "AsyncMutex[" + (isLocked() ? "locked" : "not locked") + queue() + "]";
  }
}
