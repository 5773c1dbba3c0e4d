package dev.suspendable.processor.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.SuspendableProcessor;
import dev.suspendable.processor.compilation.Javac;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A project in a folder, compiled as Maven does: with {@code -s} and {@code -d}. */
final class Project {
  private static final String HOST =
      """
      package %s;
      import static dev.suspendable.Coroutines.await;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      class %s {
      %s
      }
      """;

  private static final String METHOD =
      """
        @Suspendable
        static Task<Integer> %s(Task<Integer> task, int %1$sMore) {
          return Task.of(await(task) + %1$sMore);
        }
      """;

  final Path folder;
  final Path frames;

  Project(Path folder) {
    this.folder = folder;
    this.frames = folder.resolve("target/suspendable/classes");
  }

  /** A class with such methods. */
  static String host(String packageName, String name, String... methods) {
    StringBuilder text = new StringBuilder();
    for (String method : methods) {
      text.append(METHOD.formatted(method));
    }
    return HOST.formatted(packageName, name, text);
  }

  /** Compiles with the usual folders; returns the messages. */
  List<String> compile(Map<String, String> sources, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("-s", create("target/generated"), "-d", create("target/classes")));
    return run(sources, all);
  }

  private String create(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name)).toString();
  }

  /** Compiles with exactly these options, apart from the class path. */
  List<String> run(Map<String, String> sources, List<String> options) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve("src").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source.getValue()));
    }
    List<String> all = new ArrayList<>(List.of("-cp", Javac.RUNTIME));
    all.addAll(options);
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

  /** The files with such an end, without the digests at the end of their names. */
  List<String> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(suffix))
          .map(name -> name.replaceFirst("\\$\\w+(\\.\\w+)$", "$1"))
          .sorted()
          .toList();
    }
  }

  Path pageFile() {
    return frames.resolve("coroutines.html");
  }

  String page() throws IOException {
    return Files.readString(pageFile());
  }

  /** The coroutines that the page has, by their names. */
  List<String> onPage() throws IOException {
    return Html.of(page()).tags.stream()
        .filter(tag -> tag.get("class").equals("coroutine"))
        .map(tag -> tag.get("data-name"))
        .toList();
  }
}
