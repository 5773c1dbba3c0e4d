package dev.suspendable.coroutine;

/**
 * A promise whose frames are recycled: counts the lives of a frame, so that a stale handle is
 * refused. Extend it, or do the same in a promise that has to extend another class.
 */
public abstract class PooledPromise extends Promise {
  private int epoch;

  /** For promise classes. */
  protected PooledPromise() {}

  /** {@inheritDoc} Moves on the epoch: call it when overriding. */
  @Override
  protected void recycle() {
    epoch++;
  }

  /** Destroys the coroutine, so that its frame goes back to the pool. */
  @Override
  protected void unreturned() {
    handle().destroy();
  }

  @Override
  protected final int epoch() {
    return epoch;
  }
}
