package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.io.File;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** The {@code javac} and {@code java} commands, as a person types them. */
final class CommandLineTest {
  private static final String PROGRAM =
      """
      package app;

      import static dev.suspendable.Coroutines.await;
      import static dev.suspendable.Coroutines.yieldValue;

      import dev.suspendable.Generator;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      import java.util.concurrent.CompletableFuture;

      public class Main {
        private int calls;

        @Suspendable
        private Task<Integer> total(int count) {
          int sum = 0;
          for (int i : range(count)) {
            sum += await(CompletableFuture.supplyAsync(() -> i));
            calls++;
          }
          return Task.of(sum);
        }

        @Suspendable
        static Generator<Integer> range(int count) {
          for (int i = 0; i < count; i++) {
            yieldValue(i);
          }
          return Generator.end();
        }

        public static void main(String[] args) throws Exception {
          Main main = new Main();
          System.out.println(Task.syncWait(main.total(10)) + " in " + main.calls + " calls");
        }
      }
      """;

  @TempDir Path folder;

  private record Outcome(int exit, String out) {}

  private Outcome run(String tool, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    int exit = process.waitFor();
    return new Outcome(exit, Files.readString(out));
  }

  private Outcome java() throws Exception {
    return run("java", "-ea", "-cp", "classes" + File.pathSeparator + Javac.RUNTIME, "app.Main");
  }

  private Path source() throws Exception {
    return Files.writeString(folder.resolve("Main.java"), PROGRAM);
  }

