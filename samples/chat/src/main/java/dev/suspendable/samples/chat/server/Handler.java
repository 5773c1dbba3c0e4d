package dev.suspendable.samples.chat.server;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.samples.chat.data.StoreException;
import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Json;
import dev.suspendable.samples.chat.wire.ProtocolException;
import dev.suspendable.samples.chat.wire.Request;
import dev.suspendable.scope.TimeoutException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles the requests of a connection, one after the other. Each gets an answer. */
final class Handler {
  private static final Logger LOG = LoggerFactory.getLogger(Handler.class);

  /** A client that is told this again and again does not listen. */
  private static final Set<ErrorCode> REFUSALS =
      EnumSet.of(
          ErrorCode.MALFORMED,
          ErrorCode.UNAUTHENTICATED,
          ErrorCode.REPLAYED,
          ErrorCode.UNKNOWN_TYPE,
          ErrorCode.INVALID);

  private final Connection connection;
  private final Service service;
  private final Routes routes;
  private int refusals;

  Handler(Connection connection, Service service, Routes routes) {
    this.connection = connection;
    this.service = service;
    this.routes = routes;
  }

  @Suspendable
  Task<Void> handle(byte[] message) {
    long began = service.timers.nanoTime();
    String type = "none";
    Answer answer;
    try {
      Request request = Json.request(message);
      type = request.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      answer = await(connection.logContext(request.id()).around(answer(request)));
    } catch (ProtocolException e) {
      answer = new Answer(new Event.Failed(e.re(), e.code(), e.getMessage()));
    }
    await(connection.put(Json.encode(answer.event())));
    note(answer.event(), type, service.timers.nanoTime() - began);
    await(answer.then());
    return Task.completed();
  }

  /** Every failure is an answer too. */
  @Suspendable
  private Task<Answer> answer(Request request) throws ProtocolException {
    long re = request.id();
    connection.session.admit(request);
    if (!service.requests.tryAcquire()) {
      return Task.of(failed(re, ErrorCode.OVERLOADED, "too many requests in progress"));
    }
    try {
      return Task.of(await(routes.handle(connection, request).timeout(service.limits.request)));
    } catch (ProtocolException e) {
      throw e;
    } catch (TimeoutException e) {
      LOG.warn("{} took too long", request);
      return Task.of(failed(re, ErrorCode.TIMEOUT, "not done in time"));
    } catch (StoreException e) {
      return Task.of(failed(re, e));
    } catch (Exception | StackOverflowError | AssertionError e) {
      LOG.error("{} has failed", request, e);
      return Task.of(failed(re, ErrorCode.INTERNAL, "a mistake of the server"));
    } finally {
      service.requests.release();
    }
  }

  private static Answer failed(long re, StoreException e) {
    ErrorCode code =
        switch (e.code()) {
          case UNAVAILABLE -> ErrorCode.UNAVAILABLE;
          case TIMEOUT -> ErrorCode.TIMEOUT;
          case TAKEN -> ErrorCode.INVALID;
          case BAD_CREDENTIALS, EXPIRED -> ErrorCode.UNAUTHENTICATED;
        };
    if (code == ErrorCode.UNAVAILABLE || code == ErrorCode.TIMEOUT) {
      LOG.warn("the store has failed", e);
      return failed(re, code, "the data cannot be reached now");
    }
    return failed(re, code, e.getMessage());
  }

  private static Answer failed(long re, ErrorCode code, String message) {
    return new Answer(new Event.Failed(re, code, message));
  }

  private void note(Event event, String type, long nanos) {
    ErrorCode code = event instanceof Event.Failed failed ? failed.code() : null;
    service.metrics.answered(type, code == null ? "ok" : code.text(), Duration.ofNanos(nanos));
    if (code != null && REFUSALS.contains(code) && ++refusals > service.limits.refusals) {
      connection.close("too many errors");
    }
  }
}
