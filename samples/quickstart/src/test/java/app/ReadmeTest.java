package app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example in README.md is {@link App}, which is compiled and run here. */
class ReadmeTest {
  @Test
  void showsTheExampleAsItIs() throws IOException {
    Path sample = Path.of("").toAbsolutePath();
    String example = Files.readString(sample.resolve("src/test/java/app/App.java"));
    String readme = Files.readString(sample.resolve("../../README.md"));

    assertThat(readme).contains("```java\n" + example + "```\n");
  }

  @Test
  void showsAnExampleThatRuns() throws InterruptedException {
    assertThat(Task.syncWait(App.sum(10))).isEqualTo(1870);
  }
}
