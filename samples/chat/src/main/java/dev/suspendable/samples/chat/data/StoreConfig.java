package dev.suspendable.samples.chat.data;

import java.time.Duration;

/**
 * Where the database is, and how much of it may be used.
 *
 * @param url {@code jdbc:h2:…} or {@code jdbc:postgresql:…}
 * @param user the database's user
 * @param password and its password
 * @param connections the most connections to the database
 * @param patience how long a request waits for a connection, and how long a statement may take
 * @param hashRounds the cost of a password's hash
 * @param tokenValidity how long a token is valid
 */
public record StoreConfig(
    String url,
    String user,
    String password,
    int connections,
    Duration patience,
    int hashRounds,
    Duration tokenValidity) {

  /** The cost that OWASP recommends for PBKDF2 with HMAC-SHA256. */
  public static final int RECOMMENDED_ROUNDS = 600_000;

  /** A configuration for a database, with the usual limits. */
  public static StoreConfig of(String url, String user, String password) {
    return new StoreConfig(
        url, user, password, 8, Duration.ofSeconds(3), RECOMMENDED_ROUNDS, Duration.ofDays(7));
  }

  public StoreConfig withHashRounds(int rounds) {
    return new StoreConfig(url, user, password, connections, patience, rounds, tokenValidity);
  }

  public StoreConfig withPatience(Duration other) {
    return new StoreConfig(url, user, password, connections, other, hashRounds, tokenValidity);
  }

  public StoreConfig withConnections(int most) {
    return new StoreConfig(url, user, password, most, patience, hashRounds, tokenValidity);
  }

  public StoreConfig withTokenValidity(Duration other) {
    return new StoreConfig(url, user, password, connections, patience, hashRounds, other);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url + " as " + user;
  }
}
