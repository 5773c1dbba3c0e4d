package dev.suspendable.samples.chat.server;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.samples.chat.data.Message;
import dev.suspendable.samples.chat.data.Store;
import dev.suspendable.samples.chat.observe.Metrics;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Json;
import dev.suspendable.sync.Channel;
import dev.suspendable.sync.Select;
import dev.suspendable.sync.SequenceBarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the messages of a room to its members: each in the order of its numbers, without a gap,
 * once.
 *
 * <p>Messages are committed by many coroutines, and may be announced here in another order, or not
 * at all if the database's answer was lost. One coroutine, the pump, delivers them in order. It
 * waits for one that is missing, and at last asks the store. A member that has no room for a
 * message stops the pump for a while, and so those who post: they wait until theirs was delivered.
 */
final class Room {
  private static final Logger LOG = LoggerFactory.getLogger(Room.class);
  private static final Duration GAP = Duration.ofMillis(50);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int PAGE = 50;
  private static final long UNKNOWN = -1;

  final String name;
  private final Store store;
  private final Duration patience;
  private final Metrics metrics;
  private final Channel<Boolean> news = Channel.conflated();
  private final SequenceBarrier delivered = new SequenceBarrier();

  // Guarded by this.
  private final Map<Long, Message> committed = new HashMap<>();
  private final Set<Subscription> live = new LinkedHashSet<>();
  private long published = UNKNOWN;
  private long newest;
  private boolean isUnsure;
  private boolean isBroken;
  private boolean hasEnded;

  Room(String name, Store store, Duration patience, Metrics metrics) {
    this.name = name;
    this.store = store;
    this.patience = patience;
    this.metrics = metrics;
  }

  // ---- Members.

  /**
   * Says what the last message is. The first caller decides with which message the pump begins; it
   * has asked the store when this room was there already to take announcements.
   */
  void startAfter(long last) {
    synchronized (this) {
      if (published != UNKNOWN || hasEnded) {
        return;
      }
      published = last;
      committed.keySet().removeIf(seq -> seq <= last);
      delivered.publish(last); // no one waits yet
    }
    news.trySend(true);
  }

  /** Sends what the member has missed, and makes it live. */
  @Suspendable
  Task<Void> catchUp(Subscription subscription) {
    while (!isLive(subscription)) {
      for (Message message : await(store.after(name, subscription.cursor(), PAGE))) {
        await(subscription.replay(message.seq(), encoded(message)));
      }
    }
    return Task.completed();
  }

  private synchronized boolean isLive(Subscription subscription) {
    if (isBroken) {
      subscription.close("internal");
    }
    if (isBroken || subscription.hasEnded()) {
      return true;
    }
    return subscription.cursor() >= published && live.add(subscription);
  }

  synchronized void remove(Subscription subscription) {
    subscription.end();
    live.remove(subscription);
  }

  // ---- Messages.

  /** Announces a message that has been committed. */
  void announce(Message message) {
    synchronized (this) {
      if (published != UNKNOWN && message.seq() <= published) {
        return; // the pump has found it in the store
      }
      committed.put(message.seq(), message);
      newest = Math.max(newest, message.seq());
    }
    news.trySend(true);
  }

  /**
   * Announces that there is a message, which the pump gets from the store if nothing else comes.
   */
  void expect(long seq) {
    synchronized (this) {
      newest = Math.max(newest, seq);
    }
    news.trySend(true);
  }

  /** Says that a message may have been committed: its author was told that this is not known. */
  void look() {
    synchronized (this) {
      isUnsure = true;
    }
    news.trySend(true);
  }

  /** Waits until a message has been given to all members. */
  Awaitable<Long> delivered(long seq) {
    return delivered.waitUntilPublished(seq);
  }

  /** Ends the pump. */
  void close() {
    news.close();
  }

  /** Runs the room until it is closed. If that fails, its members are closed and come back. */
  @Suspendable
  Task<Void> run() {
    try {
      await(pump());
    } catch (RuntimeException e) {
      LOG.error("room {} has failed", name, e);
      breakDown().forEach(member -> member.close("internal"));
    } finally {
      end();
    }
    return Task.completed();
  }

  private synchronized void end() {
    hasEnded = true;
    delivered.publish(Long.MAX_VALUE); // those who post do not wait any more
  }

  private synchronized List<Subscription> breakDown() {
    isBroken = true;
    return new ArrayList<>(live);
  }

  @Suspendable
  private Task<Void> pump() {
    Duration wait = GAP;
    while (true) {
      Message next = next();
      if (next != null) {
        await(deliver(next));
        wait = GAP;
      } else if (!hasGap()) {
        if (await(news.receiveOrNull()) == null) {
          return Task.completed();
        }
      } else {
        Boolean isLate =
            await(
                new Select<Boolean>()
                    .onReceiveOrNull(news, some -> some == null ? null : false)
                    .onTimeout(wait, () -> true));
        if (isLate == null) {
          return Task.completed();
        }
        wait = isLate && !await(fetch()) ? RETRY : wait;
      }
    }
  }

  private synchronized Message next() {
    return published == UNKNOWN ? null : committed.remove(published + 1);
  }

  private synchronized boolean hasGap() {
    return published != UNKNOWN && (isUnsure || newest > published);
  }

  /** Gets from the store what is missing. Returns false if it does not answer. */
  @Suspendable
  private Task<Boolean> fetch() {
    try {
      List<Message> missing = await(store.after(name, delivered.lastPublished(), PAGE));
      synchronized (this) {
        missing.forEach(message -> committed.put(message.seq(), message));
        isUnsure &= missing.size() == PAGE;
      }
      return Task.of(true);
    } catch (RuntimeException e) { // the room continues after any failure
      LOG.warn("room {} waits for message {}", name, delivered.lastPublished() + 1, e);
      return Task.of(false);
    }
  }

  @Suspendable
  private Task<Void> deliver(Message message) {
    byte[] bytes = encoded(message);
    List<Task<Void>> full = new ArrayList<>();
    List<Subscription> members = publish(message);
    for (Subscription each : members) {
      if (!each.offer(message.seq(), bytes)) {
        full.add(each.insist(bytes, patience));
      }
    }
    metrics.delivered(members.size(), full.size());
    if (!full.isEmpty()) {
      await(Task.whenAll(full));
    }
    delivered.publish(message.seq());
    return Task.completed();
  }

  /** From now on, who catches up gets this message from the store. */
  private synchronized List<Subscription> publish(Message message) {
    published = message.seq();
    return new ArrayList<>(live);
  }

  static Event.Posted event(Message message) {
    return new Event.Posted(
        message.room(), message.seq(), message.user(), message.text(), message.time().toString());
  }

  private static byte[] encoded(Message message) {
    return Json.encode(event(message));
  }
}
