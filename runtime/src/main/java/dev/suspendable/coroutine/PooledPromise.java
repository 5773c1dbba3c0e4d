package dev.suspendable.coroutine;

/**
 * A promise whose frames are recycled. It counts the lives of a frame, so that the use of a stale
 * handle throws. Extend it, or do the same in a promise that has to extend another class.
 */
public abstract class PooledPromise extends Promise {
  private int epoch;

  /** For promise classes. */
  protected PooledPromise() {}

  /** {@inheritDoc} Increments the epoch: call it when overriding. */
  @Override
  protected void recycle() {
    epoch++;
  }

  /** Destroys the coroutine, so that its frame returns to the pool. */
  @Override
  protected void unreturned() {
    handle().destroy();
  }

  @Override
  protected final int epoch() {
    return epoch;
  }
}
