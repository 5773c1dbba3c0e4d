package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import dev.suspendable.processor.SuspendableProcessor;
import dev.suspendable.processor.testing.IdleProcessor;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * javac reads, attributes and generates with the processor exactly the files that it does without.
 * What lies on the source path besides may be broken.
 */
final class SameFilesTest {
  private static final String HOST =
      """
      package app;

      import static dev.suspendable.Coroutines.await;

      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;

      public class Host {
        @Suspendable
        static Task<Integer> work(int x) {
          int y = await(Task.of(x));
          /* more */
          return Task.of(y + 1);
        }

        public static int run() throws Exception {
          return Task.syncWait(work(1));
        }
      }
      """;

  private static final String BROKEN = "package app; class %s { nonsense }";

  @TempDir Path folder;

  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<String> roots = new ArrayList<>(List.of("app/Host.java"));

  private SameFilesTest file(String name, String text) {
    files.put(name, text);
    return this;
  }

  private SameFilesTest broken(String... simpleNames) {
    for (String name : simpleNames) {
      file("app/" + name + ".java", BROKEN.formatted(name));
    }
    return this;
  }

  private SameFilesTest root(String name) {
    roots.add(name);
    return this;
  }

  /** What javac has done. */
  private record Run(Set<String> events, List<String> messages, boolean success, Path out) {}

