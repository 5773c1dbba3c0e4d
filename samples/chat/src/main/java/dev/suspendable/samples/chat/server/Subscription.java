package dev.suspendable.samples.chat.server;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.TimeoutException;
import dev.suspendable.sync.ChannelClosedException;
import java.time.Duration;

/**
 * A member in a room, and how far it has got. It first catches up, in a coroutine of the member;
 * then it is live, and the pump of the room serves it. So one of them at a time uses the cursor.
 */
final class Subscription {
  final Room room;
  private final Member member;
  private long cursor;
  private volatile boolean hasEnded;

  Subscription(Room room, Member member) {
    this.room = room;
    this.member = member;
  }

  /** Sets the number of the last message that the client has. */
  void begin(long after) {
    cursor = after;
  }

  long cursor() {
    return cursor;
  }

  boolean hasEnded() {
    return hasEnded;
  }

  void end() {
    hasEnded = true;
  }

  void close(String reason) {
    member.close(reason);
  }

  /** Gives a message to the member, unless it has that already. Returns false if it has no room. */
  boolean offer(long seq, byte[] bytes) {
    if (hasEnded || seq <= cursor) {
      return true;
    }
    cursor = seq;
    return member.offer(bytes);
  }

  /** Waits until the member has room, but not too long: others wait for it. */
  @Suspendable
  Task<Void> insist(byte[] bytes, Duration patience) {
    try {
      await(Task.from(member.put(bytes)).timeout(patience));
    } catch (TimeoutException e) {
      member.close("slow reader");
    } catch (ChannelClosedException e) {
      // it is closing, or closed
    }
    return Task.completed();
  }

  /** Sends the next message while the member catches up, at the speed of the client. */
  @Suspendable
  Task<Void> replay(long seq, byte[] bytes) {
    await(member.put(bytes));
    cursor = seq;
    return Task.completed();
  }
}
