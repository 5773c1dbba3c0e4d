package dev.suspendable.samples.chat.server;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.samples.chat.data.Message;
import dev.suspendable.samples.chat.data.Posted;
import dev.suspendable.samples.chat.data.Store;
import dev.suspendable.samples.chat.observe.Metrics;
import dev.suspendable.schedule.ManagedTask;
import dev.suspendable.schedule.TaskManager;
import dev.suspendable.scope.TaskScope;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The rooms that have members. The messages of other rooms are only in the store. */
final class Rooms {
  private record Occupied(Room room, int members) {}

  private final Store store;
  private final Duration patience;
  private final Metrics metrics;
  private final TaskManager posts;
  private final TaskScope<Object, ?> pumps;
  private final Map<String, Occupied> rooms = new HashMap<>(); // guarded by itself

  /**
   * @param patience how long a room waits for a member that takes nothing
   * @param posts keeps requests to the store that outlive their connection
   * @param pumps the scope in which the rooms run
   */
  Rooms(
      Store store,
      Duration patience,
      Metrics metrics,
      TaskManager posts,
      TaskScope<Object, ?> pumps) {
    this.store = store;
    this.patience = patience;
    this.metrics = metrics;
    this.posts = posts;
    this.pumps = pumps;
  }

  /** Enters a room. The subscription has to be {@linkplain #leave ended}. */
  Subscription enter(String name, Member member) {
    Room room;
    boolean isNew;
    synchronized (rooms) {
      Occupied old = rooms.get(name);
      isNew = old == null;
      room = isNew ? new Room(name, store, patience, metrics) : old.room();
      rooms.put(name, new Occupied(room, isNew ? 1 : old.members() + 1));
    }
    if (isNew) {
      pumps.fork(room.run().with(context -> context.withName("room " + name)));
    }
    return new Subscription(room, member);
  }

  void leave(Subscription subscription) {
    Room room = subscription.room;
    room.remove(subscription);
    synchronized (rooms) {
      int members = rooms.get(room.name).members() - 1;
      if (members > 0) {
        rooms.put(room.name, new Occupied(room, members));
        return;
      }
      rooms.remove(room.name);
    }
    room.close();
  }

  int size() {
    synchronized (rooms) {
      return rooms.size();
    }
  }

  /**
   * Posts a message. A stop does not end that, once it has begun: what is committed is delivered,
   * also if its author has left.
   */
  @Suspendable
  Task<Posted> post(String user, String room, String key, String text) {
    ManagedTask<Posted> posting = posts.add(commit(user, room, key, text));
    posting.start();
    return Task.of(await(posting));
  }

  @Suspendable
  private Task<Posted> commit(String user, String room, String key, String text) {
    Posted posted;
    try {
      posted = await(store.post(user, room, key, text));
    } catch (RuntimeException e) {
      find(room).ifPresent(Room::look);
      throw e;
    }
    find(room)
        .ifPresent(
            occupied -> {
              if (posted.duplicate()) {
                occupied.expect(posted.seq()); // its announcement may have been lost
              } else {
                occupied.announce(new Message(room, posted.seq(), user, text, posted.time()));
              }
            });
    return Task.of(posted);
  }

  private Optional<Room> find(String name) {
    synchronized (rooms) {
      return Optional.ofNullable(rooms.get(name)).map(Occupied::room);
    }
  }
}
