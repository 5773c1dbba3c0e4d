package dev.suspendable.samples.chat.client;

import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;

/**
 * A client as a command:
 *
 * <pre>
 * Client PORT USER PASSWORD ROOM              prints what is said, and says what is typed
 * Client PORT USER PASSWORD ROOM listen N     ends after N messages
 * Client PORT USER PASSWORD ROOM say TEXT     says it, and ends when the server has it
 * </pre>
 *
 * <p>A user that does not exist is made.
 */
public final class Client {
  private Client() {}

  public static void main(String[] arguments) {
    try {
      if (!isValid(arguments)) {
        System.err.println("Client PORT USER PASSWORD ROOM [listen N | say TEXT]");
        System.exit(2);
      }
      run(arguments);
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("port " + arguments[0] + ": " + e.getMessage());
      System.exit(1);
    }
  }

  private static boolean isValid(String... arguments) {
    return (arguments.length == 4
            || (arguments.length == 6
                && (arguments[4].equals("say")
                    || (arguments[4].equals("listen") && arguments[5].matches("\\d{1,9}")))))
        && arguments[0].matches("\\d{1,5}");
  }

  private static void run(String... arguments) throws IOException {
    InetSocketAddress server =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    String room = arguments[3];
    try (ChatClient client = new ChatClient(server, Duration.ZERO)) {
      logIn(client, arguments[1], arguments[2]);
      client.send(new Request.Join(client.nextId(), room, null));
      Event.Joined joined = answer(client, Event.Joined.class);
      System.out.println("in " + room + ", where " + joined.last() + " messages have been said");
      if (arguments.length == 4) {
        Thread typed = new Thread(() -> sayLines(client, room), "typed");
        typed.setDaemon(true);
        typed.start();
        print(client, Long.MAX_VALUE);
      } else if (arguments[4].equals("listen")) {
        print(client, Long.parseLong(arguments[5]));
      } else {
        say(client, room, arguments[5]);
        Event.Sent sent = answer(client, Event.Sent.class);
        System.out.println("sent, number " + sent.seq());
      }
    }
  }

  private static void logIn(ChatClient client, String user, String password) throws IOException {
    client.send(new Request.Register(client.nextId(), user, password));
    if (client.receive() instanceof Event.Failed) { // there is such a user
      client.send(new Request.Login(client.nextId(), user, password));
      answer(client, Event.Welcome.class);
    }
  }

  private static void say(ChatClient client, String room, String text) throws IOException {
    client.send(new Request.Send(client.nextId(), room, UUID.randomUUID().toString(), text));
  }

  private static void sayLines(ChatClient client, String room) {
    try {
      BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          say(client, room, line);
        }
      }
      client.finish();
    } catch (IOException e) {
      System.err.println(e);
    }
  }

  private static void print(ChatClient client, long count) throws IOException {
    for (long i = 0; i < count; ) {
      Event event = client.receive();
      if (event == null && count < Long.MAX_VALUE) {
        throw new IOException("the server has closed the connection after " + i + " messages");
      } else if (event == null) {
        return;
      } else if (event instanceof Event.Posted posted) {
        System.out.println(posted.seq() + " " + posted.user() + ": " + posted.text());
        i++;
      } else if (!(event instanceof Event.Sent)) {
        System.out.println(event);
      }
    }
  }

  /** Other events come too, but not an error. */
  private static <E extends Event> E answer(ChatClient client, Class<E> type) throws IOException {
    for (Event event = client.receive(); event != null; event = client.receive()) {
      if (type.isInstance(event)) {
        return type.cast(event);
      } else if (event instanceof Event.Failed || event instanceof Event.Bye) {
        throw new IOException(
            event instanceof Event.Failed failed ? failed.message() : event.toString());
      }
    }
    throw new IOException("the server has closed the connection");
  }
}
