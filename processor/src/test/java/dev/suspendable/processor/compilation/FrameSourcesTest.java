package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.SuspendableProcessor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the sources of frames are, and that stale ones go. */
final class FrameSourcesTest {
  private static final String HOST =
      """
      package %s;
      import static dev.suspendable.Coroutines.await;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      class %s {
        private static int calls;
      %s
      }
      """;

  private static final String METHOD =
      """
        @Suspendable
        static Task<Integer> %s(Task<Integer> task) {
          calls++;
          return Task.of(await(task) + calls);
        }
      """;

  @TempDir Path project;

  private static String host(String packageName, String name, String... methods) {
    StringBuilder text = new StringBuilder();
    for (String method : methods) {
      text.append(METHOD.formatted(method));
    }
    return HOST.formatted(packageName, name, text);
  }

  /**
   * Compiles sources in the project's folder; options may name folders of the project by {@code
   * ./}.
   */
  private List<String> compile(Map<String, String> sources, String... options) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> all = new ArrayList<>(List.of("-cp", Javac.RUNTIME));
    for (String option : options) {
      int path = option.indexOf("./");
      if (path < 0) {
        all.add(option);
      } else {
        Path folder = project.resolve(option.substring(path + 2));
        if (path == 0) {
          Files.createDirectories(folder);
        }
        all.add(option.substring(0, path) + folder);
      }
    }
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = project.resolve("src").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source.getValue()));
    }
    try (StandardJavaFileManager manager =
        javac.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavaCompiler.CompilationTask task =
          javac.getTask(
              null, manager, diagnostics, all, null, manager.getJavaFileObjectsFromPaths(files));
      task.setProcessors(List.of(new SuspendableProcessor()));
      assertThat(task.call()).as("%s", diagnostics.getDiagnostics()).isTrue();
    }
    return diagnostics.getDiagnostics().stream()
        .map(each -> each.getKind() + ": " + each.getMessage(Locale.ROOT))
        .toList();
  }

  private List<String> compile(String... options) throws IOException {
    return compile(Map.of("app/Host.java", host("app", "Host", "work")), options);
  }

  /** The sources of frames in the project, without the digests at the end of their names. */
  private List<String> frames() throws IOException {
    return files(".java");
  }

  private List<String> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(project)) {
      return files
          .map(file -> project.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.contains("$$") && name.endsWith(suffix))
          .map(name -> name.replaceFirst("\\$\\w+(\\.\\w+)$", "$1"))
          .sorted()
          .toList();
    }
  }

  @Test
  void maven() throws Exception {
    compile("-s", "./target/generated-sources/annotations", "-d", "./target/classes");
    compile(
        Map.of("app/HostTest.java", host("app", "HostTest", "test")),
        "-s",
        "./target/generated-test-sources/test-annotations",
        "-d",
        "./target/test-classes");

    assertThat(frames())
        .containsExactly(
            "target/suspendable/classes/app/Host$$work.java",
            "target/suspendable/test-classes/app/HostTest$$test.java");
  }

  @Test
  void gradle() throws Exception {
    compile(
        "-s",
        "./build/generated/sources/annotationProcessor/java/main",
        "-d",
        "./build/classes/java/main");

    assertThat(frames()).containsExactly("build/suspendable/classes/java/main/app/Host$$work.java");
  }

  /** IDEA and Eclipse with their own layouts: one output may contain the other. */
  @Test
  void outputsInEachOther() throws Exception {
    compile("-s", "./out/production/app/generated", "-d", "./out/production/app");
    assertThat(frames()).containsExactly("out/production/suspendable/app/app/Host$$work.java");

    compile("-s", "./bin", "-d", "./bin/classes");
    assertThat(frames()).contains("suspendable/bin/classes/app/Host$$work.java").hasSize(2);
  }

  @Test
  void eclipse() throws Exception {
    compile("-s", "./.apt_generated", "-d", "./bin");

    assertThat(frames()).containsExactly("suspendable/bin/app/Host$$work.java");
  }

  /** No folder is created where no one would look for it, and no source gets into the artifact. */
  @Test
  void withoutSourceOutput() throws Exception {
    compile("-d", "./classes");

    assertThat(frames()).isEmpty();
    assertThat(files(".class")).containsExactly("classes/app/Host$$work.class");
  }

  /** Then class files are beside their sources, and there is nothing to derive a folder from. */
  @Test
  void withoutClassOutput() throws Exception {
    compile("-s", "./generated");
    assertThat(frames()).containsExactly("generated/app/Host$$work.java");

    compile();
    assertThat(frames()).containsExactly("generated/app/Host$$work.java");
  }

  @Test
  void toTheSourceOutput() throws Exception {
    compile("-Asuspendable.sources=output", "-s", "./generated", "-d", "./classes");
    assertThat(frames()).containsExactly("generated/app/Host$$work.java");

    compile("-Asuspendable.sources=output", "-d", "./artifact");
    assertThat(frames())
        .containsExactly("artifact/app/Host$$work.java", "generated/app/Host$$work.java");
  }

  @Test
  void nowhere() throws Exception {
    compile("-Asuspendable.sources=none", "-s", "./generated", "-d", "./classes");

    assertThat(frames()).isEmpty();
  }

  /** Debuggers look for what they show among the sources. */
  @Test
  void withLinesOfTheGeneratedSource() throws Exception {
    compile("-Asuspendable.lines=generated", "-s", "./generated", "-d", "./classes");

    assertThat(frames()).containsExactly("generated/app/Host$$work.java");
  }

  @Test
  void renamedDeletedAndMovedMethodsLeaveNothing() throws Exception {
    String[] options = {"-s", "./target/generated", "-d", "./target/classes"};
    compile(
        Map.of(
            "app/Host.java", host("app", "Host", "one", "two"),
            "app/Other.java", host("app", "Other", "other"),
            "gone/Gone.java", host("gone", "Gone", "gone")),
        options);
    assertThat(frames()).hasSize(4);

    compile(Map.of("app/Host.java", host("app", "Host", "two", "three")), options);
    assertThat(frames())
        .containsExactly(
            "target/suspendable/classes/app/Host$$three.java",
            "target/suspendable/classes/app/Host$$two.java",
            "target/suspendable/classes/app/Other$$other.java",
            "target/suspendable/classes/gone/Gone$$gone.java");

    // The last coroutine of the class, and of the compilation.
    compile(Map.of("app/Host.java", host("app", "Host")), options);
    assertThat(frames())
        .containsExactly(
            "target/suspendable/classes/app/Other$$other.java",
            "target/suspendable/classes/gone/Gone$$gone.java");

    // A source file is gone, and the build tool has deleted its classes.
    deleteClasses("gone");
    compile(Map.of("app/Host.java", host("app", "Host", "four")), options);
    assertThat(frames())
        .containsExactly(
            "target/suspendable/classes/app/Host$$four.java",
            "target/suspendable/classes/app/Other$$other.java");
    assertThat(project.resolve("target/suspendable/classes/gone")).doesNotExist();
  }

  /** As Gradle does before it compiles a class again: it does not know the sources of frames. */
  @Test
  void staleSourcesWhoseClassFilesTheBuildToolHasDeleted() throws Exception {
    String[] options = {"-s", "./build/generated", "-d", "./build/classes"};
    compile(Map.of("app/Host.java", host("app", "Host", "one")), options);
    deleteClasses("app");

    compile(Map.of("app/Host.java", host("app", "Host")), options);

    assertThat(frames()).isEmpty();
  }

  private void deleteClasses(String packageName) throws IOException {
    try (Stream<Path> files = Files.walk(project)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        if (file.getParent().endsWith(packageName)) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void filesOfOthersStay() throws Exception {
    compile("-s", "./target/generated", "-d", "./target/classes");
    Path folder = project.resolve("target/suspendable/classes/app");
    Path theirs = Files.writeString(folder.resolve("Host$$theirs.java"), "class Host$$theirs {}");
    Path notes = Files.writeString(folder.resolve("notes.txt"), "Generated by Suspendable.");

    compile("-s", "./target/generated", "-d", "./target/classes");

    assertThat(theirs).exists();
    assertThat(notes).exists();
  }

  /** Several compilations may share a folder that the user has chosen. */
  @Test
  void inAChosenFolder() throws Exception {
    String[] main = {"-Asuspendable.sources=./frames", "-s", "./g", "-d", "./classes"};
    String[] test = {"-Asuspendable.sources=./frames", "-s", "./t", "-d", "./test-classes"};
    compile(Map.of("app/Host.java", host("app", "Host", "one", "two")), main);
    compile(Map.of("app/HostTest.java", host("app", "HostTest", "test")), test);
    compile(Map.of("app/Host.java", host("app", "Host", "two")), main);

    assertThat(frames())
        .containsExactly("frames/app/Host$$two.java", "frames/app/HostTest$$test.java");

    deleteClasses("app");
    compile(Map.of("app/HostTest.java", host("app", "HostTest")), test);

    assertThat(frames()).containsExactly("frames/app/Host$$two.java");
  }

  /** They are for people to read, so that they cannot be written fails no build. */
  @Test
  void noRoom() throws Exception {
    Files.createDirectories(project.resolve("target"));
    Files.createFile(project.resolve("target/suspendable"));

    List<String> messages =
        compile("-Xlint:all", "-Werror", "-s", "./target/generated", "-d", "./target/classes");

    assertThat(messages)
        .singleElement()
        .asString()
        .startsWith("NOTE: the generated source of this method cannot be written: ")
        .endsWith(
            "; make room for it, or choose another folder, or none, with -Asuspendable.sources"
                + " [suspendable:source-not-written]");
    assertThat(files(".class")).containsExactly("target/classes/app/Host$$work.class");
  }

  @Test
  void theHeaderSaysWhereItComesFrom() throws Exception {
    Map<String, String> sources = new TreeMap<>();
    sources.put(
        "app/Host.java",
        """
        package app;
        import static dev.suspendable.Coroutines.await;
        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;
        import java.util.Map;
        class Host<T extends Number> {
          class Inner {
            @Suspendable
            <E> Task<Integer> method(int[][] ints, T t, E e, Map.Entry<T, E>... entries) {
              return Task.of(await(Task.of(1)));
            }
          }
          interface Function { @Suspendable Task<Integer> apply(int x); }
          Function field = x -> Task.of(await(Task.of(x)));
          Host(String s) {
            Function f = x -> Task.of(await(Task.of(x)) + s.length());
          }
          static void local(byte b) {
            class Local {
              @Suspendable
              Task<Integer> inLocal() {
                return Task.of(await(Task.of(1)));
              }
            }
          }
        }
        """);

    Javac.Result result = new Javac().sources(sources).suspendable().run();

    assertThat(result.success()).as("%s", result.messages()).isTrue();
    assertThat(
            result.generated().values().stream()
                .map(source -> new String(source, StandardCharsets.UTF_8))
                .flatMap(String::lines)
                .filter(line -> line.startsWith(" *") && line.length() > 3))
        .containsExactlyInAnyOrder(
            " * The coroutine {@code Host.Inner.method}, Host.java:8. Generated by Suspendable.",
            " * @see app.Host.Inner#method(int[][], java.lang.Number, java.lang.Object,"
                + " java.util.Map.Entry[])",
            " * The lambda in {@code Host.<init>}, Host.java:14. Generated by Suspendable.",
            " * @see app.Host",
            " * The lambda in {@code Host.<init>}, Host.java:16. Generated by Suspendable.",
            " * @see app.Host#Host(java.lang.String)",
            " * The coroutine {@code Host.1Local.inLocal}, Host.java:20. Generated by Suspendable.",
            " * @see app.Host#local(byte)");
  }
}
