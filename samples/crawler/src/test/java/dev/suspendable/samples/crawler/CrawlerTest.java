package dev.suspendable.samples.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.scope.StopSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CrawlerTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void visitsAllPagesAndSaysWhatFailed() throws Exception {
    try (Site site = Site.start(60)) {
      Report report = Main.crawl(site.uri(), new StopSource(), out);
      assertThat(report.pages()).isEqualTo(60);
      assertThat(report.mostOpen()).isBetween(2, 8);
      assertThat(report.open()).isZero();
      assertThat(
              report.failures().entrySet().stream()
                  .collect(
                      Collectors.toMap(e -> e.getKey().getPath(), e -> e.getValue().getMessage())))
          .containsOnlyKeys("/missing", "/silent", "/broken")
          .containsEntry("/missing", "status 404")
          .containsEntry("/broken", "status 500");
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .startsWith("Finished.")
        .contains("60 pages", "0 still open", "/broken: status 500, and 3 times before")
        .contains("/missing: status 404" + System.lineSeparator());
  }

  @Test
  void aStopLeavesNothingOpen() throws Exception {
    StopSource interrupt = new StopSource();
    try (Site site = Site.start(5_000)) {
      Thread stopper =
          new Thread(
              () -> {
                while (!site.wasAskedFor(50)) {
                  Thread.onSpinWait();
                }
                interrupt.requestStop();
              });
      stopper.start();
      Report report = Main.crawl(site.uri(), interrupt, out);
      stopper.join();
      assertThat(report.open()).isZero();
      assertThat(report.pages()).isBetween(1, 4_999);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("Stopped.");
  }
}
