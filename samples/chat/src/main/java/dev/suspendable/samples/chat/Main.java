package dev.suspendable.samples.chat;

import dev.suspendable.Task;
import dev.suspendable.debug.CoroutineRegistry;
import dev.suspendable.samples.chat.data.JdbcStore;
import dev.suspendable.samples.chat.data.Store;
import dev.suspendable.samples.chat.observe.Metrics;
import dev.suspendable.samples.chat.server.ChatServer;
import dev.suspendable.samples.chat.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/**
 * The server as a program. Ctrl-C, or SIGTERM, lets it end in order; a second one ends it at once.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    try {
      run(new Settings(arguments));
      System.exit(0); // ends what the libraries have started
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Settings.USAGE);
      System.exit(2);
    } catch (Exception e) {
      System.err.println("The server cannot start, or has failed: " + told(e));
      System.exit(1);
    }
  }

  /** The messages of an exception and its causes, without those that repeat others. */
  private static String told(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String message = at.getMessage() == null ? at.getClass().getName() : at.getMessage();
      if (text.indexOf(message) < 0) {
        text.append(text.isEmpty() ? "" : "; ").append(message);
      }
    }
    return text.toString();
  }

  private static void run(Settings settings) throws IOException, InterruptedException {
    if (settings.dumps()) {
      CoroutineRegistry.enable();
    }
    Metrics metrics = Metrics.create();
    Store store = Task.syncWait(JdbcStore.open(settings.store(), Clock.systemUTC()));
    ChatServer server =
        ChatServer.start(loopback(settings.port("port")), store, settings.limits(), metrics);
    String end = "ended";
    try (WebServer web = WebServer.start(loopback(settings.port("http")), server, metrics)) {
      System.out.println("tcp " + server.address().getPort() + ", http " + web.address().getPort());
      onSignals(server);
      server.ended().join();
    } catch (CancellationException e) {
      end = "killed";
    }
    System.out.println(end);
  }

  /** What cannot be stopped, such as the hash of a password, is not waited for. */
  private static void haltSoon() {
    CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS)
        .execute(() -> Runtime.getRuntime().halt(1));
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** A shutdown hook runs once, and nothing public tells of a second signal. */
  private static void onSignals(ChatServer server) {
    boolean[] isSecond = new boolean[1];
    for (String name : new String[] {"INT", "TERM"}) {
      Signal.handle(
          new Signal(name),
          signal -> {
            synchronized (isSecond) {
              if (isSecond[0]) {
                server.kill();
                haltSoon();
              } else {
                System.out.println("ending; once more to end at once");
                isSecond[0] = true;
                server.drain();
              }
            }
          });
    }
  }
}
