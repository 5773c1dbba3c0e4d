package dev.suspendable.processor.intellij;

import dev.suspendable.Task;
import dev.suspendable.processor.SuspendableProcessor;
import dev.suspendable.processor.compilation.Javac;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import org.jetbrains.jps.javac.JavacMain;
import org.jetbrains.jps.javac.OutputFileObject;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * A build by an imitation of IntelliJ IDEA's builder. It writes each file that it gets. A class
 * that it got with its name it registers, and when javac has ended, it instruments what it
 * registered and writes that: as IDEA does to check {@code @NotNull}. What has not been registered
 * is lost then.
 */
final class JpsBuild {
  /** The instrumentation puts this annotation on each class. */
  static final String INSTRUMENTED = "Linstrumentation/Instrumented;";

  private final Path folder;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<String> options = new ArrayList<>();
  private final List<Processor> processors = new ArrayList<>();
  private final List<Got> got = new ArrayList<>();
  private final Map<String, Got> registered = new TreeMap<>();
  private Server server = Server.NONE;
  private boolean tracksProcessors = true;
  private boolean success;
  private List<String> messages = List.of();

  JpsBuild(Path folder) {
    this.folder = folder;
  }

  /** Where the builder is, seen from javac. */
  enum Server {
    /** In the same process: it writes a file while javac closes it. */
    NONE,
    /** In another process, where nothing arrives before javac has ended. */
    LATE,
    /**
     * In another process, which writes nothing until javac waits for it, and then in two pieces.
     */
    SLOW
  }

  /** A file as the builder got it, in the same process or over a socket. */
  record Got(
      Path file, @Nullable String className, List<URI> sources, boolean isGenerated, byte[] bytes) {
    static Got of(OutputFileObject file) {
      return new Got(
          file.getFile().toPath(),
          file.getClassName(),
          file.getSourceUris(),
          file.isGenerated(),
          file.getContent().clone());
    }
  }

  JpsBuild source(String file, String text) {
    sources.put(file, text);
    return this;
  }

  JpsBuild options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  JpsBuild processor(Processor processor) {
    processors.add(processor);
    return this;
  }

  JpsBuild server(Server kind) {
    server = kind;
    return this;
  }

  /** As with {@code -Djps.track.ap.dependencies=false}. */
  JpsBuild withoutTracking() {
    tracksProcessors = false;
    return this;
  }

  JpsBuild run() throws Exception {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<File> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve("src").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source.getValue()).toFile());
    }
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-s", Files.createDirectories(folder.resolve("generated")).toString()));
    processors.add(new SuspendableProcessor());
    BlockingQueue<Got> socket = new LinkedBlockingQueue<>();
    Thread javac = Thread.currentThread();
    CompletableFuture<Void> other = new CompletableFuture<>();
    if (server == Server.SLOW) {
      other = CompletableFuture.runAsync(() -> serve(socket, javac));
    }
    success =
        JavacMain.compile(
            all,
            files,
            Stream.of(Javac.RUNTIME.split(File.pathSeparator)).map(File::new).toList(),
            Files.createDirectories(out()).toFile(),
            processors,
            diagnostics,
            file -> {
              if (server == Server.NONE) {
                save(Got.of(file), null);
              } else {
                socket.add(Got.of(file));
              }
            },
            tracksProcessors);
    if (server == Server.SLOW) {
      socket.add(new Got(folder, null, List.of(), false, new byte[0]));
      other.join();
    } else {
      socket.forEach(each -> save(each, null));
    }
    messages =
        diagnostics.getDiagnostics().stream()
            .map(
                each ->
                    each.getLineNumber()
                        + ":"
                        + each.getColumnNumber()
                        + ": "
                        + each.getKind()
                        + ": "
                        + each.getMessage(Locale.ROOT))
            .toList();
    if (success) {
      instrument();
    }
    return this;
  }

  private void serve(BlockingQueue<Got> socket, Thread javac) {
    try {
      for (Got each = socket.take(); !each.file().equals(folder); each = socket.take()) {
        save(each, javac);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void save(Got file, @Nullable Thread javac) {
    got.add(file);
    if (file.className() != null) {
      registered.put(file.className(), file);
    }
    try {
      Files.createDirectories(file.file().getParent());
      if (javac != null) {
        awaitWaiting(javac);
        byte[] half = java.util.Arrays.copyOf(file.bytes(), file.bytes().length / 2);
        Files.write(file.file(), half);
        awaitWaiting(javac);
      }
      Files.write(file.file(), file.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Until javac waits for a file, or does not wait for this one because it has ended. */
  private static void awaitWaiting(Thread javac) {
    while (javac.getState() != Thread.State.TIMED_WAITING
        && javac.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  private void instrument() throws IOException {
    for (Got each : registered.values()) {
      ClassReader reader = new ClassReader(each.bytes());
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(writer, 0);
      writer.visitAnnotation(INSTRUMENTED, false).visitEnd();
      Files.write(each.file(), writer.toByteArray());
    }
  }

  Path out() {
    return folder.resolve("out");
  }

  boolean success() {
    return success;
  }

  List<String> messages() {
    return messages;
  }

  /** What the builder got, in order. */
  List<Got> got() {
    return got;
  }

  /** Calls {@code static … run()} of a class that has been built. */
  @Nullable Object call(String className) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {out().toUri().toURL()}, Task.class.getClassLoader())) {
      var method = loader.loadClass(className).getDeclaredMethod("run");
      method.setAccessible(true);
      return method.invoke(null);
    }
  }
}
