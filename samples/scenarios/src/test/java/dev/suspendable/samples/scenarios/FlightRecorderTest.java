package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Generator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;

/** The steps of coroutines in a recording of the Flight Recorder. */
class FlightRecorderTest {
  /** A program that records itself, and prints the events. */
  static final class Program {
    private Program() {}

    @Suspendable
    static Task<Integer> outer(CompletableFuture<Integer> gate) {
      return Task.of(await(inner(gate)) + 1);
    }

    @Suspendable
    static Task<Integer> inner(CompletableFuture<Integer> gate) {
      int first = await(gate);
      return Task.of(first + await(atOnce()));
    }

    @Suspendable
    static Task<Integer> atOnce() {
      return Task.of(1);
    }

    @Suspendable
    static Task<Integer> replaced(CompletableFuture<Integer> gate) {
      return inner(gate);
    }

    @Suspendable
    static Generator<Integer> numbers() {
      for (int i = 0; ; i++) {
        yieldValue(i);
      }
    }

    @Suspendable
    static Generator<Integer> two() {
      yieldValue(1);
      yieldValue(2);
      return Generator.end();
    }

    static void work() {
      CompletableFuture<Integer> gate = new CompletableFuture<>();
      CompletableFuture<Integer> result = outer(gate).toCompletableFuture();
      gate.complete(1);
      result.join();

      CompletableFuture<Integer> failing = new CompletableFuture<>();
      CompletableFuture<Integer> failed = inner(failing).toCompletableFuture();
      failing.completeExceptionally(new IOException());
      failed.exceptionally(e -> 0).join();

      inner(new CompletableFuture<>()).toCompletableFuture().cancel(true);

      CompletableFuture<Integer> last = new CompletableFuture<>();
      CompletableFuture<Integer> replacing = replaced(last).toCompletableFuture();
      last.complete(1);
      replacing.join();

      try (Generator<Integer> pulled = numbers()) {
        Iterator<Integer> iterator = pulled.iterator();
        iterator.next();
        iterator.next();
      }
      two().forEach(i -> {});
      numbers().close();
    }

    public static void main(String... args) throws IOException {
      Path file = Files.createTempFile("steps", ".jfr");
      try (Recording recording = new Recording()) {
        recording.start();
        work();
        recording.stop();
        recording.dump(file);
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().startsWith("dev.suspendable."))
            .map(Program::text)
            .forEach(System.out::println);
      } finally {
        Files.delete(file);
      }
    }

    private static String text(RecordedEvent event) {
      String name = event.getString("coroutine");
      String what = event.getEventType().getName().replace("dev.suspendable.Coroutine", "");
      String more =
          what.equals("End")
              ? " " + event.getString("how")
              : what.equals("Suspend")
                  ? " "
                      + String.valueOf(event.getString("awaits"))
                          .replaceAll(" \\(.*", "")
                          .replaceAll(".*\\.", "")
                  : "";
      return what + " " + name.substring(name.lastIndexOf('.') + 1) + more;
    }
  }

  @Test
  void steps() throws Exception {
    assertThat(ChildJvm.run(Program.class, "-Ddev.suspendable.events=on"))
        .containsExactly(
            // Both were called directly, and leave the Java stack from the inside outwards.
            "Start outer",
            "Start inner",
            "Suspend inner StageAwaiter",
            "Suspend outer inner",
            "Resume inner",
            "End inner completed",
            "Resume outer",
            "End outer completed",
            //
            "Start inner",
            "Suspend inner StageAwaiter",
            "Resume inner",
            "End inner failed",
            //
            "Start inner",
            "Suspend inner StageAwaiter",
            "Resume inner",
            "End inner stopped",
            //
            "Start replaced",
            "Start inner",
            "Suspend inner StageAwaiter",
            "End replaced completed",
            "Resume inner",
            "End inner completed",
            //
            "Start numbers",
            "Suspend numbers null",
            "Resume numbers",
            "Suspend numbers null",
            "Resume numbers",
            "End numbers stopped",
            //
            "Start two",
            "End two completed",
            //
            "End numbers stopped");
  }

  @Test
  void off() throws Exception {
    assertThat(ChildJvm.run(Program.class)).isEmpty();
    assertThat(ChildJvm.run(Program.class, "-Ddev.suspendable.events=off")).isEmpty();
    assertThatThrownBy(() -> Inspection.watchSteps(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("-Ddev.suspendable.events=on");
  }

  /** The position is that of the user's source. */
  static final class Lines {
    private Lines() {}

    public static void main(String... args) throws IOException {
      Path file = Files.createTempFile("lines", ".jfr");
      try (Recording recording = new Recording()) {
        recording.start();
        Program.work();
        recording.dump(file);
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        RecordedEvent suspended =
            events.stream()
                .filter(e -> e.getEventType().getName().endsWith("CoroutineSuspend"))
                .findFirst()
                .orElseThrow();
        System.out.println(suspended.getString("file") + ":" + suspended.getInt("line"));
        System.out.println(suspended.getString("coroutine"));
      } finally {
        Files.delete(file);
      }
    }
  }

  @Test
  void positions() throws Exception {
    int line = lineOf("int first = await(gate);");
    assertThat(ChildJvm.run(Lines.class, "-Ddev.suspendable.events=on"))
        .containsExactly("FlightRecorderTest.java:" + line, Program.class.getName() + ".inner");
  }

  private static int lineOf(String text) throws IOException {
    Path source =
        Path.of("src/test/java", FlightRecorderTest.class.getName().replace('.', '/') + ".java");
    List<String> lines = Files.readAllLines(source);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text) && !lines.get(i).contains("lineOf")) {
        return i + 1;
      }
    }
    throw new AssertionError(text);
  }
}
