package dev.suspendable.samples.chat.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** The messages of the server. The answer to a request repeats its id as {@code re}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.Welcome.class, name = "welcome"),
  @JsonSubTypes.Type(value = Event.Joined.class, name = "joined"),
  @JsonSubTypes.Type(value = Event.Left.class, name = "left"),
  @JsonSubTypes.Type(value = Event.Sent.class, name = "sent"),
  @JsonSubTypes.Type(value = Event.Page.class, name = "history"),
  @JsonSubTypes.Type(value = Event.Pong.class, name = "pong"),
  @JsonSubTypes.Type(value = Event.Posted.class, name = "message"),
  @JsonSubTypes.Type(value = Event.Failed.class, name = "error"),
  @JsonSubTypes.Type(value = Event.Bye.class, name = "bye"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Event {

  /** The user is logged in, and may come back with the token. */
  record Welcome(long re, String user, String token, String expires) implements Event {
    @Override
    public String toString() {
      return "Welcome[re=" + re + ", user=" + user + ", expires=" + expires + "]";
    }
  }

  /**
   * The room is joined. Its messages follow.
   *
   * @param last the number of the last message at this time, 0 if there is none
   */
  record Joined(long re, String room, long last) implements Event {}

  /** The room is left. */
  record Left(long re, String room) implements Event {}

  /** The message is committed: it is not lost any more. */
  record Sent(long re, String room, long seq, String time) implements Event {}

  /** Older messages, in the order of their numbers. */
  record Page(long re, String room, List<Posted> messages) implements Event {}

  /** The answer to a ping. */
  record Pong(long re) implements Event {}

  /** A message of a room. */
  record Posted(String room, long seq, String user, String text, String time) implements Event {}

  /**
   * A request was not carried out.
   *
   * @param re its id; 0 if it is not known, or if no request is meant
   */
  record Failed(long re, ErrorCode code, String message) implements Event {}

  /** The server closes the connection now. */
  record Bye(String reason) implements Event {}
}
