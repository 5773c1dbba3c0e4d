package dev.suspendable.samples.chat.data;

import dev.suspendable.samples.chat.data.StoreException.Code;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The statements: ordinary blocking code, each method part of a transaction of its caller. */
final class Sql {
  private final Clock clock;

  Sql(Clock clock) {
    this.clock = clock;
  }

  User addUser(Connection connection, String name, String passwordHash) throws SQLException {
    if (passwordHash(connection, name) != null) {
      throw new StoreException(Code.TAKEN, "the name is taken");
    }
    try (var insert =
        prepare(connection, "insert into users values (?, ?, ?)", name, passwordHash, now())) {
      insert.executeUpdate();
    }
    return new User(name);
  }

  /** Null if there is no such user. */
  String passwordHash(Connection connection, String name) throws SQLException {
    try (var select = prepare(connection, "select password from users where name = ?", name);
        ResultSet rows = select.executeQuery()) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  Void addToken(Connection connection, String user, String hash, Instant expires)
      throws SQLException {
    String expired = "delete from tokens where user_name = ? and expires <= ?";
    try (var delete = prepare(connection, expired, user, now())) {
      delete.executeUpdate();
    }
    String token = "insert into tokens values (?, ?, ?)";
    try (var insert = prepare(connection, token, hash, user, at(expires))) {
      insert.executeUpdate();
    }
    return null;
  }

  Session session(Connection connection, String token) throws SQLException {
    String query = "select user_name, expires from tokens where hash = ?";
    try (var select = prepare(connection, query, Tokens.hash(token));
        ResultSet rows = select.executeQuery()) {
      if (!rows.next()) {
        throw new StoreException(Code.BAD_CREDENTIALS, "unknown token");
      }
      Session session = new Session(new User(rows.getString(1)), token, instant(rows, 2));
      if (!clock.instant().isBefore(session.expires())) {
        throw new StoreException(Code.EXPIRED, "the token has expired");
      }
      return session;
    }
  }

  Posted post(Connection connection, String user, String room, String key, String text)
      throws SQLException {
    Posted first = firstPost(connection, user, room, key);
    if (first != null) {
      return first;
    }
    long seq = nextSeq(connection, room);
    OffsetDateTime time = now(); // with the room locked, so that times are in the order of numbers
    String message = "insert into messages values (?, ?, ?, ?, ?, ?)";
    try (var insert = prepare(connection, message, room, seq, user, key, text, time)) {
      insert.executeUpdate();
    }
    return new Posted(seq, time.toInstant(), false);
  }

  private Posted firstPost(Connection connection, String user, String room, String key)
      throws SQLException {
    String query = "select room, seq, posted from messages where author = ? and client_key = ?";
    try (var select = prepare(connection, query, user, key);
        ResultSet rows = select.executeQuery()) {
      if (!rows.next()) {
        return null;
      }
      if (!rows.getString(1).equals(room)) {
        throw new StoreException(Code.TAKEN, "the key was used in another room");
      }
      return new Posted(rows.getLong(2), instant(rows, 3), true);
    }
  }

  /**
   * Takes the next number of a room. The update locks the room's row until the commit, so another
   * transaction takes its number when this one has been committed, or undone: no gap, and a reader
   * who sees a message sees all before it.
   */
  private long nextSeq(Connection connection, String room) throws SQLException {
    try (var update =
        prepare(connection, "update rooms set last_seq = last_seq + 1 where name = ?", room)) {
      if (update.executeUpdate() == 1) {
        return last(connection, room);
      }
    }
    // If another transaction does the same, one of them violates the key, and is tried again.
    try (var insert = prepare(connection, "insert into rooms values (?, 1)", room)) {
      insert.executeUpdate();
    }
    return 1;
  }

  long last(Connection connection, String room) throws SQLException {
    try (var select = prepare(connection, "select last_seq from rooms where name = ?", room);
        ResultSet rows = select.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  List<Message> after(Connection connection, String room, long seq, int limit) throws SQLException {
    return messages(connection, "seq > ? order by seq limit ?", room, seq, limit);
  }

  List<Message> before(Connection connection, String room, long seq, int limit)
      throws SQLException {
    List<Message> messages =
        messages(connection, "seq < ? order by seq desc limit ?", room, seq, limit);
    Collections.reverse(messages);
    return messages;
  }

  private static List<Message> messages(
      Connection connection, String which, String room, long seq, int limit) throws SQLException {
    String query = "select seq, author, body, posted from messages where room = ? and " + which;
    try (var select = prepare(connection, query, room, seq, limit);
        ResultSet rows = select.executeQuery()) {
      List<Message> messages = new ArrayList<>();
      while (rows.next()) {
        messages.add(
            new Message(
                room, rows.getLong(1), rows.getString(2), rows.getString(3), instant(rows, 4)));
      }
      return messages;
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement;
    } catch (Throwable t) {
      statement.close();
      throw t;
    }
  }

  /** Not finer than the database keeps it, so that all see the same time. */
  private OffsetDateTime now() {
    return at(clock.instant());
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet rows, int column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }
}
