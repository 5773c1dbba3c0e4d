package dev.suspendable.processor.intellij;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.intellij.JpsBuild.Got;
import dev.suspendable.processor.intellij.JpsBuild.Server;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Builds by IntelliJ IDEA's own builder, imitated. */
final class IntelliJTest {
  private static final String HOST =
      """
      package app;
      import static dev.suspendable.Coroutines.await;
      import static dev.suspendable.Coroutines.yieldValue;
      import dev.suspendable.Generator;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      class Host {
        private int calls;

        @Suspendable
        private Task<Integer> work(Task<Integer> task) {
          calls++;
          return Task.of(await(task) + Helper.help() + new Inner().calls());
        }

        interface Function {
          @Suspendable
          Task<Integer> apply(int x);
        }

        class Inner {
          int calls() {
            return calls;
          }

          @Suspendable
          static Generator<Integer> range(int count) {
            for (int i = 0; i < count; i++) {
              yieldValue(i);
            }
            return Generator.end();
          }
        }

        static Object run() throws InterruptedException {
          Function twice = x -> Task.of(2 * await(Task.of(x)));
          int sum = 0;
          for (int each : Inner.range(4)) {
            sum += each;
          }
          return Task.syncWait(new Host().work(Task.of(1000))) + " " + sum + " "
              + Task.syncWait(twice.apply(21));
        }
      }
      """;

  private static final String HELPER =
      """
      package app;
      class Helper {
        static int help() {
          return 200;
        }
      }
      """;

  @TempDir Path folder;

  @AfterEach
  void holdAgain() {
    System.clearProperty("dev.suspendable.intellij");
  }

  private JpsBuild build() {
    return new JpsBuild(folder).source("app/Host.java", HOST).source("app/Helper.java", HELPER);
  }

  private static List<String> classNames(JpsBuild build) {
    return build.got().stream().map(Got::className).toList();
  }

