package dev.suspendable.samples.chat.server;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.samples.chat.data.Message;
import dev.suspendable.samples.chat.data.Posted;
import dev.suspendable.samples.chat.data.User;
import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Frames;
import dev.suspendable.samples.chat.wire.Json;
import dev.suspendable.samples.chat.wire.ProtocolException;
import dev.suspendable.samples.chat.wire.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** The action for each type of request. A failure of a route becomes the answer. */
final class Routes {
  /** One type of request. */
  @FunctionalInterface
  interface Route<R extends Request> {
    @Suspendable
    Task<Answer> handle(Connection connection, R request) throws ProtocolException;
  }

  private final Service service;
  private final Map<Class<? extends Request>, Route<?>> routes;

  Routes(Service service) {
    this.service = service;
    Route<Request.Register> register = this::register;
    Route<Request.Login> login = this::login;
    Route<Request.Resume> resume = this::resume;
    Route<Request.Join> join = this::join;
    Route<Request.Leave> leave = this::leave;
    Route<Request.Send> send = this::send;
    Route<Request.History> history = this::history;
    Route<Request.Ping> ping =
        (connection, request) -> Task.of(new Answer(new Event.Pong(request.id())));
    routes =
        Map.of(
            Request.Register.class, register,
            Request.Login.class, login,
            Request.Resume.class, resume,
            Request.Join.class, join,
            Request.Leave.class, leave,
            Request.Send.class, send,
            Request.History.class, history,
            Request.Ping.class, ping);
  }

  @SuppressWarnings("unchecked") // the map is from a class to a route for it
  Task<Answer> handle(Connection connection, Request request) throws ProtocolException {
    return ((Route<Request>) routes.get(request.getClass())).handle(connection, request);
  }

  // ---- Users.

  @Suspendable
  private Task<Answer> register(Connection connection, Request.Register request)
      throws ProtocolException {
    checkNobody(connection, request.id());
    try (var permit = await(service.logins.acquire())) {
      await(service.store.register(request.user(), request.password()));
    }
    return login(connection, new Request.Login(request.id(), request.user(), request.password()));
  }

  @Suspendable
  private Task<Answer> login(Connection connection, Request.Login request)
      throws ProtocolException {
    checkNobody(connection, request.id());
    try (var permit = await(service.logins.acquire())) {
      return Task.of(
          welcome(
              connection,
              request.id(),
              await(service.store.login(request.user(), request.password()))));
    }
  }

  @Suspendable
  private Task<Answer> resume(Connection connection, Request.Resume request)
      throws ProtocolException {
    checkNobody(connection, request.id());
    return Task.of(welcome(connection, request.id(), await(service.store.resume(request.token()))));
  }

  private static void checkNobody(Connection connection, long re) throws ProtocolException {
    if (connection.session.user() != null) {
      throw new ProtocolException(ErrorCode.INVALID, "logged in already", re);
    }
  }

  private static Answer welcome(
      Connection connection, long re, dev.suspendable.samples.chat.data.Session session) {
    User user = session.user();
    connection.login(user);
    return new Answer(
        new Event.Welcome(re, user.name(), session.token(), session.expires().toString()));
  }

  // ---- Rooms.

  @Suspendable
  private Task<Answer> join(Connection connection, Request.Join request) throws ProtocolException {
    connection.session.checkNew(request.room(), request.id());
    Subscription subscription = service.rooms.enter(request.room(), connection);
    boolean isJoined = false;
    try {
      long last = await(service.store.last(request.room()));
      long after = request.after() == null ? last : request.after();
      if (after > last) {
        throw new ProtocolException(
            ErrorCode.INVALID, "after is greater than the last number, " + last, request.id());
      }
      subscription.room.startAfter(last);
      subscription.begin(after);
      connection.session.joined(subscription);
      isJoined = true;
      return Task.of(
          new Answer(
              new Event.Joined(request.id(), request.room(), last),
              connection.subscribe(subscription)));
    } finally {
      if (!isJoined) {
        service.rooms.leave(subscription);
      }
    }
  }

  @Suspendable
  private Task<Answer> leave(Connection connection, Request.Leave request)
      throws ProtocolException {
    Session session = connection.session;
    session.left(session.room(request.room(), request.id()));
    return Task.of(new Answer(new Event.Left(request.id(), request.room())));
  }

  @Suspendable
  private Task<Answer> send(Connection connection, Request.Send request) throws ProtocolException {
    Session session = connection.session;
    Room room = session.room(request.room(), request.id()).room;
    Posted posted =
        await(
            service.rooms.post(
                session.user().name(), request.room(), request.key(), request.text()));
    return Task.of(
        new Answer(
            new Event.Sent(request.id(), request.room(), posted.seq(), posted.time().toString()),
            Task.from(room.delivered(posted.seq())).map(last -> null)));
  }

  @Suspendable
  private Task<Answer> history(Connection connection, Request.History request)
      throws ProtocolException {
    connection.session.room(request.room(), request.id());
    long before = request.before() == null ? Long.MAX_VALUE : request.before();
    List<Message> messages = await(service.store.before(request.room(), before, request.limit()));
    return Task.of(new Answer(page(request, messages)));
  }

  /** The newest that fit into a frame. */
  private static Event page(Request.History request, List<Message> messages) {
    Deque<Event.Posted> page = new ArrayDeque<>();
    int bytes = 200;
    for (int i = messages.size() - 1; i >= 0; i--) {
      Event.Posted posted = Room.event(messages.get(i));
      bytes += Json.encode(posted).length + 1;
      if (bytes > Frames.LIMIT) {
        break;
      }
      page.addFirst(posted);
    }
    return new Event.Page(request.id(), request.room(), List.copyOf(page));
  }
}
