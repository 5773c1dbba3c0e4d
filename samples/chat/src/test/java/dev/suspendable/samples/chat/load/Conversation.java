package dev.suspendable.samples.chat.load;

import dev.suspendable.samples.chat.data.Message;
import dev.suspendable.samples.chat.data.Session;
import dev.suspendable.samples.chat.data.StoreException;
import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Json;
import dev.suspendable.samples.chat.wire.ProtocolException;
import dev.suspendable.samples.chat.wire.Request;
import java.util.Locale;

/** What a comparison server knows of a connection, and checks, in whatever style it waits. */
final class Conversation {
  private final Budget budget;
  private long lastId;
  String user;

  /**
   * @param perSecond the requests of a user in each second
   * @param burst the requests of a user at once
   */
  Conversation(double perSecond, int burst) {
    budget = new Budget(perSecond, burst);
  }

  /** Reads and checks a request. */
  Request request(byte[] frame) throws ProtocolException {
    Request request = Json.request(frame);
    if (request.id() <= lastId) {
      throw new ProtocolException(ErrorCode.REPLAYED, "the id is not greater", request.id());
    }
    lastId = request.id();
    if (user == null && !(request instanceof Request.Register)) {
      throw new ProtocolException(ErrorCode.UNAUTHENTICATED, "log in first", request.id());
    }
    if (!budget.tryTake(System.nanoTime())) {
      throw new ProtocolException(ErrorCode.RATE_LIMITED, "too many requests", request.id());
    }
    return request;
  }

  /** The name of a request's type, for the metrics. */
  static String type(Request request) {
    return request.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  static byte[] error(long re, Throwable failure) {
    ErrorCode code = failure instanceof StoreException ? ErrorCode.UNAVAILABLE : ErrorCode.INTERNAL;
    return Json.encode(
        failure instanceof ProtocolException e
            ? new Event.Failed(e.re(), e.code(), e.getMessage())
            : new Event.Failed(re, code, "not done"));
  }

  static byte[] welcome(long re, Session session) {
    return Json.encode(
        new Event.Welcome(
            re, session.user().name(), session.token(), session.expires().toString()));
  }

  static byte[] encoded(Message message) {
    return Json.encode(
        new Event.Posted(
            message.room(),
            message.seq(),
            message.user(),
            message.text(),
            message.time().toString()));
  }

  /** A bucket of tokens. */
  private static final class Budget {
    private final double perSecond;
    private final int burst;
    private double tokens;
    private long time = System.nanoTime();

    Budget(double perSecond, int burst) {
      this.perSecond = perSecond;
      this.burst = burst;
      this.tokens = burst;
    }

    boolean tryTake(long now) {
      tokens = Math.min(burst, tokens + (now - time) * perSecond / 1e9);
      time = now;
      if (tokens < 1) {
        return false;
      }
      tokens--;
      return true;
    }
  }
}
