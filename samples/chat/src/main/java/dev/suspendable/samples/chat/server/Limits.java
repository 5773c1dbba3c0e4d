package dev.suspendable.samples.chat.server;

import dev.suspendable.samples.chat.wire.Frames;
import java.time.Duration;

/** How much the server takes. Set before it starts, and not changed afterwards. */
public final class Limits {
  /** Open connections; further ones are told so and closed. */
  public int connections = 20_000;

  /** Requests in progress at the same time; further ones are answered {@code overloaded}. */
  public int requests = 1_000;

  /** Logins in progress at the same time: they take much time of a processor. Further ones wait. */
  public int logins = 4;

  /** Requests of a user, on all connections, in each second on the average. */
  public double requestsPerSecond = 50;

  /** Requests of a user at once, after some time without any. */
  public int burst = 100;

  /** Bytes of a frame. */
  public int frame = Frames.LIMIT;

  /** Bytes of a frame before the login. */
  public int firstFrame = 4 * 1024;

  /** Messages that wait for one client. */
  public int outgoing = 64;

  /** Rooms of one connection. */
  public int rooms = 50;

  /** Requests of one connection that were refused as malformed, unauthenticated and the like. */
  public int refusals = 10;

  /** From the connection to the login. */
  public Duration handshake = Duration.ofSeconds(10);

  /** Without a request. */
  public Duration idle = Duration.ofMinutes(10);

  /** From the first byte of a frame to its last. */
  public Duration frameTime = Duration.ofSeconds(10);

  /** From a request to its answer. */
  public Duration request = Duration.ofSeconds(5);

  /** How long a client may take nothing when something waits for it. */
  public Duration slowReader = Duration.ofSeconds(10);

  /** How long a connection may take to close after the last answer. */
  public Duration closing = Duration.ofSeconds(2);

  /** How long all connections together may take to end at a shutdown. */
  public Duration drain = Duration.ofSeconds(10);
}
