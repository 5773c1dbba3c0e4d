package dev.suspendable.processor.realcode;

import com.sun.management.OperatingSystemMXBean;
import com.sun.source.util.JavacTask;
import dev.suspendable.processor.SuspendableProcessor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Calls of javac. */
final class Compiling {
  private Compiling() {}

  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  /** An error: the file, the offset in it or -1, and the text. */
  record Problem(String file, long position, String message) {
    @Override
    public String toString() {
      return file + ":" + position + ": " + message;
    }
  }

  /** What came of a compilation, and the processor time that it took, of all threads. */
  record Result(List<Problem> errors, List<String> warnings, Duration time) {}

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(URI.create("mem://" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** A task that can be asked for trees. */
  static JavacTask task(Map<String, String> sources, String classPath) throws IOException {
    return task(sources, files(classPath), problem -> {});
  }

  private static JavacTask task(
      Map<String, String> sources,
      StandardJavaFileManager files,
      DiagnosticListener<JavaFileObject> diagnostics) {
    JavacTask task =
        (JavacTask) JAVAC.getTask(null, files, diagnostics, options(), null, units(sources));
    task.setProcessors(List.of());
    return task;
  }

  /** The errors of javac alone. */
  static List<Problem> analyze(Map<String, String> sources, String classPath) throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = files(classPath)) {
      task(sources, files, diagnostics).analyze();
    }
    return errors(diagnostics);
  }

  /** Compiles into an empty folder, with or without the processor. */
  static Result compile(
      Map<String, String> sources, String classPath, Path classes, boolean suspendable)
      throws IOException {
    Files.createDirectories(classes);
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    long start = cpuTime();
    try (StandardJavaFileManager files = files(classPath)) {
      files.setLocation(StandardLocation.CLASS_OUTPUT, List.of(classes.toFile()));
      Path generated = Files.createDirectories(classes.resolveSibling("frames"));
      files.setLocation(StandardLocation.SOURCE_OUTPUT, List.of(generated.toFile()));
      JavaCompiler.CompilationTask task =
          JAVAC.getTask(null, files, diagnostics, options(), null, units(sources));
      task.setProcessors(suspendable ? List.of(new SuspendableProcessor()) : List.of());
      task.call();
    }
    Duration time = Duration.ofNanos(cpuTime() - start);
    List<String> warnings =
        diagnostics.getDiagnostics().stream()
            .filter(each -> each.getKind() != Diagnostic.Kind.ERROR)
            .filter(each -> each.getMessage(Locale.ROOT).contains("[suspendable:"))
            .map(Compiling::located)
            .toList();
    return new Result(errors(diagnostics), warnings, time);
  }

  private static String located(Diagnostic<? extends JavaFileObject> warning) {
    JavaFileObject file = warning.getSource();
    return (file == null ? "" : file.getName() + ":" + warning.getLineNumber() + ": ")
        + warning.getMessage(Locale.ROOT);
  }

  private static List<Problem> errors(DiagnosticCollector<JavaFileObject> diagnostics) {
    List<Problem> errors = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> each : diagnostics.getDiagnostics()) {
      if (each.getKind() == Diagnostic.Kind.ERROR) {
        JavaFileObject file = each.getSource();
        errors.add(
            new Problem(
                file == null ? "" : file.getName(),
                each.getPosition(),
                each.getMessage(Locale.ROOT)));
      }
    }
    return errors;
  }

  private static long cpuTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static List<String> options() {
    return List.of(
        "-g",
        // Newer ones have methods that some libraries' own clash with.
        "--release",
        "17",
        // All errors at once, not those of the first class that has some.
        "--should-stop=ifError=FLOW",
        "-Xmaxerrs",
        "1000000",
        "-Xmaxwarns",
        "1000000");
  }

  private static StandardJavaFileManager files(String classPath) throws IOException {
    StandardJavaFileManager files = JAVAC.getStandardFileManager(null, Locale.ROOT, null);
    files.handleOption("-classpath", List.of(classPath).iterator());
    return files;
  }

  private static List<Source> units(Map<String, String> sources) {
    List<Source> units = new ArrayList<>();
    sources.forEach((path, text) -> units.add(new Source(path, text)));
    return units;
  }
}
