package dev.suspendable.samples.chat;

import dev.suspendable.samples.chat.data.StoreConfig;
import dev.suspendable.samples.chat.server.Limits;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;

/** The settings from the command line: arguments of the form {@code --name=value}. */
final class Settings {
  static final String USAGE =
      """
      Arguments, with what they are if not given:
        --port=7070                 TCP, on the loopback interface; 0 takes a free port
        --http=8080                 the web page, /metrics and /dump; 0 takes a free port
        --data=jdbc:h2:./chat-data  the database, H2 or jdbc:postgresql://HOST/NAME
        --data.user=sa --data.password=
        --hash.rounds=600000        the cost of a password's hash
        --dump=on                   whether /dump shows coroutines
        --limit.NAME=VALUE          a limit, such as --limit.idle=PT1M or --limit.connections=100
      """;

  private final Map<String, String> values = new HashMap<>();
  private final Limits limits = new Limits();

  /**
   * @throws IllegalArgumentException if an argument is not one of {@link #USAGE}
   */
  Settings(String... arguments) {
    values.putAll(
        Map.of(
            "port", "7070",
            "http", "8080",
            "data", "jdbc:h2:./chat-data",
            "data.user", "sa",
            "data.password", "",
            "hash.rounds", Integer.toString(StoreConfig.RECOMMENDED_ROUNDS),
            "dump", "on"));
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException(argument + " is not of the form --name=value");
      }
      set(argument.substring(2, equals), argument.substring(equals + 1));
    }
    port("port");
    port("http");
    hashRounds();
    dumps();
  }

  private void set(String name, String value) {
    if (name.startsWith("limit.")) {
      limit(name.substring("limit.".length()), value);
    } else if (values.replace(name, value) == null) {
      throw new IllegalArgumentException("there is no setting --" + name);
    }
  }

  private void limit(String name, String value) {
    try {
      Field field = Limits.class.getField(name);
      Class<?> type = field.getType();
      field.set(
          limits,
          type == int.class
              ? (Object) Integer.valueOf(value)
              : type == double.class ? (Object) Double.valueOf(value) : Duration.parse(value));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--limit." + name + "=" + value + " is not a number", e);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "--limit." + name + "=" + value + " is not a duration, such as PT30S", e);
    } catch (NoSuchFieldException e) {
      throw new IllegalArgumentException("there is no limit " + name, e);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e); // its fields are public
    }
  }

  int port(String name) {
    return number(name, 0, 65_535);
  }

  private int hashRounds() {
    return number("hash.rounds", 1, Integer.MAX_VALUE);
  }

  private int number(String name, int least, int most) {
    String value = values.get(name);
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the same
    }
    throw new IllegalArgumentException(
        "--" + name + "=" + value + " is not a number from " + least + " to " + most);
  }

  StoreConfig store() {
    return StoreConfig.of(values.get("data"), values.get("data.user"), values.get("data.password"))
        .withHashRounds(hashRounds());
  }

  boolean dumps() {
    String value = values.get("dump");
    if (!value.matches("on|off")) {
      throw new IllegalArgumentException("--dump=" + value + " is neither on nor off");
    }
    return value.equals("on");
  }

  Limits limits() {
    return limits;
  }
}
