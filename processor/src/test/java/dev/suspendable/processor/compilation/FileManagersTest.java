package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.SuspendableProcessor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** File managers of the kinds that programs write who compile in memory. */
final class FileManagersTest {
  private static final String PLAIN = "package app; public class Plain { class Inner { } }";

  private static final String HOST =
      """
      package app;
      import static dev.suspendable.Coroutines.await;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      public class Host {
        @Suspendable
        Task<Integer> one(Task<Integer> task) { return Task.of(await(task) + 1); }

        @Suspendable
        Task<Integer> two(Task<Integer> task) { return Task.of(await(task) + 2); }
      }
      """;

  private static final String HIDDEN =
      "the file manager of this compilation does not give back the class file of this method, so"
          + " that nothing can be bound to the method; compile into a folder (-d) with javac's own"
          + " file manager, or let getFileForOutput return the class files that have been written"
          + " [suspendable:class-file-hidden]";

  /** A file in memory. */
  private static final class MemoryFile extends SimpleJavaFileObject {
    private byte[] content = {};

    MemoryFile(String name, Kind kind) {
      super(URI.create("memory:///" + name), kind);
    }

    @Override
    public InputStream openInputStream() throws IOException {
      if (content.length == 0) {
        throw new IOException("nothing was written to " + getName());
      }
      return new ByteArrayInputStream(content);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public OutputStream openOutputStream() {
      return new ByteArrayOutputStream() {
        @Override
        public void close() {
          content = toByteArray();
        }
      };
    }
  }

  /** Keeps classes, and knows nothing of other files. */
  private static class Classes extends ForwardingJavaFileManager<JavaFileManager> {
    final Map<String, MemoryFile> classes = new HashMap<>();
    final Map<String, MemoryFile> resources = new HashMap<>();

    Classes(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, Kind kind, FileObject sibling) {
      return classes.computeIfAbsent(
          className, name -> new MemoryFile(name.replace('.', '/') + kind.extension, kind));
    }
  }

  /** Keeps resources beside classes, as Spring's does. */
  private static final class ClassesAndResources extends Classes {
    ClassesAndResources(JavaFileManager files) {
      super(files);
    }

    @Override
    public FileObject getFileForOutput(
        Location location, String packageName, String name, FileObject sibling) {
      return resources.computeIfAbsent(name, key -> new MemoryFile(key, Kind.OTHER));
    }
  }

  private record Outcome(boolean success, List<String> messages, Classes files) {}

  private static Outcome compile(Function<JavaFileManager, Classes> kind, String... sources)
      throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager standard =
            javac.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8);
        Classes files = kind.apply(standard)) {
      List<MemoryFile> units = new ArrayList<>();
      for (String source : sources) {
        String name = source.replaceFirst("(?s).*?public class (\\w+).*", "$1");
        MemoryFile unit = new MemoryFile("app/" + name + ".java", Kind.SOURCE);
        unit.content = source.getBytes(StandardCharsets.UTF_8);
        units.add(unit);
      }
      JavaCompiler.CompilationTask task =
          javac.getTask(null, files, diagnostics, List.of("-cp", Javac.RUNTIME), null, units);
      task.setProcessors(List.of(new SuspendableProcessor()));
      boolean success = task.call();
      return new Outcome(
          success,
          diagnostics.getDiagnostics().stream()
              .map(
                  each ->
                      each.getKind() + ":" + each.getLineNumber() + ": " + each.getMessage(null))
              .toList(),
          files);
    }
  }

  private static List<Path> filesHere() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      return files.sorted().toList();
    }
  }

  @Test
  void classesThatAreNotGivenBackAreRefusedOnce() throws Exception {
    List<Path> before = filesHere();
    for (Function<JavaFileManager, Classes> kind :
        List.<Function<JavaFileManager, Classes>>of(Classes::new, ClassesAndResources::new)) {
      Outcome outcome = compile(kind, HOST, PLAIN);

      assertThat(outcome.success()).isFalse();
      assertThat(outcome.messages())
          .containsExactlyInAnyOrder("ERROR:7: " + HIDDEN, "ERROR:10: " + HIDDEN);
    }
    assertThat(filesHere()).isEqualTo(before);
  }

  @Test
  void withoutCoroutinesAllIsWell() throws Exception {
    List<Path> before = filesHere();
    for (Function<JavaFileManager, Classes> kind :
        List.<Function<JavaFileManager, Classes>>of(Classes::new, ClassesAndResources::new)) {
      Outcome outcome = compile(kind, PLAIN);

      assertThat(outcome.messages()).isEmpty();
      assertThat(outcome.success()).isTrue();
      assertThat(outcome.files().classes).containsOnlyKeys("app.Plain", "app.Plain$Inner");
      assertThat(outcome.files().resources).isEmpty();
    }
    assertThat(filesHere()).isEqualTo(before);
  }
}