  @Test
  void withTheProcessor() throws Exception {
    Outcome compiled =
        run(
            "javac",
            "-Xlint:all",
            "-Werror",
            "-processorpath",
            Javac.PROCESSOR,
            "-cp",
            Javac.RUNTIME,
            "-Asuspendable.sources=frames",
            "-d",
            "classes",
            source().toString());

    assertThat(compiled).isEqualTo(new Outcome(0, ""));
    assertThat(java()).isEqualTo(new Outcome(0, "45 in 10 calls" + System.lineSeparator()));
    try (Stream<Path> files = Files.list(folder.resolve("frames/app"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.endsWith(".java"))
          .anyMatch(name -> name.startsWith("Main$$total$"));
    }
    try (Stream<Path> files = Files.list(folder.resolve("classes/app"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("Main.class")
          .allMatch(name -> name.endsWith(".class"))
          .anyMatch(name -> name.startsWith("Main$$range$") && name.endsWith(".class"));
    }
  }

  @Test
  void withoutTheProcessorEachCoroutineIsAnError() throws Exception {
    Outcome compiled = run("javac", "-cp", Javac.RUNTIME, "-d", "classes", source().toString());

    assertThat(compiled.exit()).isEqualTo(1);
    assertThat(compiled.out()).contains("[suspendable:unbound]").contains("2 errors");
  }

  /** javac then looks for plugins there only. */
  @Test
  void withAProcessorPathOfOthersNothingIsNoticed() throws Exception {
    Outcome compiled =
        run(
            "javac",
            "-processorpath",
            "others",
            "-cp",
            Javac.RUNTIME,
            "-d",
            "classes",
            source().toString());

    assertThat(compiled).isEqualTo(new Outcome(0, ""));
  }

  @Test
  void onTheModulePathNothingIsNoticed() throws Exception {
    Path module = folder.resolve("module-info.java");
    Files.writeString(module, "module app { requires dev.suspendable.runtime; }");
    String modulePath =
        Stream.of(Task.class, Suspendable.class, NullMarked.class)
            .map(type -> Javac.placeOf(type).toString())
            .collect(Collectors.joining(File.pathSeparator));
    // A quick build has left it out.
    assumeThat(
            ModuleFinder.of(Javac.placeOf(Suspendable.class)).find("dev.suspendable.annotations"))
        .isPresent();

    assertThat(run("javac", "-p", modulePath, "-d", "classes", "" + module, "" + source()))
        .isEqualTo(new Outcome(0, ""));
  }

  @Test
  void withoutTheProcessorTheFirstSuspensionTellsWhatIsMissing() throws Exception {
    Outcome compiled =
        run(
            "javac",
            "-Xlint:all",
            "-Werror",
            "-Xplugin:Suspendable unbound=allow",
            "-cp",
            Javac.RUNTIME,
            "-d",
            "classes",
            source().toString());
    Outcome ran = java();

    assertThat(compiled).isEqualTo(new Outcome(0, ""));
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out())
        .contains(
            "java.lang.IllegalStateException: app.Main.range (Main.java:27) suspends, but its class"
                + " was compiled without the Suspendable annotation processor; add"
                + " dev.suspendable:suspendable-processor to annotationProcessorPaths (or"
                + " -processorpath), or annotate the method with @Suspendable");
  }

  /** With preview features, which only a Java of its own can run. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_23)
  void guardsOfPrimitivePatterns() throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("Main.java"),
            """
            package app;

            import static dev.suspendable.Coroutines.await;

            import dev.suspendable.Task;
            import dev.suspendable.annotations.Suspendable;

            class Main {
              @Suspendable
              static Task<String> ofInt(int value, Task<Integer> limit) {
                return Task.of(
                    switch (value) {
                      case byte b when b > await(limit) -> "byte";
                      case int i when i > await(limit) -> "int";
                      case int i -> "less";
                    });
              }

              @Suspendable
              static Task<String> ofLong(long value, Task<Integer> limit) {
                switch (value) {
                  case 3L -> {
                    return Task.of("three");
                  }
                  case int i when i > await(limit) -> {
                    return Task.of("int");
                  }
                  case Long l -> {
                    return Task.of("Long");
                  }
                }
              }

              @Suspendable
              static Task<String> ofInteger(Integer value, Task<Integer> limit) {
                return Task.of(
                    switch (value) {
                      case int i when i > await(limit) -> "greater";
                      case int i -> "less";
                    });
              }

              public static void main(String[] args) throws Exception {
                Task<Integer> ten = Task.of(10);
                for (int i : new int[] {1, 100, 1000}) {
                  System.out.print(Task.syncWait(ofInt(i, ten)) + " ");
                }
                for (long i : new long[] {3, 4, 100, 1L << 40}) {
                  System.out.print(Task.syncWait(ofLong(i, ten)) + " ");
                }
                System.out.print(Task.syncWait(ofInteger(100, ten)));
              }
            }
            """);
    Outcome compiled =
        run(
            "javac",
            "--enable-preview",
            "--release",
            String.valueOf(Runtime.version().feature()),
            "-processorpath",
            Javac.PROCESSOR,
            "-cp",
            Javac.RUNTIME,
            "-d",
            "classes",
            source.toString());
    Outcome ran =
        run(
            "java",
            "--enable-preview",
            "-cp",
            "classes" + File.pathSeparator + Javac.RUNTIME,
            "app.Main");

    assertThat(compiled.exit()).isEqualTo(0);
    assertThat(ran).isEqualTo(new Outcome(0, "less byte int three Long int Long greater"));
  }

  /** The class has no name but the file's, and javac forgets it when it has entered it. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_25)
  void compactSourceFiles() throws Exception {
    String members =
        """
        int field = 3;

        record Pair(int x, int y) {}

        @Suspendable
        Task<Integer> f(int x) {
          int y = await(Task.of(x));
          return Task.of(y + field++ + await(new Pair(y, 1).x() > 3 ? Task.of(10) : Task.of(20)));
        }

        @Suspendable
        static Generator<Integer> g() {
          yieldValue(1);
          yieldValue(2);
          return Generator.end();
        }

        void main() throws Exception {
          IO.print(Task.syncWait(f(4)) + " " + field);
          for (int i : g()) {
            IO.print(" " + i);
          }
        }
        """;
    String imports =
        """
        import static dev.suspendable.Coroutines.await;
        import static dev.suspendable.Coroutines.yieldValue;
        import dev.suspendable.*;
        import dev.suspendable.annotations.Suspendable;
        """;
    // In the working directory, where javac looks for the sources of other classes.
    Files.writeString(folder.resolve("Compact.java"), imports + members);
    Files.writeString(
        folder.resolve("WithModule.java"), "import module java.base;\n" + imports + members);
    for (String name : List.of("Compact", "WithModule")) {
      for (String classPath : List.of(Javac.RUNTIME, "." + File.pathSeparator + Javac.RUNTIME)) {
        Outcome compiled =
            run(
                "javac",
                "-Xlint:all",
                "-Werror",
                "-processorpath",
                Javac.PROCESSOR,
                "-cp",
                classPath,
                "-d",
                "classes",
                name + ".java");
        Outcome ran = run("java", "-cp", "classes" + File.pathSeparator + Javac.RUNTIME, name);

        assertThat(compiled).isEqualTo(new Outcome(0, ""));
        assertThat(ran).isEqualTo(new Outcome(0, "17 4 1 2"));
      }
    }
  }

  @Test
  void errorsFailTheCommand() throws Exception {
    Files.writeString(
        folder.resolve("Wrong.java"),
        """
        import dev.suspendable.Coroutines;
        import dev.suspendable.Task;
        class Wrong {
          int await(Task<Integer> task) {
            return Coroutines.await(task);
          }
        }
        """);
    Outcome compiled =
        run(
            "javac",
            "-processorpath",
            Javac.PROCESSOR,
            "-cp",
            Javac.RUNTIME,
            "-d",
            "classes",
            "Wrong.java");

    assertThat(compiled.exit()).isEqualTo(1);
    assertThat(compiled.out())
        .isEqualToIgnoringNewLines(
            """
            Wrong.java:5: error: await suspends, but await is not @Suspendable; annotate the method \
            @Suspendable and let it return a coroutine type such as Task \
            [suspendable:outside-coroutine]
                return Coroutines.await(task);
                                 ^
            1 error
            """);
    assertThat(folder.resolve("classes/Wrong.class")).doesNotExist();
  }

  /** Frames' files have names of their own, which must fit into a folder. */
  @Test
  void namesLongerThanThoseOfFiles() throws Exception {
    String method = "m" + "x".repeat(300);
    String nested = "N" + "y".repeat(220);
    Path source =
        Files.writeString(
            folder.resolve("Main.java"),
            PROGRAM
                .replace("total(", method + "(")
                .replace("range(", "p" + "\u00e4".repeat(150) + "(")
                .replace(
                    "private int calls;",
                    """
                    private int calls;
                    static class %s {
                      @Suspendable static Task<Integer> a(int x) { return Task.of(await(Task.of(x))); }
                      @Suspendable static Task<Integer> b(int x) { return Task.of(await(a(x))); }
                    }"""
                        .formatted(nested))
                .replace("calls++;", "calls += await(" + nested + ".b(1));"));
    Outcome compiled =
        run(
            "javac",
            "-encoding",
            "UTF-8",
            "-processorpath",
            Javac.PROCESSOR,
            "-cp",
            Javac.RUNTIME,
            "-Asuspendable.sources=output",
            "-d",
            "classes",
            source.toString());

    assertThat(compiled).isEqualTo(new Outcome(0, ""));
    assertThat(java()).isEqualTo(new Outcome(0, "45 in 10 calls" + System.lineSeparator()));
    try (Stream<Path> files = Files.list(folder.resolve("classes/app"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.contains("$$"))
          .hasSize(8)
          .allMatch(name -> name.matches("[ -~]+"));
    }
  }

  /** Since JDK 23 javac runs no processors that it only finds on the class path. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_23)
  void onTheClassPathOnlyThePluginTells() throws Exception {
    String classPath = Javac.PROCESSOR + File.pathSeparator + Javac.RUNTIME;
    String source = source().toString();
    Outcome compiled = run("javac", "-cp", classPath, "-d", "classes", source);

    assertThat(compiled.exit()).isEqualTo(1);
    assertThat(compiled.out()).contains("[suspendable:unbound]").contains("2 errors");
    assertThat(run("javac", "-proc:full", "-cp", classPath, "-d", "classes", source).exit())
        .isEqualTo(0);
    assertThat(java()).isEqualTo(new Outcome(0, "45 in 10 calls" + System.lineSeparator()));
  }

  @Test
  void thePluginFailsTheCommandWhereTheProcessorIsOff() throws Exception {
    Outcome compiled =
        run(
            "javac",
            "-proc:none",
            "-Xplugin:Suspendable",
            "-processorpath",
            Javac.PROCESSOR,
            "-cp",
            Javac.RUNTIME,
            "-d",
            "classes",
            source().toString());

    assertThat(compiled.exit()).isEqualTo(1);
    assertThat(compiled.out()).contains("[suspendable:unbound]").contains("2 errors");
    assertThat(folder.resolve("classes/app/Main.class")).doesNotExist();
  }
}