  private Run javac(String name, List<Processor> processors, List<String> options)
      throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    Set<String> events = new TreeSet<>();
    Path src = folder.resolve("src");
    Path out = Files.createDirectories(folder.resolve(name));
    try (StandardJavaFileManager manager =
        javac.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> all = new ArrayList<>(List.of("-d", out.toString()));
      all.addAll(options);
      JavacTask task =
          (JavacTask)
              javac.getTask(
                  null,
                  manager,
                  diagnostics,
                  all,
                  null,
                  manager.getJavaFileObjectsFromPaths(roots.stream().map(src::resolve).toList()));
      task.setProcessors(processors);
      task.addTaskListener(
          new TaskListener() {
            @Override
            public void finished(TaskEvent event) {
              if (event.getSourceFile() != null) {
                events.add(
                    event.getKind()
                        + " "
                        + src.relativize(Path.of(event.getSourceFile().toUri()))
                        + " "
                        + (event.getKind() == TaskEvent.Kind.GENERATE
                            ? event.getTypeElement()
                            : ""));
              }
            }
          });
      boolean success = task.call();
      List<String> messages =
          diagnostics.getDiagnostics().stream()
              .map(each -> each.getKind() + " " + each.getMessage(Locale.ROOT))
              .distinct()
              .toList();
      return new Run(events, messages, success, out);
    }
  }

  private Path src() throws IOException {
    Path src = folder.resolve("src");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = src.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return src;
  }

  /** Compiles with and without us. */
  private Run same(String... options) throws IOException {
    files.putIfAbsent("app/Host.java", HOST);
    src();
    Run plain = javac("plain", List.of(), List.of(options));
    Run idle = javac("idle", List.of(new IdleProcessor("*")), List.of(options));
    Run bound = javac("bound", List.of(new SuspendableProcessor()), List.of(options));

    assertThat(bound.events()).isEqualTo(plain.events());
    // Where there is any processor, javac says that it has not processed what it found by itself.
    assertThat(bound.messages()).isEqualTo(idle.messages());
    assertThat(bound.success()).isEqualTo(plain.success());
    return bound;
  }

  private String sourcePath() {
    return folder.resolve("src").toString();
  }

  private String classPathWithSources() {
    return sourcePath() + File.pathSeparator + Javac.RUNTIME;
  }

  private static int run(Run run) throws Exception {
    URL[] urls = {run.out().toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, SameFilesTest.class.getClassLoader())) {
      return (int) loader.loadClass("app.Host").getMethod("run").invoke(null);
    }
  }

  private void sameAndRuns(String... options) throws Exception {
    Run run = same(options);

    assertThat(run.success()).isTrue();
    assertThat(run(run)).isEqualTo(2);
  }

  @Test
  void neighboursOnTheSourcePath() throws Exception {
    broken("Neighbour", "Other").file("lib/Far.java", "package lib; class Far { nonsense }");

    sameAndRuns("-cp", Javac.RUNTIME, "-sourcepath", sourcePath(), "-Xlint:all", "-Werror");
  }

  @Test
  void neighboursOnTheClassPath() throws Exception {
    broken("Neighbour", "Other").file("lib/Far.java", "package lib; class Far { nonsense }");

    sameAndRuns("-cp", classPathWithSources());
  }

  @Test
  void namesOfJavaLangOnTheSourcePath() throws Exception {
    broken("String", "Object", "Integer", "Override", "Throwable", "SuppressWarnings", "Class");
    broken("StackTraceElement", "Void", "IllegalStateException");
    file(
        "app/Host.java",
        HOST.replace("Task<Integer>", "Task<java.lang.Integer>")
            .replace("/* more */", "System.out.print(java.lang.String.valueOf(\"\"));"));

    sameAndRuns("-cp", Javac.RUNTIME, "-sourcepath", sourcePath());
  }

  @Test
  void namesOfJavaLangOnTheClassPathInSources() throws Exception {
    broken("Object", "Override", "Throwable", "SuppressWarnings", "StackTraceElement");

    sameAndRuns("-cp", classPathWithSources());
  }

  @Test
  void namesOfJavaLangInTheSameCompilation() throws Exception {
    for (String name :
        List.of("String", "Object", "Integer", "Throwable", "StackTraceElement", "Class")) {
      file("app/" + name + ".java", "package app; public class " + name + " { }");
      root("app/" + name + ".java");
    }
    file(
        "app/Host.java",
        HOST.replace("Task<Integer>", "Task<java.lang.Integer>")
            .replace("/* more */", "String s = await(Task.of(new String())); s.hashCode();"));

    sameAndRuns("-cp", Javac.RUNTIME);
  }

  @Test
  void namesOfJavaLangInClassFiles() throws Exception {
    for (String name : List.of("String", "Object", "Throwable", "Override")) {
      file("app/" + name + ".java", "package app; public class " + name + " { }");
      root("app/" + name + ".java");
    }
    roots.remove("app/Host.java");
    src();
    Path library = javac("library", List.of(), List.of()).out();
    files.clear();
    roots.clear();
    root("app/Host.java");

    sameAndRuns("-cp", library + File.pathSeparator + Javac.RUNTIME);
  }

  /** A class that javac finds only when it has long attributed the host. */
  @Test
  void aNameOfJavaLangThatIsCompiledLate() throws Exception {
    file("app/Late.java", "package app; class Late { String s = new String(3); }");
    file("app/String.java", "package app; class String { String(int x) { } }");
    file(
        "app/Host.java",
        HOST.replace(
            "/* more */",
            "System.out.print(\"\" + y.toString().length());"
                .replace("y.", "Integer.valueOf(y).")));
    root("app/Late.java");

    sameAndRuns("-cp", Javac.RUNTIME, "-sourcepath", sourcePath());
  }

  @Test
  void usedNeighboursAreCompiled() throws Exception {
    broken("Broken");
    file("app/Used.java", "package app; class Used { static int x() { return Third.X; } }");
    file("app/Third.java", "package app; class Third { static final int X = 0; }");
    file("app/Host.java", HOST.replace("/* more */", "y += Used.x() + await(Task.of(Used.x()));"));

    sameAndRuns("-cp", Javac.RUNTIME, "-sourcepath", sourcePath());
  }

  @Test
  void annotationsOfThePackageAreLeftAlone() throws Exception {
    file("app/package-info.java", "@Nonsense package app;");

    sameAndRuns("-cp", Javac.RUNTIME, "-sourcepath", sourcePath());
    sameAndRuns("-cp", classPathWithSources());
  }

  @Test
  void theErrorOfANeighbourThatIsUsedIsToldOnce() throws Exception {
    broken("Broken");
    file("app/Host.java", HOST.replace("/* more */", "Broken b = null;"));
    Run run = same("-cp", Javac.RUNTIME, "-sourcepath", sourcePath());

    assertThat(run.success()).isFalse();
  }

  @Test
  void inTheUnnamedPackage() throws Exception {
    file("Host.java", HOST.replace("package app;", ""));
    file("String.java", "class String { nonsense }");
    file("Other.java", "class Other { nonsense }");
    roots.clear();
    root("Host.java");
    Run run = same("-cp", Javac.RUNTIME, "-sourcepath", sourcePath());

    assertThat(run.success()).isTrue();
  }

  private static final String SECOND =
      """
      package app;

      import static dev.suspendable.Coroutines.await;

      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;

      public class Second<T extends Comparable<T>> {
        static final int ZERO = 0;
        final T value;

        Second(T value) {
          this.value = value;
        }

        class Inner {
          final int x;

          Inner(int x) {
            this.x = x;
          }
        }

        record Pair<A>(A left, int... right) {}

        sealed interface Shape permits Round, Flat {}

        record Round() implements Shape {}

        enum Flat implements Shape {
          ONE, TWO
        }

        @Suspendable
        static <X extends Exception> Task<Integer> zero(Class<X> type) throws X {
          return Task.of(await(Task.of(ZERO)));
        }

        protected static class Base {
          protected char letter = 'x';
        }
      }
      """;

  private static final String WITH_SECOND =
      """
      Second<String> second = new Second<>("a");
      y += await(Second.zero(RuntimeException.class));
      Second<String>.Inner inner = second.new Inner(await(Task.of(0)));
      Second.Pair<String> pair = new Second.Pair<>(second.value, await(Task.of(1)), 2);
      Second.Shape shape = await(Task.of(Second.Flat.ONE));
      int kind = switch ((Second.Flat) shape) { case ONE -> await(Task.of(0)); case TWO -> 1; };
      y += inner.x + pair.right().length - 2 + kind + Second.ZERO + second.value.length() - 1;
      y += await(Task.of(new Second.Base().letter)) - 'x';
      """;

  @Test
  void implicitClassesWithoutClassFiles() throws Exception {
    broken("Broken");
    file("app/Second.java", SECOND);
    file("app/Host.java", HOST.replace("/* more */", WITH_SECOND));
    Run run = same("-cp", Javac.RUNTIME, "-sourcepath", sourcePath(), "-implicit:none");

    assertThat(run.messages()).isEmpty();
    assertThat(run.out().resolve("app/Second.class")).doesNotExist();
    // Second is compiled by another run, as it is wherever -implicit:none is used.
    roots.clear();
    root("app/Second.java");
    Run second = javac("bound", List.of(new SuspendableProcessor()), List.of("-cp", Javac.RUNTIME));
    assertThat(second.messages()).isEmpty();
    assertThat(run(run)).isEqualTo(2);
  }

  @Test
  void implicitClasses() throws Exception {
    file("app/Second.java", SECOND);
    file("app/Host.java", HOST.replace("/* more */", WITH_SECOND));

    sameAndRuns("-cp", Javac.RUNTIME, "-sourcepath", sourcePath(), "-implicit:class");
  }
}
