package dev.suspendable.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples on the guide's pages are those that are compiled and run here. */
class PagesTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```java\n(.*?)^```$");

  /** Another test compares it with the code that the processor generates. */
  private static final Path GENERATED = Path.of("frame.md");

  @Test
  void examplesAreCode() throws IOException {
    StringBuilder code = new StringBuilder();
    for (Path source : files(Path.of("src"), ".java")) {
      code.append(withoutBlanks(Files.readString(source)));
    }
    List<String> unknown = new ArrayList<>();
    int examples = 0;
    for (Path page : files(Path.of(""), ".md")) {
      Matcher example = EXAMPLE.matcher(Files.readString(page));
      while (!page.equals(GENERATED) && example.find()) {
        examples++;
        for (String paragraph : example.group(1).split("\n\\s*\n")) {
          if (code.indexOf(withoutBlanks(paragraph)) < 0) {
            unknown.add(page + ":\n" + paragraph);
          }
        }
      }
    }
    assertThat(unknown).isEmpty();
    assertThat(examples).isGreaterThan(10);
  }

  private static String withoutBlanks(String text) {
    return text.replaceAll("\\s+", "");
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
