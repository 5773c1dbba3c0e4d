package dev.suspendable.samples.chat.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a request was not carried out. */
public enum ErrorCode {
  /** It is not a JSON object with a type and an id. */
  MALFORMED,
  /** The frame is longer than the limit. */
  TOO_LARGE,
  /** It needs a login, or the login was refused. */
  UNAUTHENTICATED,
  /** The user may not do that, for example in a room that this connection has not joined. */
  FORBIDDEN,
  /** The id is not greater than that of the request before. */
  REPLAYED,
  /** The user sends too many requests. */
  RATE_LIMITED,
  /** The server has too much to do. */
  OVERLOADED,
  /** It took too long. Whether it was carried out is not known. */
  TIMEOUT,
  /** The data cannot be reached. Whether it was carried out is not known. */
  UNAVAILABLE,
  /** There is no request of this type. */
  UNKNOWN_TYPE,
  /** A field is missing, or has a value that is not allowed. */
  INVALID,
  /** A mistake of the server. */
  INTERNAL;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Its form in JSON. */
  @JsonValue
  public String text() {
    return text;
  }

  @JsonCreator
  static ErrorCode of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
