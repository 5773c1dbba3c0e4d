package dev.suspendable.sync;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Continuation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Passes messages from coroutines that send to coroutines that receive, each message to one of
 * them.
 *
 * <pre>{@code
 * Channel<Order> orders = Channel.buffered(16);
 *
 * await(orders.send(order));                       // waits while the buffer is full
 *
 * try (var values = orders.values()) {
 *   while (await(values.hasNext())) {              // until the channel is closed
 *     handle(values.next());
 *   }
 * }
 * }</pre>
 *
 * <table>
 * <caption>Kinds</caption>
 * <tr><th>made by</th><th>a send waits</th></tr>
 * <tr><td>{@link #rendezvous}</td><td>until the message is received</td></tr>
 * <tr><td>{@link #buffered}</td><td>while as many messages as the capacity have not been
 *     received</td></tr>
 * <tr><td>{@link #unbounded}</td><td>never</td></tr>
 * <tr><td>{@link #conflated}</td><td>never: a message replaces one that was not received, so a
 *     receiver gets the latest one</td></tr>
 * </table>
 *
 * <p><b>Order.</b> Messages are received in the order in which they were sent. Senders and
 * receivers that wait get their turn in the order in which they began to wait; {@link #trySend} and
 * {@link #tryReceive} do not overtake them. Use by several senders and receivers, on any threads,
 * is safe. See {@linkplain dev.suspendable.sync the package} for where coroutines continue.
 *
 * <p><b>Stop.</b> A receive that ends by the stopped signal has taken no message. A send that ends
 * by it has not happened: no coroutine gets the message. If the message and the stop come at the
 * same moment, the await returns normally, and the coroutine is stopped where it waits next. So a
 * coroutine knows whether its send has happened: it has if and only if the await returned.
 *
 * <p><b>Closing.</b> After {@link #close()} nothing is accepted. Senders that wait are told by a
 * {@link ChannelClosedException}: their messages were not sent. What is in the buffer can still be
 * received. After the last message a receive throws that exception, {@link #receiveOrNull} returns
 * null, and {@link #values} end. With a {@linkplain #close(Throwable) cause} they all throw. If
 * several coroutines send, let the scope that owns them close the channel when all have ended.
 *
 * <p><b>Closed executors.</b> A message for a receiver that its executor rejects goes to the next
 * one, or back to the front of the buffer. A send that throws an executor's rejection has happened.
 *
 * <p>Messages are not null. Each await makes one object; those of {@code values()} make none.
 *
 * <p>The ideas are those of Kotlin's channels, of Go's, and of .NET's for closing.
 *
 * @param <T> type of the messages
 */
public final class Channel<T> extends Guarded {

  /*
   * The lock guards all fields. At most one of these holds: receivers wait, or there are messages
   * or senders that wait. Senders wait only while the buffer is full. So whoever comes first in the
   * queue is served first, without looking for others.
   *
   * The entries of a select stay in the other queues for a moment when one case has been chosen.
   * They cannot be claimed any more, and are dropped when their turn comes.
   *
   * A message that is given back goes to the front of the buffer, which can exceed the capacity.
   */

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final int capacity;
  private final boolean keepsLatest;
  private final Deque<Object> buffer = new ArrayDeque<>(2);
  private final WaitQueue<Entry> receivers = new WaitQueue<>();
  private final WaitQueue<Entry> senders = new WaitQueue<>();
  private @Nullable Closed closed;

  /** The order in which several channels are locked. */
  final long number = NUMBERS.getAndIncrement();

  /**
   * The turn of the selects that begin with this channel, as a fraction of 2^32; races do no harm.
   */
  private int turn;

  private Channel(int capacity, boolean keepsLatest) {
    this.capacity = capacity;
    this.keepsLatest = keepsLatest;
  }

  /**
   * Makes a channel without a buffer: sender and receiver wait for each other.
   *
   * @return the channel
   */
  public static <T> Channel<T> rendezvous() {
    return new Channel<>(0, false);
  }

  /**
   * Makes a channel whose senders may be some messages ahead.
   *
   * @param capacity how many, at least 1
   * @return the channel
   */
  public static <T> Channel<T> buffered(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "buffered(" + capacity + "); a channel without a buffer is a rendezvous()");
    }
    return new Channel<>(capacity, false);
  }

  /**
   * Makes a channel whose senders never wait. A sender that is faster than the receivers fills the
   * memory: prefer {@link #buffered}.
   *
   * @return the channel
   */
  public static <T> Channel<T> unbounded() {
    return new Channel<>(Integer.MAX_VALUE, false);
  }

  /**
   * Makes a channel that keeps the latest message only.
   *
   * @return the channel
   */
  public static <T> Channel<T> conflated() {
    return new Channel<>(1, true);
  }

  // ---- Sending.

  /**
   * {@code await(channel.send(message))} sends a message. It throws a {@link
   * ChannelClosedException} if the channel is closed, also while it waits; the message was not sent
   * then.
   *
   * @param message the message, not null
   * @return an awaitable for one await; without the await nothing is sent
   */
  public Awaitable<@Nullable Void> send(T message) {
    return new Sending<>(this, requireMessage(message));
  }

  /**
   * Sends a message, if that is possible without waiting. Callable on any thread.
   *
   * @param message the message, not null
   * @return whether it was sent
   * @throws ChannelClosedException if the channel is closed, so that no loop tries forever
   */
  public boolean trySend(T message) {
    requireMessage(message);
    Continuation resumption;
    Closed now;
    enter();
    try {
      now = closed;
      resumption = now != null ? Continuation.NOOP : accept(message);
    } finally {
      exit();
    }
    if (now != null) {
      throw now.exception(this);
    }
    return isComplete(resumption);
  }

  static <T> T requireMessage(T message) {
    return Objects.requireNonNull(
        message, "a channel has no null messages: send an Optional, or close the channel");
  }

  // ---- Receiving.

  /**
   * {@code await(channel.receive())} takes the next message. It throws a {@link
   * ChannelClosedException} if the channel is closed and has no more.
   *
   * @return an awaitable; it may be awaited again when an await of it has ended
   */
  public Awaitable<T> receive() {
    return new Receiving.OrThrow<>(this);
  }

  /**
   * {@code await(channel.receiveOrNull())} takes the next message, or returns null if the channel
   * is closed and has no more. If it was closed with a cause, it throws a {@link
   * ChannelClosedException}.
   *
   * @return an awaitable; it may be awaited again when an await of it has ended
   */
  public Awaitable<@Nullable T> receiveOrNull() {
    return new Receiving.OrNull<>(this);
  }

  /**
   * Takes the next message, if there is one. Callable on any thread.
   *
   * @return the message; null if there is none now, or {@linkplain #isDrained never} again
   */
  @SuppressWarnings("unchecked") // messages only
  public @Nullable T tryReceive() {
    if (!mayProvide()) {
      return null;
    }
    Object message;
    Continuation resumption;
    enter();
    try {
      message = provide();
      resumption = resumed;
    } finally {
      exit();
    }
    Resumer.resume(resumption);
    return (T) message;
  }

  /**
   * Returns the messages from now on as an async generator, which ends when the channel is closed.
   * Several may be used at the same time; each message goes to one of them. Closing the generator
   * does not close the channel. A message that {@code hasNext} has announced and {@code next} has
   * not taken goes back to the channel then.
   *
   * @return a generator for one consumer
   */
  public AsyncGenerator<T> values() {
    return new ChannelValues<>(this);
  }

  /**
   * Takes all messages that there are now, also those of senders that wait, which continue. For
   * messages that hold resources, after a close.
   *
   * @return the messages, in order
   */
  @SuppressWarnings("unchecked") // messages only
  public List<T> drain() {
    List<T> messages = new ArrayList<>();
    List<Continuation> told = new ArrayList<>();
    enter();
    try {
      for (Object message = provide(); message != null; message = provide()) {
        messages.add((T) message);
        told.add(resumed);
      }
    } finally {
      exit();
    }
    told.forEach(Resumer::defer);
    Resumer.runDeferred();
    return Collections.unmodifiableList(messages);
  }

  // ---- Closing.

  /**
   * Closes the channel. Callable on any thread.
   *
   * @return false if it was closed before, which is not an error
   */
  public boolean close() {
    return closeBecause(null);
  }

  /**
   * Closes the channel because of a failure: when the messages in the buffer have been received,
   * receivers get a {@link ChannelClosedException} with the cause, and so do senders.
   *
   * @param cause the failure
   * @return false if it was closed before; the cause is dropped then
   */
  public boolean close(Throwable cause) {
    return closeBecause(Objects.requireNonNull(cause, "cause"));
  }

  private boolean closeBecause(@Nullable Throwable cause) {
    List<Continuation> told = new ArrayList<>();
    enter();
    try {
      if (closed != null) {
        return false;
      }
      Closed now = new Closed(cause);
      closed = now;
      tell(receivers, now, told);
      tell(senders, now, told);
    } finally {
      exit();
    }
    told.forEach(Resumer::defer);
    Resumer.runDeferred();
    return true;
  }

  private static void tell(WaitQueue<Entry> queue, Closed closed, List<Continuation> told) {
    for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
      Continuation resumption = entry.claim();
      if (resumption != Continuation.NOOP) {
        entry.item = closed;
        told.add(resumption);
      }
    }
  }

  /**
   * Whether the channel is closed: nothing can be sent any more.
   *
   * @return true from the close on
   */
  public boolean isClosed() {
    enter();
    try {
      return closed != null;
    } finally {
      exit();
    }
  }

  /**
   * Whether the channel is closed and has no more messages.
   *
   * @return true if nothing can be received any more
   */
  public boolean isDrained() {
    enter();
    try {
      return closed != null && buffer.isEmpty();
    } finally {
      exit();
    }
  }

  /**
   * Returns the number of messages in the buffer at this moment, for monitoring.
   *
   * @return the number, without those of senders that wait
   */
  public int size() {
    enter();
    try {
      return buffer.size();
    } finally {
      exit();
    }
  }

  // ---- For awaits. Where the lock is held, the text says so.

  /**
   * Returns the case from which the next select that begins with this channel looks at its cases.
   *
   * <p>The multiples of the golden ratio, modulo 1, are spread evenly, and so is each part of them
   * that consists of every n-th one. With a counter, one of two loops that alternate would get all
   * even numbers, and would always begin at the same case.
   *
   * @param cases how many cases it has
   */
  int nextSelect(int cases) {
    turn += 0x9E3779B9;
    return (int) ((Integer.toUnsignedLong(turn) * cases) >>> 32);
  }

  /** Whether a send may end now; false may be out of date. Without the lock. */
  boolean mayAccept() {
    return !receivers.isEmpty() || keepsLatest || buffer.size() < capacity || closed != null;
  }

  /** Whether a receive may end now; false may be out of date. Without the lock. */
  boolean mayProvide() {
    return !senders.isEmpty() || !buffer.isEmpty() || closed != null;
  }

  /**
   * Accepts a message, if there is a receiver or room for it. The lock is held, and the channel is
   * not closed.
   *
   * @return the resumption of the receiver, or NOOP; null if the message was not accepted
   */
  private @Nullable Continuation accept(Object message) {
    for (Entry first = receivers.poll(); first != null; first = receivers.poll()) {
      Continuation resumption = first.claim();
      if (resumption != Continuation.NOOP) {
        first.item = message;
        return resumption;
      }
    }
    if (buffer.size() >= capacity) {
      if (!keepsLatest) {
        return null;
      }
      buffer.clear();
    }
    buffer.add(message);
    return Continuation.NOOP;
  }

  /** The resumption of the sender that {@link #provide} lets continue, or NOOP. */
  private Continuation resumed = Continuation.NOOP;

  /**
   * Takes the next message. The lock is held. {@link #resumed} is set.
   *
   * @return null if there is none
   */
  private @Nullable Object provide() {
    Object message = buffer.poll();
    resumed = Continuation.NOOP;
    if (message != null && buffer.size() >= capacity) {
      return message;
    }
    for (Entry first = senders.poll(); first != null; first = senders.poll()) {
      Continuation resumption = first.claim();
      if (resumption != Continuation.NOOP) {
        Object next = first.item;
        first.item = first;
        resumed = resumption;
        if (message == null) {
          return next;
        }
        buffer.add(Objects.requireNonNull(next));
        break;
      }
    }
    return message;
  }

  /**
   * Completes the send of an entry, if it need not wait. The lock is held.
   *
   * @param entry its item is the message; then the entry itself, or {@link Closed}
   * @return the resumption of the receiver, or NOOP; null if it has to wait
   */
  @Nullable Continuation send(Entry entry) {
    if (closed != null) {
      entry.item = closed;
      return Continuation.NOOP;
    }
    Continuation resumption = accept(Objects.requireNonNull(entry.item));
    if (resumption != null) {
      entry.item = entry;
    }
    return resumption;
  }

  /**
   * Completes the receive of an entry, if it need not wait. The lock is held.
   *
   * @param entry its item becomes the message, or {@link Closed}
   * @return the resumption of the sender, or NOOP; null if it has to wait
   */
  @Nullable Continuation receive(Entry entry) {
    Object message = provide();
    if (message == null) {
      message = closed;
    }
    if (message == null) {
      return null;
    }
    entry.item = message;
    return resumed;
  }

  /**
   * Completes a send, if it need not wait.
   *
   * @param waits whether it enters the queue otherwise
   * @return whether it is complete
   */
  boolean completeSend(Entry entry, boolean waits) {
    Continuation resumption;
    enter();
    try {
      resumption = send(entry);
      if (resumption == null && waits) {
        senders.add(entry);
      }
    } finally {
      exit();
    }
    return isComplete(resumption);
  }

  /**
   * Completes a receive, if it need not wait.
   *
   * @param waits whether it enters the queue otherwise
   * @return whether it is complete
   */
  boolean completeReceive(Entry entry, boolean waits) {
    Continuation resumption;
    enter();
    try {
      resumption = receive(entry);
      if (resumption == null && waits) {
        receivers.add(entry);
      }
    } finally {
      exit();
    }
    return isComplete(resumption);
  }

  private static boolean isComplete(@Nullable Continuation resumption) {
    if (resumption == null) {
      return false;
    }
    if (resumption != Continuation.NOOP) {
      Resumer.resume(resumption);
    }
    return true;
  }

  /** Lets an entry wait. The lock is held. */
  void await(Entry entry, boolean sends) {
    (sends ? senders : receivers).add(entry);
  }

  /** Takes the entry of a send out of the queue, if it is there. */
  void withdrawSend(Entry entry) {
    withdraw(senders, entry);
  }

  /** Takes the entry of a receive out of the queue, if it is there. */
  void withdrawReceive(Entry entry) {
    withdraw(receivers, entry);
  }

  private void withdraw(WaitQueue<Entry> queue, Entry entry) {
    enter();
    try {
      queue.remove(entry);
    } finally {
      exit();
    }
  }

  /**
   * Passes a message on that was received and is not used. It was accepted before, so it does not
   * matter whether the channel is closed.
   *
   * @param message the item of a receive; nothing happens if it is not a message
   */
  void giveBack(@Nullable Object message) {
    if (message == null || message instanceof Closed) {
      return;
    }
    Continuation resumption = Continuation.NOOP;
    enter();
    try {
      Entry first = receivers.poll();
      while (first != null && (resumption = first.claim()) == Continuation.NOOP) {
        first = receivers.poll();
      }
      if (first != null) {
        first.item = message;
      } else if (!keepsLatest || buffer.isEmpty()) {
        buffer.addFirst(message);
      }
    } finally {
      exit();
    }
    Resumer.resume(resumption);
  }

  /** Returns text such as "Channel[buffered 16]". Needs no lock. */
  String kind() {
    return "Channel["
        + (keepsLatest
            ? "conflated"
            : capacity == 0
                ? "rendezvous"
                : capacity == Integer.MAX_VALUE ? "unbounded" : "buffered " + capacity)
        + "]";
  }

  @Override
  public String toString() {
    enter();
    try {
      return kind()
          + (buffer.isEmpty() ? "" : ", " + buffer.size() + " messages")
          + (senders.isEmpty() ? "" : ", " + senders.size() + " senders wait")
          + (receivers.isEmpty() ? "" : ", " + receivers.size() + " receivers wait")
          + (closed == null ? "" : ", closed");
    } finally {
      exit();
    }
  }
}
