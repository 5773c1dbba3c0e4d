package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the guide are classes of this package, which are compiled and run here. */
class GuideTest {
  @ParameterizedTest
  @CsvSource({"context.md, Greetings", "context.md, Mdc", "cancellation.md, Downloads"})
  void showsTheExampleAsItIs(String page, String example) throws IOException {
    Path sample = Path.of("").toAbsolutePath();
    String code = Files.readString(sample.resolve("src/test/java/app/" + example + ".java"));
    String text = Files.readString(sample.resolve("../guide").resolve(page));

    assertThat(text).contains("```java\n" + code + "```\n");
  }

  @Test
  void greets() throws Exception {
    assertThat(printed(() -> Greetings.main(new String[0])))
        .containsExactly("Hello, Ada; Hello, Grace on worker");
  }

  @Test
  void stopsDownloads() throws Exception {
    assertThat(printed(() -> Downloads.main(new String[0])))
        .containsExactlyInAnyOrder("a closed", "b closed", "cancelled: true")
        .endsWith("cancelled: true");
  }

  private interface Program {
    void run() throws Exception;
  }

  private static String[] printed(Program program) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).split("\\R");
  }
}
