package dev.suspendable.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;

/**
 * What Eclipse and VS Code show of a Maven project after its build. They analyse the source roots
 * of Maven's model: the project's own, and the one that Maven's compiler plugin adds for generated
 * sources. Frames use private members of their hosts, which the JVM allows and the analysis does
 * not; so they have to be elsewhere.
 *
 * <p>{@code -Dproblems.project=FOLDER -Dproblems.classpath=PATH} tests another project that has
 * been built.
 */
final class ProblemsViewTest {
  private static final Path PROJECT = Path.of(System.getProperty("problems.project", ""));
  private static final String CLASS_PATH =
      System.getProperty("problems.classpath", System.getProperty("java.class.path"));

  private static final Path FRAMES = PROJECT.resolve("target/suspendable/classes");

  @Test
  void noErrorAndNoWarning() throws IOException {
    List<Path> roots = new ArrayList<>(List.of(PROJECT.resolve("src/main/java")));
    Path generated = PROJECT.resolve("target/generated-sources/annotations");
    if (Files.isDirectory(generated)) {
      roots.add(generated);
    }

    assertThat(problems(roots)).isEmpty();
    for (Path root : roots) {
      assertThat(frames(root)).isEmpty();
    }
    assertThat(frames(FRAMES)).isNotEmpty();
  }

  /** That the analysis would find something. */
  @Test
  void framesAmongTheSourcesWouldBeErrors() {
    assertThat(problems(List.of(PROJECT.resolve("src/main/java"), FRAMES)))
        .contains("ERROR")
        .contains("is not visible");
  }

  private static String problems(List<Path> roots) {
    StringWriter problems = new StringWriter();
    List<String> arguments =
        new ArrayList<>(
            List.of("-17", "-proc:none", "-d", "none", "-encoding", "UTF-8", "-cp", CLASS_PATH));
    roots.forEach(root -> arguments.add(root.toString()));
    BatchCompiler.compile(
        arguments.toArray(String[]::new),
        new PrintWriter(problems),
        new PrintWriter(problems),
        null);
    return problems.toString();
  }

  private static List<Path> frames(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().contains("$$")).toList();
    }
  }
}
