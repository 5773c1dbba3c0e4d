package dev.suspendable.samples.chat.fault;

import dev.suspendable.samples.chat.data.BlockingStore;
import dev.suspendable.samples.chat.data.Message;
import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.schedule.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** Several robots, and the check of what they have seen. */
final class Robots implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Robot> robots = new ArrayList<>();
  private final List<CompletableFuture<?>> running = new ArrayList<>();
  private final EventLoop loop = EventLoop.start("robots");

  /**
   * Starts robots.
   *
   * @param rooms the number of rooms over which they are spread
   */
  Robots(int port, String prefix, int count, int rooms, Duration pause, int textLength) {
    InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int i = 0; i < count; i++) {
      String room = prefix + "room" + i % rooms;
      robots.add(new Robot(prefix + i, room, server, pause, textLength));
    }
    for (Robot robot : robots) {
      running.add(robot.run().on(loop).toCompletableFuture());
    }
  }

  static void sleep(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  /** Runs code where the robots run. */
  private <T> T inLoop(Supplier<T> code) {
    return CompletableFuture.supplyAsync(code, loop).join();
  }

  long acknowledged() {
    return inLoop(() -> robots.stream().mapToLong(r -> r.acknowledged.size()).sum());
  }

  int repeated() {
    return inLoop(() -> robots.stream().mapToInt(r -> r.repeated).sum());
  }

  int reconnections() {
    return inLoop(() -> robots.stream().mapToInt(r -> r.reconnections).sum());
  }

  long online() {
    return inLoop(() -> robots.stream().filter(r -> r.isOnline).count());
  }

  Map<ErrorCode, Integer> errors() {
    return inLoop(
        () -> {
          Map<ErrorCode, Integer> sum = new TreeMap<>();
          robots.forEach(r -> r.errors.forEach((code, n) -> sum.merge(code, n, Integer::sum)));
          return sum;
        });
  }

  /** The times from a request to its acknowledgement, in microseconds, since the last call. */
  Histogram latency() {
    return inLoop(
        () -> {
          Histogram sum = new Histogram(60_000_000L, 3);
          for (Robot robot : robots) {
            sum.add(robot.latency);
            robot.latency.reset();
          }
          return sum;
        });
  }

  /** Waits until a robot was acknowledged after a moment; returns the milliseconds between them. */
  long millisToAcknowledgement(long since) throws InterruptedException {
    long last = since;
    while (last <= since) {
      check(since, "no acknowledgement");
      Thread.sleep(1);
      last = inLoop(() -> robots.stream().mapToLong(r -> r.lastAcknowledgement).max().orElse(0));
    }
    return (last - since) / 1_000_000;
  }

  void awaitOnline() throws InterruptedException {
    for (long begin = System.nanoTime(); online() < robots.size(); ) {
      check(begin, "not all are online");
      Thread.sleep(10);
    }
  }

  /** Lets the robots finish: each message is acknowledged, and has come to all. */
  void settle() throws InterruptedException {
    inLoop(
        () -> {
          robots.forEach(Robot::beQuiet);
          return null;
        });
    long begin = System.nanoTime();
    while (!inLoop(this::isSettled)) {
      check(begin, "not all messages have come to all");
      Thread.sleep(10);
    }
  }

  private boolean isSettled() {
    Map<String, Long> last =
        robots.stream()
            .collect(
                Collectors.toMap(
                    r -> r.room,
                    r -> r.acknowledged.values().stream().max(Long::compare).orElse(0L),
                    Math::max));
    return robots.stream().allMatch(r -> r.isSettled(last.get(r.room)));
  }

  private static void check(long begin, String problem) {
    if (System.nanoTime() - begin > PATIENCE.toNanos()) {
      throw new IllegalStateException(problem + " after " + PATIENCE);
    }
  }

  /**
   * What is wrong with what the robots have seen: all robots of a room have got the same messages,
   * each once, in order, without a gap; each acknowledged one is among them, with its number.
   */
  List<String> violations() {
    return inLoop(
        () -> {
          List<String> found = new ArrayList<>();
          Map<String, List<String>> rooms = new TreeMap<>();
          for (Robot robot : robots) {
            found.addAll(robot.violations);
            List<String> first = rooms.putIfAbsent(robot.room, robot.received);
            if (first != null && !first.equals(robot.received)) {
              found.add(robot.user + " has got other messages than others of its room");
            }
          }
          for (var room : rooms.entrySet()) {
            Set<String> once = new HashSet<>(room.getValue());
            if (once.size() < room.getValue().size()) {
              found.add(room.getKey() + " has a message twice");
            }
          }
          for (Robot robot : robots) {
            robot.acknowledged.forEach(
                (text, seq) -> {
                  if (robot.received.size() < seq
                      || !robot.received.get((int) (seq - 1)).equals(text)) {
                    found.add(robot.user + ": acknowledged as " + seq + ", but lost");
                  }
                });
          }
          return found;
        });
  }

  /** What is wrong with what the database has, compared with what the robots have seen. */
  List<String> violations(BlockingStore store) {
    return inLoop(
        () -> {
          List<String> found = new ArrayList<>();
          for (Robot robot : robots) {
            List<String> texts = new ArrayList<>();
            for (List<Message> page; ; ) {
              page = store.after(robot.room, texts.size(), 1000);
              if (page.isEmpty()) {
                break;
              }
              page.forEach(message -> texts.add(message.text()));
            }
            if (!texts.equals(robot.received)) {
              found.add(robot.user + " has other messages than the database");
            }
          }
          return found;
        });
  }

  @Override
  public void close() {
    running.forEach(robot -> robot.cancel(true));
    loop.shutdownNow();
  }
}
