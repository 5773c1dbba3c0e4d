package dev.suspendable.processor.compilation;

import com.palantir.javapoet.JavaFile;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.processor.SuspendableProcessor;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** One run of javac in memory, with the runtime on the class path. */
public final class Javac {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** The runtime and the annotations, and nothing else that the tests have. */
  public static final String RUNTIME =
      placeOf(Task.class) + File.pathSeparator + placeOf(Suspendable.class);

  static {
    // Surefire sets it too; IDEs do not.
    System.setProperty("dev.suspendable.verify", "true");
    // What is compiled without the processor is meant to be so.
    System.setProperty("dev.suspendable.unbound", "allow");
  }

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<String> options = new ArrayList<>();
  private final List<Processor> processors = new ArrayList<>();
  private boolean writeOnce;
  private boolean discover;

  /** A run without sources, options and processors. */
  public Javac() {}

  /** The processor with its libraries. */
  public static final String PROCESSOR =
      Stream.of(SuspendableProcessor.class, JavaFile.class, ClassReader.class, ClassNode.class)
          .map(Javac::placeOf)
          .distinct()
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));

  /** The jar or folder that a class was loaded from. */
  public static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds a source file, such as {@code app/Host.java}. */
  public Javac source(String path, String text) {
    sources.put(path, text);
    return this;
  }

  /** Adds source files, by path. */
  public Javac sources(Map<String, String> more) {
    sources.putAll(more);
    return this;
  }

  /** Adds options. */
  public Javac options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Lets no class file be written a second time, as the binder does. */
  public Javac writeOnce() {
    writeOnce = true;
    return this;
  }

  /** Lets javac find processors itself, along {@code -processorpath}. */
  public Javac discover() {
    discover = true;
    return this;
  }

  /** Adds the processor under test. */
  public Javac suspendable() {
    return processor(new SuspendableProcessor());
  }

  /** Adds a processor. */
  public Javac processor(Processor processor) {
    processors.add(processor);
    return this;
  }

  /**
   * A message of javac or of ours.
   *
   * @param file its source file, empty if it has none
   * @param line its line, from 1
   * @param column its column, from 1
   * @param kind its kind
   * @param code what javac calls it
   * @param text its text
   */
  public record Message(
      String file, long line, long column, Diagnostic.Kind kind, String code, String text) {
    @Override
    public String toString() {
      return file + ":" + line + ":" + column + ": " + kind + ": " + text + " (" + code + ")";
    }
  }

  /**
   * What came out.
   *
   * @param success whether javac said so
   * @param messages all messages, in order
   * @param classes files by path, such as {@code app/Host.class}
   * @param generated generated sources by path
   */
  public record Result(
      boolean success,
      List<Message> messages,
      Map<String, byte[]> classes,
      Map<String, byte[]> generated) {

    /** A generated source. */
    public String generated(String path) {
      byte[] source = generated.get(path);
      if (source == null) {
        throw new AssertionError(path + " is not among " + generated.keySet());
      }
      return new String(source, StandardCharsets.UTF_8);
    }
  }

  /** Compiles. */
  public Result run() {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<Source> files = new ArrayList<>();
    sources.forEach((path, text) -> files.add(new Source(path, text)));
    // Not shared between runs: it keeps the locations that options have set.
    StandardJavaFileManager standard =
        COMPILER.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8);
    MemoryFiles memory = new MemoryFiles(standard, writeOnce);
    List<String> all = new ArrayList<>(options);
    if (!options.contains("-p") && !options.contains("-cp")) {
      all.addAll(List.of("-cp", RUNTIME));
    }
    JavaCompiler.CompilationTask task =
        COMPILER.getTask(null, memory, diagnostics, all, null, files);
    task.setLocale(Locale.ROOT);
    if (!discover) {
      task.setProcessors(processors);
    }
    boolean success = task.call();
    List<Message> messages = diagnostics.getDiagnostics().stream().map(Javac::message).toList();
    return new Result(success, messages, memory.classes(), memory.sources());
  }

  private static Message message(Diagnostic<? extends JavaFileObject> diagnostic) {
    JavaFileObject file = diagnostic.getSource();
    return new Message(
        file == null ? "" : file.getName().substring(1),
        diagnostic.getLineNumber(),
        diagnostic.getColumnNumber(),
        diagnostic.getKind(),
        String.valueOf(diagnostic.getCode()),
        diagnostic.getMessage(Locale.ROOT));
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(URI.create("source:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
