package dev.suspendable.processor.bind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
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
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** One run of javac over real files, with frames bound into what it makes. */
final class Build {
  private final Path folder;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<Frames> frames = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private boolean generatedLines;
  private @Nullable Path out;
  private List<String> messages = List.of();
  private List<String> largeMethods = List.of();
  private boolean success;

  /** A build in {@code folder}: sources in {@code src}, classes in {@code out}. */
  Build(Path folder) {
    this.folder = folder;
    this.out = folder.resolve("out");
  }

  Build source(String file, String text) {
    sources.put(file, text);
    return this;
  }

  Build frame(Frames frame) {
    frames.add(frame);
    return this;
  }

  Build options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  Build withoutOutputFolder() {
    out = null;
    return this;
  }

  Build outputFolder(Path output) {
    out = output;
    return this;
  }

  Build generatedLines() {
    generatedLines = true;
    return this;
  }

  Path out() {
    return out == null ? folder.resolve("src") : out;
  }

  /** Compiles. */
  Build run() {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> all = new ArrayList<>(options);
      if (out != null) {
        all.addAll(List.of("-d", Files.createDirectories(out).toString()));
      }
      JavaCompiler.CompilationTask task =
          javac.getTask(
              null, files, diagnostics, all, null, files.getJavaFileObjectsFromPaths(write()));
      FramesProcessor processor = new FramesProcessor(frames, generatedLines);
      task.setProcessors(List.of(processor));
      success = task.call();
      largeMethods = processor.largeMethods();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    messages =
        diagnostics.getDiagnostics().stream()
            .filter(each -> each.getKind() != Diagnostic.Kind.NOTE)
            .map(each -> each.getMessage(Locale.ROOT))
            .toList();
    return this;
  }

  /** Compiles, and fails the test if there is any error or warning. */
  Build runCleanly() {
    run();
    if (!success || !messages.isEmpty()) {
      throw new AssertionError(String.join("\n", messages));
    }
    return this;
  }

  boolean success() {
    return success;
  }

  List<String> messages() {
    return messages;
  }

  List<String> largeMethods() {
    return largeMethods;
  }

  byte[] classFile(String binaryName) throws IOException {
    return Files.readAllBytes(out().resolve(binaryName.replace('.', '/') + ".class"));
  }

  /** Calls {@code static … run()} of a class. Exceptions of its own come out as they are. */
  @Nullable Object call(String className, Path... classPath) throws Exception {
    List<URL> urls = new ArrayList<>();
    urls.add(out().toUri().toURL());
    for (Path each : classPath) {
      urls.add(each.toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      var method = loader.loadClass(className).getDeclaredMethod("run");
      method.setAccessible(true);
      return method.invoke(null);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception exception) {
        throw exception;
      }
      throw e;
    }
  }

  private List<Path> write() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve("src").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source.getValue()));
    }
    return files;
  }

  static String lines(String... lines) {
    return List.of(lines).stream().collect(Collectors.joining("\n"));
  }
}
