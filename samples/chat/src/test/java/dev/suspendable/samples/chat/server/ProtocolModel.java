package dev.suspendable.samples.chat.server;

import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the protocol says: the answer to each request of one client, as simple as it can be. */
final class ProtocolModel {
  private record Said(String room, long seq) {}

  private final Limits limits;
  private final Map<String, String> passwords = new HashMap<>();
  private final Map<String, String> tokens = new LinkedHashMap<>(); // to users
  private final Map<String, List<Event.Posted>> rooms = new HashMap<>();
  private final Map<String, Said> keys = new HashMap<>();
  private final Set<String> joined = new HashSet<>();
  private String user;
  private long lastId;
  private int refusals;

  ProtocolModel(Limits limits) {
    this.limits = limits;
  }

  boolean isClosed() {
    return refusals > limits.refusals;
  }

  List<String> tokens() {
    return List.copyOf(tokens.keySet());
  }

  List<Event.Posted> room(String name) {
    return rooms.computeIfAbsent(name, n -> new ArrayList<>());
  }

  /** Returns why a message that is no request is refused. */
  ErrorCode unreadable(ErrorCode code) {
    return refused(code);
  }

  private ErrorCode refused(ErrorCode code) {
    if (code != ErrorCode.FORBIDDEN) {
      refusals++;
    }
    return code;
  }

  /** Returns the code of the error that answers a request, or null, and takes the request over. */
  ErrorCode ask(Request request) {
    ErrorCode code = codeOf(request);
    return code == null ? null : refused(code);
  }

  private ErrorCode codeOf(Request request) {
    if (request.id() <= lastId) {
      return ErrorCode.REPLAYED;
    }
    lastId = request.id();
    if (request instanceof Request.Ping) {
      return null;
    } else if (request instanceof Request.Register register) {
      return user != null || passwords.containsKey(register.user())
          ? ErrorCode.INVALID
          : login(register.user(), passwords.put(register.user(), register.password()));
    } else if (request instanceof Request.Login login) {
      return user != null
          ? ErrorCode.INVALID
          : login.password().equals(passwords.get(login.user()))
              ? login(login.user(), null)
              : ErrorCode.UNAUTHENTICATED;
    } else if (request instanceof Request.Resume resume) {
      String known = tokens.get(resume.token());
      return user != null
          ? ErrorCode.INVALID
          : known != null ? login(known, null) : ErrorCode.UNAUTHENTICATED;
    } else if (user == null) {
      return ErrorCode.UNAUTHENTICATED;
    } else if (request instanceof Request.Join join) {
      return join(join);
    } else if (request instanceof Request.Leave leave) {
      return joined.remove(leave.room()) ? null : ErrorCode.FORBIDDEN;
    } else if (request instanceof Request.History history) {
      return joined.contains(history.room()) ? null : ErrorCode.FORBIDDEN;
    }
    return send((Request.Send) request);
  }

  private ErrorCode login(String who, String ignored) {
    user = who;
    return null;
  }

  private ErrorCode join(Request.Join join) {
    if (joined.contains(join.room())) {
      return ErrorCode.INVALID;
    } else if (joined.size() >= limits.rooms) {
      return ErrorCode.FORBIDDEN;
    } else if (join.after() != null && join.after() > room(join.room()).size()) {
      return ErrorCode.INVALID;
    }
    joined.add(join.room());
    return null;
  }

  private ErrorCode send(Request.Send send) {
    if (!joined.contains(send.room())) {
      return ErrorCode.FORBIDDEN;
    }
    Said first = keys.get(user + "/" + send.key());
    if (first != null) {
      return first.room().equals(send.room()) ? null : ErrorCode.INVALID;
    }
    List<Event.Posted> said = room(send.room());
    said.add(
        new Event.Posted(
            send.room(),
            said.size() + 1,
            user,
            send.text(),
            SimulatedServer.CLOCK.instant().toString()));
    keys.put(user + "/" + send.key(), new Said(send.room(), said.size()));
    return null;
  }

  /** Whether an answer that is no error is the right one. */
  boolean isRight(Request request, Event answer) {
    if (answer instanceof Event.Welcome welcome) {
      tokens.put(welcome.token(), welcome.user());
      return welcome.user().equals(user);
    } else if (request instanceof Request.Join join) {
      return answer.equals(new Event.Joined(join.id(), join.room(), room(join.room()).size()));
    } else if (request instanceof Request.Send send) {
      long seq = keys.get(user + "/" + send.key()).seq();
      return answer instanceof Event.Sent sent && sent.seq() == seq;
    } else if (request instanceof Request.History history) {
      List<Event.Posted> all = room(history.room());
      int end =
          history.before() == null ? all.size() : (int) Math.min(all.size(), history.before() - 1);
      List<Event.Posted> page = all.subList(Math.max(0, end - history.limit()), end);
      return answer.equals(new Event.Page(history.id(), history.room(), page));
    } else if (request instanceof Request.Leave leave) {
      return answer.equals(new Event.Left(leave.id(), leave.room()));
    }
    return answer.equals(new Event.Pong(request.id()));
  }
}
