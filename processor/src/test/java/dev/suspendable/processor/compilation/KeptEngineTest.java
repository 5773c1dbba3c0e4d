package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The processor's classes stay loaded between the compilations of one JVM. Here javac loads the
 * processor from a jar, as builds do.
 */
class KeptEngineTest {
  private static final String NAME = "suspendable-processor ";

  private static final String SOURCE =
      """
      package app;
      import static dev.suspendable.Coroutines.await;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      class Host {
        @Suspendable
        static Task<Integer> plus(Task<Integer> a, Task<Integer> b) {
          return Task.of(await(a) + await(b));
        }
      }
      """;

  @TempDir private Path folder;

  /** A jar with the processor and its libraries; the comment makes different contents. */
  private Path jar(boolean saysSo, String comment) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Comment", comment);
    if (saysSo) {
      manifest.getMainAttributes().putValue("Suspendable-Complete", "true");
    }
    Path jar = folder.resolve(comment + ".jar");
    Set<String> names = new HashSet<>();
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      for (String each : Javac.PROCESSOR.split(File.pathSeparator)) {
        Path place = Path.of(each);
        if (Files.isDirectory(place)) {
          copy(place, entries, names);
        } else {
          try (FileSystem files = FileSystems.newFileSystem(place)) {
            copy(files.getPath("/"), entries, names);
          }
        }
      }
    }
    return jar;
  }

  private static void copy(Path root, JarOutputStream entries, Set<String> names)
      throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = root.relativize(file).toString().replace(File.separatorChar, '/');
        boolean isWanted =
            name.endsWith(".class")
                || name.startsWith("META-INF/services/")
                || name.startsWith("dev/suspendable/processor/");
        if (isWanted && !name.endsWith("module-info.class") && Files.isRegularFile(file)) {
          if (names.add(name)) {
            entries.putNextEntry(new JarEntry(name));
            entries.write(Files.readAllBytes(file));
          }
        }
      }
    }
  }

  /**
   * Compiles with the processors of some jars, one after the other, in a JVM that has no processor
   * itself. Prints after each compilation which loaders are kept, by the numbers of their keepers,
   * and in the end how many compilations are still referred to.
   */
  static final class Builds {
    private Builds() {}

    public static void main(String... args) throws IOException {
      Path folder = Path.of(args[0]);
      List<WeakReference<Object>> tasks = new ArrayList<>();
      for (int i = 2; i < args.length; i++) {
        tasks.add(compile(folder, args[1], args[i], folder.resolve("output" + (i - 2))));
        System.out.println(keepers());
      }
      for (int i = 0; i < 50 && !tasks.isEmpty(); i++) {
        System.gc();
        tasks.removeIf(task -> task.get() == null);
      }
      System.out.println(tasks.size() + " left");
    }

    private static WeakReference<Object> compile(
        Path folder, String classPath, String jar, Path output) throws IOException {
      Files.createDirectories(output);
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
        List<String> options =
            List.of(
                "-cp",
                classPath,
                "-processorpath",
                jar,
                "-d",
                output.toString(),
                "-Asuspendable.sources=" + output,
                "-Asuspendable.page=" + System.getProperty("page", "none"));
        Path source = folder.resolve("Host.java");
        CompilationTask task =
            compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(source));
        if (!task.call()) {
          throw new IllegalStateException("errors");
        }
        return new WeakReference<>(task);
      }
    }

    private static List<Long> keepers() {
      return Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith(NAME) && !thread.isInterrupted())
          .filter(thread -> thread.getContextClassLoader() != null)
          .map(Thread::getId)
          .sorted()
          .toList();
    }
  }

  private List<String> build(List<String> options, Path... jars)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("Host.java"), SOURCE);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", Javac.placeOf(Builds.class).toString(), Builds.class.getName()));
    command.addAll(List.of(folder.toString(), Javac.RUNTIME));
    Stream.of(jars).map(Path::toString).forEach(command::add);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return printed.lines().toList();
  }

  private void assertSameOutput(int first, int second) throws IOException {
    Path one = folder.resolve("output" + first);
    Path other = folder.resolve("output" + second);
    int count = 0;
    try (Stream<Path> files = Files.walk(one)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        assertThat(other.resolve(one.relativize(file))).hasSameBinaryContentAs(file);
        count++;
      }
    }
    assertThat(count).isGreaterThan(1);
  }

  /** And what is kept refers to nothing of a compilation. */
  @Test
  void oneLoaderForOneContent() throws Exception {
    Path jar = jar(true, "one");
    Path copy = Files.copy(jar, folder.resolve("copy.jar"));
    List<String> kept = build(List.of(), jar, jar, copy, jar, jar, jar, jar, jar);
    assertThat(kept.get(0)).matches("\\[\\d+]");
    assertThat(kept.subList(0, 8)).containsOnly(kept.get(0));
    assertThat(kept.get(8)).isEqualTo("0 left");
    assertSameOutput(0, 1);
  }

  /** The styles of the page are files in the jar, which the kept loader has too. */
  @Test
  void filesOfTheJar() throws Exception {
    Path jar = jar(true, "one");
    Path unkept = jar(false, "other");
    build(List.of("-Dpage=html"), jar, unkept);
    assertThat(folder.resolve("output0/coroutines.html")).isRegularFile();
    assertSameOutput(0, 1);
  }

  @Test
  void versionsSideBySide() throws Exception {
    Path one = jar(true, "one");
    Path two = jar(true, "two");
    List<String> kept = build(List.of(), one, two, one, two);
    assertThat(kept.get(1)).matches("\\[\\d+, \\d+]");
    assertThat(kept.subList(1, 4)).containsOnly(kept.get(1));
    assertSameOutput(0, 1);
  }

  /** A build that makes the processor itself has a new one each time. */
  @Test
  void theOldestAreGivenUp() throws Exception {
    Path[] jars = new Path[5];
    for (int i = 0; i < jars.length; i++) {
      jars[i] = jar(true, "version" + i);
    }
    assertThat(build(List.of(), jars).get(4)).matches("\\[\\d+, \\d+, \\d+]");
  }

  @Test
  void otherwiseTheLoaderIsThatOfJavac() throws Exception {
    Path incomplete = jar(false, "incomplete");
    Path complete = jar(true, "complete");
    assertThat(build(List.of(), incomplete)).containsExactly("[]", "0 left");
    assertThat(build(List.of("-Ddev.suspendable.keep=false"), complete))
        .containsExactly("[]", "0 left");
  }
}
