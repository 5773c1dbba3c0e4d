package dev.suspendable.samples.chat.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.samples.chat.data.StoreConfig;
import dev.suspendable.schedule.TaskExecutors;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A little load, so that the tools of the load and the servers to compare with do not rot. */
class LoadTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"coroutines", "threads", "futures"})
  void everyMessageIsAcknowledgedAndComesToAll(String style) throws Exception {
    Assumptions.assumeTrue(
        !style.equals("threads") || TaskExecutors.hasVirtualThreads(), "no virtual threads");
    StoreConfig config =
        StoreConfig.of("jdbc:h2:file:" + directory.resolve("chat"), "chat", "").withHashRounds(1);
    try (TestServer server = ServerMain.start(style, config, 0);
        Driver driver = new Driver(server.port(), 5, "test")) {
      driver.connect(22, Duration.ofSeconds(30)); // the last room has two members
      Sample sample =
          driver.run(200, Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(30));
      assertThat(sample.sent).isEqualTo(100);
      assertThat(sample.refused).isZero();
      assertThat(sample.acknowledged).isEqualTo(sample.sent);
      assertThat(sample.delivered).isEqualTo(sample.expectedDeliveries).isGreaterThan(400);
      assertThat(sample.delivery.getTotalCount()).isEqualTo(sample.delivered);
    }
  }

  /**
   * The time counts from the moment when a message was to be sent, also if that was not possible.
   */
  @Test
  void aPauseIsNotOmitted() throws Exception {
    StoreConfig config =
        StoreConfig.of("jdbc:h2:file:" + directory.resolve("chat"), "chat", "").withHashRounds(1);
    try (TestServer server = ServerMain.start("coroutines", config, 0);
        Driver driver = new Driver(server.port(), 5, "test")) {
      driver.connect(5, Duration.ofSeconds(30));
      long begin = System.nanoTime();
      driver.pauseAt(begin + 100_000_000, Duration.ofMillis(300));
      Sample sample =
          driver.run(1000, Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(30));
      assertThat(sample.acknowledged).isEqualTo(500);
      // 300 messages were to be sent in the pause: half of them waited 150 ms and more.
      assertThat(Sample.millis(sample.acknowledgement, 75)).isGreaterThan(100);
    }
  }

  @Test
  void thePlotIsXml() throws Exception {
    Histogram histogram = new Histogram(3);
    for (int i = 1; i < 10_000; i++) {
      histogram.recordValue(i);
    }
    String svg = Plot.of("times", Map.of("one", histogram));
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(svg).contains("99.9").contains(">one<");
  }
}
