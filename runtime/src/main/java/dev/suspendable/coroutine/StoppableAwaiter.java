package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * An awaiter whose operation can be given up when the coroutine is requested to stop. The coroutine
 * then continues with the stopped signal at once, and does not wait for the operation.
 *
 * <p>Of the request and the completion of the operation, the first one uses the suspend point. So
 * the operation has to complete by {@link SuspendPoint#resumeIfUnused}, which does nothing if it
 * comes too late. It can tell from the result whether it came too late.
 *
 * <p>A coroutine that waits for any other awaiter when the request is made continues when that
 * resumes it, and is stopped where it waits next.
 *
 * @param <T> type of the result of the await; {@code Void} if there is none
 */
public interface StoppableAwaiter<T extends @Nullable Object> extends Awaiter<T> {

  /**
   * Gives up the operation: cancels a timer, leaves a queue. Called at most once, on any thread,
   * when the coroutine has been taken from this awaiter and before it continues: after {@link
   * #awaitSuspend} has returned, or instead of it. An exception goes to this thread's uncaught
   * exception handler.
   */
  void awaitStopped();

  @Override
  default Continuation awaitSuspendUnchecked(Frame frame) throws Throwable {
    return CarryingPoint.publishStoppable(frame, this);
  }
}
