package dev.suspendable.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.compilation.Javac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Asuspendable.dump=FOLDER}. */
final class DumpTest {
  private static final String HOST =
      """
      package p;
      import static dev.suspendable.Coroutines.await;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      class Host {
        @Suspendable static Task<String> text(Task<String> one) {
          String text = "\\"{" + await(one);
          try {
            text += await(one);
          } finally {
            text += await(one) + "}";
          }
          return Task.of(text);
        }
      }
      """;

  @TempDir Path folder;

  private Javac.Result compile(String... options) {
    return new Javac().options(options).source("p/Host.java", HOST).suspendable().run();
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    return in(folder).stream().map(file -> String.valueOf(file.getFileName())).toList();
  }

  @Test
  void filesOfACoroutine() throws IOException {
    Path dump = folder.resolve("not/there/yet");

    assertThat(compile("-Asuspendable.dump=" + dump).messages()).isEmpty();

    assertThat(in(dump)).singleElement().asString().contains("p.Host$$text$");
    assertThat(names(in(dump).get(0)))
        .containsExactly(
            "03-read.txt",
            "04-lower.dot",
            "04-lower.txt",
            "05-order-loops.dot",
            "05-order-loops.txt",
            "06-forward-jumps.dot",
            "06-forward-jumps.txt",
            "07-drop-unreachable.dot",
            "07-drop-unreachable.txt",
            "08-join-blocks.dot",
            "08-join-blocks.txt",
            "09-divide-blocks.dot",
            "09-divide-blocks.txt",
            "10-find-recursion.txt",
            "11-choose-forms.txt",
            "12-find-liveness.txt",
            "13-nest-direct-form.txt",
            "14-nest-push-form.txt",
            "15-partition.dot",
            "15-partition.txt",
            "16-lay-out.txt",
            "17-emit.txt");
  }

  /** But for imports that say nothing: which these are is known when all classes are written. */
  @Test
  void frameIsTheOneThatIsCompiled() throws IOException {
    Javac.Result result = compile("-Asuspendable.dump=" + folder);

    String emitted = Files.readString(in(folder).get(0).resolve("17-emit.txt"));
    assertThat(emitted.replaceAll("import java\\.lang\\.\\w+;\n", ""))
        .isEqualTo(result.generated(result.generated().keySet().iterator().next()));
  }

  @Test
  void sameClassesWithAndWithout() {
    Javac.Result without = compile();
    Javac.Result with = compile("-Asuspendable.dump=" + folder);

    assertThat(with.classes()).containsOnlyKeys(without.classes().keySet());
    with.classes()
        .forEach((path, bytes) -> assertThat(bytes).isEqualTo(without.classes().get(path)));
  }

  @Test
  void drawingsAreWellFormed() throws IOException {
    compile("-Asuspendable.dump=" + folder, "-Asuspendable.split=300");

    List<Path> drawings =
        in(in(folder).get(0)).stream().filter(file -> file.toString().endsWith(".dot")).toList();
    assertThat(drawings).hasSize(7);
    for (Path drawing : drawings) {
      checkDrawing(Files.readString(drawing));
    }
  }

  /** Strings end in their line, braces match, and edges are between boxes. */
  private static void checkDrawing(String drawing) {
    String bare = drawing.replaceAll("\"(?:[^\"\\\\\n]|\\\\.)*\"", "S");
    assertThat(bare).doesNotContain("\"", "\\");
    assertThat(bare.chars().filter(c -> c == '{').count())
        .isEqualTo(bare.chars().filter(c -> c == '}').count());
    Set<String> boxes = new HashSet<>();
    Matcher box = Pattern.compile("(?m)^  (b\\d+) \\[label=S];$").matcher(bare);
    while (box.find()) {
      assertThat(boxes.add(box.group(1))).isTrue();
    }
    Set<String> ends = new HashSet<>();
    Matcher edge = Pattern.compile("(?m)^  (b\\d+) -> (b\\d+)( \\[.*])?;$").matcher(bare);
    while (edge.find()) {
      ends.add(edge.group(1));
      ends.add(edge.group(2));
    }
    assertThat(ends).isNotEmpty().isSubsetOf(boxes);
  }

  @Test
  void folderThatCannotBeWritten() throws IOException {
    compile("-Asuspendable.dump=" + folder);
    String frame = names(folder).get(0);
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createFile(other.resolve(frame));

    assertThat(compile("-Asuspendable.dump=" + other).messages())
        .isNotEmpty()
        .allSatisfy(
            message -> {
              assertThat(message.line()).isEqualTo(6);
              assertThat(message.text())
                  .startsWith("what the passes made of this method cannot be written: ")
                  .endsWith(
                      "; make room for it under -Asuspendable.dump [suspendable:dump-not-written]");
            });
  }
}