  private void assertInstrumented(JpsBuild build) throws IOException {
    try (Stream<Path> files = Files.walk(build.out())) {
      List<Path> classes = files.filter(each -> each.toString().endsWith(".class")).toList();
      assertThat(classes).hasSize(7);
      for (Path each : classes) {
        assertThat(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1))
            .as(each.toString())
            .contains(JpsBuild.INSTRUMENTED);
      }
    }
  }

  private static boolean isBound(Got file) {
    return ClassFacts.of(file.bytes()).mark() != null;
  }

  /** The builder gets each class once: with its name and source, and bound. */
  @ParameterizedTest
  @EnumSource(names = {"NONE", "LATE"})
  void classesAreBoundBeforeTheBuilderGetsThem(Server server) throws Exception {
    JpsBuild build = build().server(server).run();

    assertThat(build.messages()).isEmpty();
    assertThat(build.success()).isTrue();
    assertThat(build.call("app.Host")).isEqualTo("1201 6 42");
    assertThat(classNames(build)).hasSize(7).doesNotHaveDuplicates().doesNotContainNull();
    assertThat(build.got()).allSatisfy(each -> assertThat(each.sources()).hasSize(1));
    assertThat(build.got())
        .filteredOn(each -> !each.className().equals("app.Helper"))
        .filteredOn(each -> !each.className().equals("app.Host$Function"))
        .hasSize(5)
        .allMatch(IntelliJTest::isBound);
    assertInstrumented(build);
  }

  /** Frames are for people to read here as well. */
  @Test
  void sources() throws Exception {
    build().run();

    try (Stream<Path> files = Files.list(folder.resolve("suspendable/out/app"))) {
      assertThat(files).hasSize(3);
    }
    try (Stream<Path> files = Files.walk(folder.resolve("generated"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  /**
   * Where the file manager does not let itself be changed, the builder gets the classes twice, and
   * keeps what it gets last. In another process it may be slow, and half of a file is not a class.
   */
  @ParameterizedTest
  @EnumSource(names = {"NONE", "SLOW"})
  void classesAreBoundWhenTheyAreOnDisk(Server server) throws Exception {
    System.setProperty("dev.suspendable.intellij", "await");
    JpsBuild build = build().server(server).run();

    assertThat(build.messages()).isEmpty();
    assertThat(build.success()).isTrue();
    assertThat(build.call("app.Host")).isEqualTo("1201 6 42");
    assertThat(classNames(build)).doesNotContainNull();
    Map<String, Got> last =
        build.got().stream()
            .collect(Collectors.toMap(Got::className, each -> each, (one, other) -> other));
    assertThat(last).hasSize(7);
    assertThat(last.get("app.Host")).matches(IntelliJTest::isBound);
    assertThat(last.get("app.Host$Inner")).matches(IntelliJTest::isBound);
    assertInstrumented(build);
  }

  /** What is there from an earlier build is not taken for what javac has just written. */
  @ParameterizedTest
  @EnumSource(names = {"NONE", "LATE", "SLOW"})
  void again(Server server) throws Exception {
    if (server == Server.SLOW) {
      System.setProperty("dev.suspendable.intellij", "await");
    }
    build().run();
    JpsBuild again =
        build()
            .source("app/Host.java", HOST.replace("2 * await", "3 * await"))
            .server(server)
            .run();

    assertThat(again.messages()).isEmpty();
    assertThat(again.call("app.Host")).isEqualTo("1201 6 63");
  }

  /**
   * A coroutine that is not bound must not get into a program. Here javac fails when it has written
   * the first class already.
   */
  @Test
  void nothingUnboundIsHandedOver() throws Exception {
    String tooLarge =
        IntStream.range(0, 20_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
    JpsBuild build =
        build()
            .source(
                "app/Second.java",
                """
                package app;
                import static dev.suspendable.Coroutines.await;
                import dev.suspendable.Task;
                import dev.suspendable.annotations.Suspendable;
                class Second {
                  static final int[] NUMBERS = {%s};
                  @Suspendable
                  static Task<Integer> work() {
                    return Task.of(await(Task.of(1)));
                  }
                }
                """
                    .formatted(tooLarge))
            .run();

    assertThat(build.success()).isFalse();
    assertThat(build.messages()).singleElement().asString().contains("code too large");
    assertThat(classNames(build)).containsExactly("app.Helper");
  }

  /** javac 17 leaves out a local class in code that never runs, and with it the only coroutine. */
  @Test
  void coroutinesThatJavacLeavesOut() throws Exception {
    JpsBuild build =
        new JpsBuild(folder)
            .source(
                "app/Host.java",
                """
                package app;
                import static dev.suspendable.Coroutines.await;
                import dev.suspendable.Task;
                import dev.suspendable.annotations.Suspendable;
                class Host {
                  static Object run() {
                    if (false) {
                      class Local {
                        @Suspendable
                        Task<Integer> work() {
                          return Task.of(await(Task.of(1)));
                        }
                      }
                      return new Local();
                    }
                    return "ran";
                  }
                }
                """)
            .run();

    assertThat(build.messages()).isEmpty();
    assertThat(classNames(build)).contains("app.Host").doesNotHaveDuplicates();
    assertThat(build.call("app.Host")).isEqualTo("ran");
  }

  @Test
  void withoutCoroutines() throws Exception {
    JpsBuild build = new JpsBuild(folder).source("app/Helper.java", HELPER).run();

    assertThat(build.messages()).isEmpty();
    assertThat(classNames(build)).containsExactly("app.Helper");
    assertInstrumentedAlone(build);
  }

  private static void assertInstrumentedAlone(JpsBuild build) throws IOException {
    assertThat(
            Files.readString(build.out().resolve("app/Helper.class"), StandardCharsets.ISO_8859_1))
        .contains(JpsBuild.INSTRUMENTED);
  }

  /** A processor that generates a class with a coroutine. */
  @SupportedAnnotationTypes("*")
  private static final class Generating extends AbstractProcessor {
    private boolean done;

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!done) {
        done = true;
        TypeElement origin = processingEnv.getElementUtils().getTypeElement("app.Helper");
        try (Writer out =
            processingEnv.getFiler().createSourceFile("app.Host", origin).openWriter()) {
          out.write(HOST);
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "LATE"})
  void coroutinesInGeneratedSources(Server server) throws Exception {
    JpsBuild build =
        new JpsBuild(folder)
            .source("app/Helper.java", HELPER)
            .processor(new Generating())
            .server(server)
            .run();

    assertThat(build.messages()).isEmpty();
    assertThat(build.call("app.Host")).isEqualTo("1201 6 42");
    assertThat(build.got())
        .filteredOn(each -> each.file().toString().endsWith(".class"))
        .hasSize(7)
        .allSatisfy(
            each -> assertThat(each.sources()).singleElement().asString().endsWith(".java"));
  }
}
