package dev.suspendable.processor.diagnostic;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every program under {@code diagnostics/} gets exactly the messages that it says: file, line,
 * column, text, once each, and no others.
 */
final class DiagnosticsTest {
  /** Diagnostics that no such program can provoke: why, and where they are tested. */
  private static final Map<Diagnostic, String> NOT_HERE =
      new TreeMap<>(
          Map.ofEntries(
              entry(Diagnostic.REWRITTEN, "Lombok is needed: compilation.BesideLombokTest"),
              entry(
                  Diagnostic.CLASS_FILE_WITHHELD,
                  "a tool between javac and us: intellij.ObstaclesTest"),
              entry(Diagnostic.ECLIPSE_UNKNOWN, "Eclipse's builder: eclipse.EclipseTest"),
              entry(Diagnostic.ECLIPSE_NO_JAVAC, "Eclipse's builder: eclipse.EclipseTest"),
              entry(Diagnostic.ECLIPSE_RECREATES, "Eclipse's builder: eclipse.EclipseTest"),
              entry(
                  Diagnostic.PROCESSORS_ONLY,
                  "a tool between javac and us: intellij.ObstaclesTest"),
              entry(
                  Diagnostic.CLASS_FILE_HIDDEN,
                  "a file manager is needed: compilation.FileManagersTest"),
              entry(Diagnostic.UNKNOWN_OPTION, "an option is needed: OtherDiagnosticsTest"),
              entry(Diagnostic.NOT_JAVAC, "another compiler is needed: OtherDiagnosticsTest"),
              entry(Diagnostic.DUMP_NOT_WRITTEN, "an option is needed: pass.DumpTest"),
              entry(Diagnostic.SOURCE_NOT_WRITTEN, "a full disk or the like: FrameSourcesTest"),
              entry(Diagnostic.DRAWING_NOT_WRITTEN, "an option is needed: page.PageFilesTest"),
              entry(
                  Diagnostic.INTERNAL,
                  "a bug in the passes up to the emitter: OtherDiagnosticsTest"),
              entry(Diagnostic.INTERNAL_FRAME, "a bug in the emitter: bind.ValidationTest"),
              entry(Diagnostic.INTERNAL_BIND, "a bug in the emitter: bind.ValidationTest"),
              entry(Diagnostic.METHOD_TOO_LARGE, "its program would be: OtherDiagnosticsTest"),
              entry(Diagnostic.TOO_MANY_PARAMETERS, "its program would be: OtherDiagnosticsTest"),
              entry(Diagnostic.METHOD_BEYOND_LIMITS, "its program would be: OtherDiagnosticsTest"),
              entry(
                  Diagnostic.UNBOUND,
                  "the plugins': plugin.SuspendablePluginTest, plugin.MissingProcessorTest"),
              entry(Diagnostic.NOT_SUPPORTED, "options of an old javac: OtherDiagnosticsTest")));

  private static List<Path> programs() throws IOException, URISyntaxException {
    URL folder = Objects.requireNonNull(DiagnosticsTest.class.getResource("/diagnostics"));
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.sorted().toList();
    }
  }

  private static MarkedSource read(Path program) throws IOException {
    return new MarkedSource(Files.readString(program));
  }

  @TestFactory
  Stream<DynamicTest> messages() throws Exception {
    return programs().stream()
        .map(program -> DynamicTest.dynamicTest(name(program), () -> check(read(program))));
  }

  private static String name(Path program) {
    return String.valueOf(program.getFileName());
  }

  private static void check(MarkedSource program) {
    assumeTrue(Runtime.version().feature() >= program.since());
    assertThat(sorted(program.actual())).isEqualTo(sorted(program.expected()));
  }

  /** Line by line, for a diff to be read; javac's order differs between versions. */
  private static String sorted(List<String> messages) {
    return messages.stream().sorted().collect(Collectors.joining("\n"));
  }

  @Test
  void everyDiagnosticIsProvoked() throws Exception {
    TreeSet<String> seen = new TreeSet<>();
    Pattern id = Pattern.compile("\\[(suspendable:[a-z-]+)]$");
    for (Path program : programs()) {
      for (String message : read(program).expected()) {
        Matcher matcher = id.matcher(message);
        if (matcher.find()) {
          seen.add(matcher.group(1));
        }
      }
    }

    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Diagnostic.values())
                .filter(diagnostic -> !NOT_HERE.containsKey(diagnostic))
                .map(Diagnostic::id)
                .toList());
  }
}
