package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import dev.suspendable.processor.SuspendableProcessor;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compiler as programs call it: step by step, in several threads, as a tool. */
final class StepwiseTest {
  private static final String HOST =
      """
      package app;

      import static dev.suspendable.Coroutines.await;

      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;

      public class NAME {
        private int calls;

        enum Mode { ONE, TWO }

        static class Nested {
          @Suspendable
          Task<Integer> work(Other<Integer> other, Mode mode) {
            Runnable r = () -> {};
            int x = switch (mode) { case ONE -> await(Task.of(other.value)); case TWO -> 3; };
            return Task.of(x + Other.ONE);
          }
        }

        @Suspendable
        Task<Integer> work() {
          calls += await(new Nested().work(new Other<>(4), Mode.ONE));
          return Task.of(calls);
        }

        public static int run() throws Exception {
          return Task.syncWait(new NAME().work());
        }
      }
      """;

  private static final String OTHER =
      """
      package app;

      class Other<T> {
        static final int ONE = 1;
        final T value;

        Other(T value) {
          this.value = value;
        }
      }
      """;

  @TempDir Path folder;

  private final Map<String, String> sources = new LinkedHashMap<>();

  StepwiseTest() {
    sources.put("A", HOST.replace("NAME", "A"));
    sources.put("Other", OTHER);
    sources.put("B", HOST.replace("NAME", "B"));
  }

  private Set<String> properties = Set.of();

  @BeforeEach
  void noteProperties() {
    properties = ours();
  }

  private static Set<String> ours() {
    return System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("dev.suspendable"))
        .collect(Collectors.toSet());
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(ours()).isEqualTo(properties);
  }

  private interface Use {
    void of(JavacTask task) throws Exception;
  }

  private List<String> use(Use use, String... options) throws Exception {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    javax.tools.JavaCompiler javac = javax.tools.ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> all = new ArrayList<>(List.of("-cp", Javac.RUNTIME, "-d", out().toString()));
      all.addAll(List.of(options));
      JavacTask task =
          (JavacTask)
              javac.getTask(
                  null, files, diagnostics, all, null, files.getJavaFileObjectsFromPaths(write()));
      if (!all.contains("-proc:none")) {
        task.setProcessors(List.of(new SuspendableProcessor()));
      }
      use.of(task);
    }
    return diagnostics.getDiagnostics().stream()
        .map(each -> each.getKind() + " " + each.getMessage(Locale.ROOT))
        .toList();
  }

  private Path out() throws IOException {
    return Files.createDirectories(folder.resolve("out"));
  }

  private List<Path> write() throws IOException {
    List<Path> paths = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path path = folder.resolve("src/app/" + source.getKey() + ".java");
      Files.createDirectories(path.getParent());
      paths.add(Files.writeString(path, source.getValue()));
    }
    return paths;
  }

  private int run(String name) throws Exception {
    URL[] urls = {out().toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, StepwiseTest.class.getClassLoader())) {
      return (int) loader.loadClass("app." + name).getMethod("run").invoke(null);
    }
  }

  @Test
  void generate() throws Exception {
    assertThat(use(JavacTask::generate)).isEmpty();
    assertThat(run("A")).isEqualTo(5);
    assertThat(run("B")).isEqualTo(5);
  }

  @Test
  void eachStep() throws Exception {
    assertThat(
            use(
                task -> {
                  task.parse();
                  task.analyze();
                  task.generate();
                }))
        .isEmpty();
    assertThat(run("A")).isEqualTo(5);
    assertThat(run("B")).isEqualTo(5);
  }

  @Test
  void analyzeOnly() throws Exception {
    assertThat(use(JavacTask::analyze)).isEmpty();
    try (var files = Files.walk(out())) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void analyzeTellsWhatIsWrong() throws Exception {
    sources.put("A", HOST.replace("NAME", "A").replace("@Suspendable\n  Task", "Task"));

    assertThat(use(JavacTask::analyze))
        .singleElement()
        .asString()
        .contains("[suspendable:outside-coroutine]");
  }

  @Test
  void generateAgain() throws Exception {
    assertThat(use(JavacTask::generate)).isEmpty();
    assertThat(use(JavacTask::generate)).isEmpty();
    assertThat(run("A")).isEqualTo(5);
  }

  @Test
  void errorsLeaveNothingBehind() throws Exception {
    sources.put("C", "package app; class C { nonsense }");

    assertThat(use(JavacTask::generate)).isNotEmpty();
    assertThat(out().resolve("app/A.class")).doesNotExist();
  }

  @Test
  void thePluginNoticesThatTheProcessorIsOff() throws Exception {
    for (Use use : List.<Use>of(JavacTask::generate, JavacTask::call)) {
      assertThat(use(use, "-proc:none", "-Xplugin:Suspendable", "-processorpath", Javac.PROCESSOR))
          .hasSize(4)
          .allMatch(message -> message.contains("[suspendable:unbound]"));
    }
  }

  @Test
  void thePluginIsSilentWhereTheProcessorIsOn() throws Exception {
    assertThat(use(JavacTask::generate, "-Xplugin:Suspendable", "-processorpath", Javac.PROCESSOR))
        .isEmpty();
    assertThat(use(JavacTask::analyze, "-Xplugin:Suspendable", "-processorpath", Javac.PROCESSOR))
        .isEmpty();
    assertThat(run("A")).isEqualTo(5);
  }

  @Test
  void severalAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Use use = i % 2 == 0 ? JavacTask::call : JavacTask::generate;
        Path own = folder.resolve("own" + i);
        tasks.add(
            () -> {
              StepwiseTest test = new StepwiseTest();
              test.folder = own;
              assertThat(test.use(use)).isEmpty();
              return test.run("A") + test.run("B");
            });
      }
      for (Future<Integer> each : threads.invokeAll(tasks)) {
        assertThat(each.get()).isEqualTo(10);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void asATool() throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-processorpath", Javac.PROCESSOR, "-cp", Javac.RUNTIME, "-d", out().toString()));
    write().forEach(path -> arguments.add(path.toString()));

    int exit =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));

    assertThat(exit).isEqualTo(0);
    assertThat(run("A")).isEqualTo(5);
  }
}
