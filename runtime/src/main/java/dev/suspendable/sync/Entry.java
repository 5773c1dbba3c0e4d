package dev.suspendable.sync;

import dev.suspendable.coroutine.Continuation;
import org.jspecify.annotations.Nullable;

/** An entry of a {@link WaitQueue}; guarded by the lock of the queue's owner. */
abstract class Entry {

  /** Null if it is not in a queue; the entry itself if it is the first. */
  @Nullable Entry previous;

  @Nullable Entry next;

  /** The object that is handed over: a message of a channel, or its substitute. */
  @Nullable Object item;

  /**
   * Takes the resumption of the coroutine. Called at most once, when the entry has been taken out
   * of the queue. The resumption has to be passed to {@link Resumer} when the lock is released.
   *
   * @return NOOP if the coroutine does not wait here any more: it was stopped, or the like
   */
  abstract Continuation claim();

  final boolean isInQueue() {
    return previous != null;
  }
}
