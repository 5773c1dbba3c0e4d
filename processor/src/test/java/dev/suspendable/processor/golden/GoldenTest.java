package dev.suspendable.processor.golden;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.compilation.Javac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What frames look like: for people to read, and to see in a review what a change does to them.
 * There are few, for every change of the emitter changes them; that frames do what they should the
 * language tests show.
 *
 * <p>To write them anew:
 *
 * <pre>
 * mvn -pl processor -am test -Dtest=GoldenTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.update=true
 * </pre>
 */
final class GoldenTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LoopWithAwait",
        "TryCatchFinally",
        "CountingGenerator",
        "PrivateMembers",
        "CaptureByLambda",
        "DirectCall",
        "DirectLoop",
        "Recursion",
        "SuspendableLambda"
      })
  void frame(String name) throws IOException {
    String program = Files.readString(FOLDER.resolve(name + ".txt"));
    Path golden = FOLDER.resolve(name + ".golden");

    Javac.Result result =
        new Javac().source("golden/" + name + ".java", program).suspendable().run();

    assertThat(result.messages()).isEmpty();
    String frame =
        result.generated().keySet().stream().sorted().map(result::generated).collect(joining("\n"));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, frame);
    }
    assertThat(frame).isEqualTo(Files.readString(golden));
  }

  /** The drawing in the guide, of the same example. */
  @Test
  void drawingInTheGuide() throws IOException {
    String example =
        Files.readString(
            Path.of("..", "samples", "quickstart", "src", "test", "java", "app", "App.java"));
    Path golden = Path.of("..", "samples", "guide", "inspecting.svg");

    Javac.Result result =
        new Javac()
            .options("-Asuspendable.diagrams=svg")
            .source("app/App.java", example)
            .suspendable()
            .run();

    String drawing =
        result.generated().keySet().stream()
            .filter(name -> name.matches(".*\\$sum\\$.*\\.svg"))
            .map(result::generated)
            .collect(joining());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, drawing);
    }
    assertThat(drawing).isEqualTo(Files.readString(golden));
  }

  /** The frame that the guide explains, of the example in README.md. */
  @Test
  void frameInTheGuide() throws IOException {
    String example =
        Files.readString(
            Path.of("..", "samples", "quickstart", "src", "test", "java", "app", "App.java"));
    Matcher listing =
        Pattern.compile("```java\n(private static Awaiter<\\?> step\\(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "samples", "guide", "frame.md")));

    Javac.Result result = new Javac().source("app/App.java", example).suspendable().run();

    assertThat(listing.find()).isTrue();
    String withoutRemarks = listing.group(1).replaceAll(" +// \\(\\d\\)", "");
    assertThat(result.generated().keySet().stream().map(result::generated).collect(joining()))
        .contains(withoutRemarks.indent(2));
  }
}
