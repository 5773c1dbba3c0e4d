package dev.suspendable.samples.chat.server;

import dev.suspendable.samples.chat.data.User;
import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.samples.chat.wire.ProtocolException;
import dev.suspendable.samples.chat.wire.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state of a connection: its user and its rooms. Used by the coroutine that handles its
 * requests.
 */
final class Session {
  private final Service service;
  private final Map<String, Subscription> rooms = new LinkedHashMap<>();
  private volatile User user; // read by the watch too
  private long lastId;

  Session(Service service) {
    this.service = service;
  }

  /** The user, or null before the login. */
  User user() {
    return user;
  }

  void login(User loggedIn) {
    user = loggedIn;
  }

  /** Checks what holds for all requests. */
  void admit(Request request) throws ProtocolException {
    if (request.id() <= lastId) {
      throw new ProtocolException(
          ErrorCode.REPLAYED, "the ids of a connection increase", request.id());
    }
    lastId = request.id();
    if (user == null && !isForAll(request)) {
      throw new ProtocolException(ErrorCode.UNAUTHENTICATED, "log in first", request.id());
    }
    if (user != null && !service.budgets.tryTake(user.name())) {
      throw new ProtocolException(ErrorCode.RATE_LIMITED, "too many requests", request.id());
    }
  }

  private static boolean isForAll(Request request) {
    return request instanceof Request.Register
        || request instanceof Request.Login
        || request instanceof Request.Resume
        || request instanceof Request.Ping;
  }

  // ---- Rooms.

  /** Returns the subscription of a room that was joined. */
  Subscription room(String name, long re) throws ProtocolException {
    Subscription joined = rooms.get(name);
    if (joined == null) {
      throw new ProtocolException(ErrorCode.FORBIDDEN, "join the room first", re);
    }
    return joined;
  }

  void checkNew(String name, long re) throws ProtocolException {
    if (rooms.containsKey(name)) {
      throw new ProtocolException(ErrorCode.INVALID, "the room is joined already", re);
    }
    if (rooms.size() >= service.limits.rooms) {
      throw new ProtocolException(ErrorCode.FORBIDDEN, "too many rooms", re);
    }
  }

  void joined(Subscription subscription) {
    rooms.put(subscription.room.name, subscription);
  }

  void left(Subscription subscription) {
    rooms.remove(subscription.room.name);
    service.rooms.leave(subscription);
  }

  /** The connection has ended. */
  void leaveAll() {
    rooms.values().forEach(service.rooms::leave);
    rooms.clear();
  }
}
