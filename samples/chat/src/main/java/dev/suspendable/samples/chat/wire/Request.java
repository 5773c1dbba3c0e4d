package dev.suspendable.samples.chat.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * The messages of a client. The ids of one connection are positive and increase. The constructors
 * refuse values that are not allowed by an {@link IllegalArgumentException}, whose message is for
 * the client.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Request.Register.class, name = "register"),
  @JsonSubTypes.Type(value = Request.Login.class, name = "login"),
  @JsonSubTypes.Type(value = Request.Resume.class, name = "resume"),
  @JsonSubTypes.Type(value = Request.Join.class, name = "join"),
  @JsonSubTypes.Type(value = Request.Leave.class, name = "leave"),
  @JsonSubTypes.Type(value = Request.Send.class, name = "send"),
  @JsonSubTypes.Type(value = Request.History.class, name = "history"),
  @JsonSubTypes.Type(value = Request.Ping.class, name = "ping"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Request {
  /** The number of the request, which its answer repeats. */
  long id();

  /** Makes a user, and logs in. */
  record Register(long id, String user, String password) implements Request {
    public Register {
      Check.name("user", user);
      Check.password(password);
    }

    @Override
    public String toString() {
      return "Register[id=" + id + ", user=" + user + "]";
    }
  }

  /** Logs in. */
  record Login(long id, String user, String password) implements Request {
    public Login {
      Check.name("user", user);
      Check.password(password);
    }

    @Override
    public String toString() {
      return "Login[id=" + id + ", user=" + user + "]";
    }
  }

  /** Logs in with a token of a former connection. */
  record Resume(long id, String token) implements Request {
    public Resume {
      Check.size("token", token, 1, 200);
    }

    @Override
    public String toString() {
      return "Resume[id=" + id + "]";
    }
  }

  /**
   * From now on sends the messages of a room.
   *
   * @param after the number of the last message that the client has; null for only new ones
   */
  record Join(long id, String room, Long after) implements Request {
    public Join {
      Check.name("room", room);
      Check.that(after == null || after >= 0, "after is negative");
    }
  }

  /** Sends no more messages of a room. Those that are on their way still come. */
  record Leave(long id, String room) implements Request {
    public Leave {
      Check.name("room", room);
    }
  }

  /**
   * Posts a message.
   *
   * @param key made by the client. A key that the user has used before posts nothing, and is
   *     answered as it was then; so a request whose answer was lost may be repeated
   */
  record Send(long id, String room, String key, String text) implements Request {
    public Send {
      Check.name("room", room);
      Check.key(key);
      Check.text(text);
    }
  }

  /**
   * Asks for older messages.
   *
   * @param before the number of the first message that the client has; null for the newest
   * @param limit the most messages; there may be fewer in the answer
   */
  record History(long id, String room, Long before, int limit) implements Request {
    public History {
      Check.name("room", room);
      Check.that(before == null || before > 0, "before is not positive");
      Check.that(limit > 0 && limit <= Check.HISTORY, "limit is not in 1.." + Check.HISTORY);
    }
  }

  /** Asks for a {@link Event.Pong}; also keeps the connection from being idle. */
  record Ping(long id) implements Request {}
}
