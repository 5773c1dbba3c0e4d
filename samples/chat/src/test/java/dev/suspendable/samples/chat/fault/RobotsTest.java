package dev.suspendable.samples.chat.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.samples.chat.data.InMemoryStore;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The check of the faults finds what is wrong, and nothing where nothing is. */
class RobotsTest {
  private static final Duration PAUSE = Duration.ofMillis(1);

  @Test
  void nothingIsWrongWithoutFaults() throws Exception {
    try (LocalServer server = new LocalServer(new InMemoryStore(), LocalServer.limits());
        Robots robots = new Robots(server.port(), "good", 6, 2, PAUSE, 100)) {
      robots.awaitOnline();
      while (robots.acknowledged() < 60) {
        Thread.onSpinWait();
      }
      robots.settle();
      assertThat(robots.violations()).isEmpty();
      assertThat(robots.reconnections()).isZero();
    }
  }

  /** A store that adds a message of its own each time, which is in no robot's account. */
  @Test
  void aMessageThatComesTwiceIsFound() throws Exception {
    InMemoryStore messages = new InMemoryStore();
    FaultyStore store = new FaultyStore(messages);
    try (LocalServer server = new LocalServer(store, LocalServer.limits());
        Robots robots = new Robots(server.port(), "bad", 2, 1, PAUSE, 100)) {
      robots.awaitOnline();
      store.fault =
          user ->
              messages
                  .post(user, "badroom0", UUID.randomUUID().toString(), "the same")
                  .map(posted -> null);
      while (robots.acknowledged() < 20) {
        Thread.onSpinWait();
      }
      robots.settle();
      assertThat(robots.violations()).contains("badroom0 has a message twice");
    }
  }
}
