package dev.suspendable.processor;

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

/** The project's pages: prose of at most 120 columns, and links to files that exist. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int COLUMNS = 120;

  /** A program writes it; the prose in it comes from a page that is checked. */
  private static final Path WRITTEN = Path.of("samples", "benchmarks", "RESULTS.md");

  /** That page, whose links start from the folder above. */
  private static final Path NOTES = Path.of("samples", "benchmarks", "report", "notes.md");

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(#[^)]*)?\\)");

  @Test
  void proseIsNarrow() throws IOException {
    List<String> wide = new ArrayList<>();
    for (Path page : pages()) {
      boolean isCode = false;
      int number = 0;
      for (String line : Files.readAllLines(page)) {
        number++;
        if (line.strip().startsWith("```")) {
          isCode = !isCode;
        } else if (!isCode
            && !line.startsWith("|")
            && !line.startsWith("    ")
            && !ROOT.relativize(page).equals(WRITTEN)
            && line.codePointCount(0, line.length()) > COLUMNS) {
          wide.add(ROOT.relativize(page) + ":" + number);
        }
      }
    }
    assertThat(wide).isEmpty();
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page).replaceAll("(?s)```.*?```", ""));
      while (link.find()) {
        links++;
        Path from = ROOT.relativize(page).equals(NOTES) ? page.getParent() : page;
        if (!Files.exists(from.resolveSibling(link.group(1)))) {
          broken.add(ROOT.relativize(page) + ": " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(20);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !isBuilt(ROOT.relativize(file)))
          .toList();
    }
  }

  private static boolean isBuilt(Path file) {
    for (Path part : file) {
      if (part.toString().equals("target") || part.toString().equals(".git")) {
        return true;
      }
    }
    return false;
  }
}
