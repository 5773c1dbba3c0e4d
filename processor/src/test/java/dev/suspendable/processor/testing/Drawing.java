package dev.suspendable.processor.testing;

import dev.suspendable.processor.testing.CompiledProgram.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;

/**
 * Compiles programs with a diagram of each coroutine and the page, which must change nothing else.
 */
final class Drawing {
  /** {@code -Dmaster.drawings=all}: all programs are drawn. */
  private static final boolean ALL = "all".equals(System.getProperty("master.drawings"));

  /** One batch in so many is drawn: it costs one more compilation. */
  private static final int SAMPLE = 8;

  private Drawing() {}

  static boolean isDue(Map<String, String> sources) {
    return !sources.isEmpty() && (ALL || Math.floorMod(sources.hashCode(), SAMPLE) == 0);
  }

  /** Compiles sources, and checks that each frame has a drawing that browsers can read. */
  static CompiledProgram compile(Map<String, String> sources, Form form) {
    try {
      Path folder = Files.createTempDirectory("drawn");
      try {
        CompiledProgram program =
            CompiledProgram.compile(
                sources,
                List.of(
                    "-Asuspendable.diagrams=svg",
                    "-Asuspendable.page=html",
                    "-Asuspendable.sources=" + folder),
                form);
        if (!program.hasErrors()) {
          checkDrawings(folder);
        }
        return program;
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkDrawings(Path folder) throws IOException {
    List<Path> files = files(folder);
    for (Path frame : files) {
      String name = frame.getFileName().toString();
      if (name.endsWith(".java")) {
        Path drawing = frame.resolveSibling(name.replaceFirst("java$", "svg"));
        try {
          DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(drawing.toFile());
        } catch (IOException | SAXException | ParserConfigurationException e) {
          throw new AssertionError("the drawing of " + Files.readString(frame), e);
        }
      }
    }
    boolean hasFrame = files.stream().anyMatch(file -> file.toString().endsWith(".java"));
    if (hasFrame && !Files.exists(folder.resolve("coroutines.html"))) {
      throw new AssertionError("there is no page: " + files);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
