package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Coroutines that Mockito's agent has rewritten: those that await them where they call them see the
 * mock, as any other caller does.
 */
final class MocksTest {
  private static final String SERVICE =
      """
      package app;

      import static dev.suspendable.Coroutines.await;
      import static dev.suspendable.Coroutines.yieldAll;
      import static dev.suspendable.Coroutines.yieldValue;

      import dev.suspendable.Generator;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;

      final class Service {
        interface Function { @Suspendable Task<Integer> of(int i); }

        private final Other other = new Other();

        @Suspendable Task<Integer> price(int i) { return Task.of(i); }

        @Suspendable Task<String> name(String s) { return Task.of("real " + s); }

        @Suspendable Task<Integer> total(int i) {
          int price = await(price(i));
          return Task.of(price + await(price(i + 1)));
        }

        @Suspendable Task<String> guarded(String s) {
          try {
            return Task.of(await(name(s)));
          } catch (IllegalStateException e) {
            return Task.of("caught " + e.getMessage());
          }
        }

        @Suspendable Task<Integer> tail(int i) { return price(i); }

        @Suspendable Task<Integer> product(int n) {
          return Task.of(n <= 1 ? 1 : n * await(product(n - 1)));
        }

        @Suspendable private Task<Integer> secret(int i) { return Task.of(i + await(price(i))); }

        @Suspendable Task<Integer> bySecret(int i) { return Task.of(await(secret(i))); }

        @Suspendable Task<Integer> byLambda(int i) {
          Function function = x -> Task.of(100 + await(price(x)));
          return Task.of(await(function.of(i)));
        }

        @Suspendable Generator<Integer> rest() { yieldValue(1); return Generator.end(); }

        @Suspendable Generator<Integer> all() { yieldValue(0); yieldAll(rest()); return Generator.end(); }

        @Suspendable Task<Integer> others(int i) {
          return Task.of(await(Other.ofClass(i)) + await(other.ofInstance(i)));
        }

        @Suspendable static Task<Integer> ofClass(int i) { return Task.of(i); }

        @Suspendable private static Task<Integer> ofClassOnly(int i) { return Task.of(await(ofClass(i))); }

        @Suspendable static Task<Integer> both(int i) {
          return Task.of(await(ofClass(i)) + 10 * await(ofClassOnly(i)));
        }
      }
      """;

  private static final String OTHER =
      """
      package app;

      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;

      class Other {
        @Suspendable static Task<Integer> ofClass(int i) { return Task.of(i); }

        @Suspendable final Task<Integer> ofInstance(int i) { return Task.of(i); }
      }
      """;

  private static final String MAIN =
      """
      package app;

      import static org.mockito.Mockito.*;

      import dev.suspendable.Task;
      import java.util.ArrayList;
      import java.util.List;
      import org.mockito.MockedStatic;

      class Main {
        static void show(Task<?> task) throws Exception { System.out.print(Task.syncWait(task) + " "); }

        public static void main(String[] args) throws Exception {
          if (args.length > 0) show(new Service().total(1));
          Service spy = spy(new Service());
          when(spy.price(1)).thenAnswer(call -> Task.of(40));
          show(spy.total(1));
          show(spy.tail(1));
          show(spy.byLambda(1));
          show(spy.bySecret(1));
          doThrow(new IllegalStateException("mocked")).when(spy).name("x");
          show(spy.guarded("x"));
          show(spy.guarded("y"));
          doReturn(Task.of(5)).when(spy).product(3);
          show(spy.product(5));
          verify(spy, times(4)).price(1);
          doReturn(new Service().all()).when(spy).rest();
          List<Integer> values = new ArrayList<>();
          spy.all().forEach(values::add);
          System.out.println(values);
          try (MockedStatic<Service> mocked = mockStatic(Service.class, CALLS_REAL_METHODS)) {
            mocked.when(() -> Service.ofClass(1)).thenAnswer(call -> Task.of(7));
            show(Service.both(1));
          }
          show(Service.both(1));
          try (MockedStatic<Other> mocked = mockStatic(Other.class)) {
            mocked.when(() -> Other.ofClass(1)).thenReturn(Task.of(70));
            show(new Service().others(1));
          }
          show(new Service().others(1));
          try {
            doReturn(null).when(spy).product(1);
            show(spy.product(2));
          } catch (NullPointerException e) {
            System.out.println(e.getClass().getSimpleName());
          }
        }
      }
      """;

  private static final String EXPECTED =
      """
      42 40 140 41 caught mocked real y 100 [0, 0, 1]
      77 11 71 2 NullPointerException
      """;

  @TempDir Path folder;

  private String mockito = "";

  /** Without a dependency of these tests' sources, for not every class path has it. */
  @BeforeEach
  void findMockito() throws Exception {
    List<String> places = new ArrayList<>();
    try {
      for (String name :
          List.of(
              "org.mockito.Mockito",
              "net.bytebuddy.ByteBuddy",
              "net.bytebuddy.agent.ByteBuddyAgent",
              "org.objenesis.Objenesis")) {
        places.add(Javac.placeOf(Class.forName(name)).toString());
      }
    } catch (ClassNotFoundException e) {
      assumeTrue(false, "no Mockito");
    }
    mockito = String.join(File.pathSeparator, places);
  }

  private String run(String... command) throws Exception {
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    process.waitFor();
    return Files.readString(out).replace(System.lineSeparator(), "\n");
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private void compile(String... options) throws Exception {
    Files.writeString(folder.resolve("Service.java"), SERVICE);
    Files.writeString(folder.resolve("Other.java"), OTHER);
    Files.writeString(folder.resolve("Main.java"), MAIN);
    List<String> command =
        new ArrayList<>(List.of(tool("javac"), "-processorpath", Javac.PROCESSOR, "-d", "."));
    command.addAll(List.of("-cp", Javac.RUNTIME + File.pathSeparator + mockito));
    command.addAll(List.of(options));
    command.addAll(List.of("Service.java", "Other.java", "Main.java"));
    assertThat(run(command.toArray(String[]::new))).isEmpty();
  }

  private String main(List<String> options, String... arguments) throws Exception {
    String classPath = String.join(File.pathSeparator, folder.toString(), Javac.RUNTIME, mockito);
    List<String> agent = List.of("-Xshare:off", "-XX:+EnableDynamicAgentLoading");
    return run(
        Stream.of(
                Stream.of(tool("java")),
                agent.stream(),
                options.stream(),
                Stream.of("-cp", classPath, "app.Main"),
                Stream.of(arguments))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  /** Where tests run, assertions are enabled: Mockito is looked for. */
  @Test
  void whereAssertionsAreEnabled() throws Exception {
    compile();

    assertThat(main(List.of("-ea"))).isEqualTo(EXPECTED);
    assertThat(main(List.of("-ea"), "before")).isEqualTo("3 " + EXPECTED);
  }

  /** Its agent is there before the first coroutine runs. */
  @Test
  void whereTheAgentIsThere() throws Exception {
    compile();

    assertThat(main(List.of())).isEqualTo(EXPECTED);
  }

  @Test
  void byTheProperty() throws Exception {
    compile("-Asuspendable.direct=always");

    assertThat(main(List.of("-Ddev.suspendable.direct=off"), "before")).isEqualTo("3 " + EXPECTED);
    assertThat(main(List.of("-ea", "-Ddev.suspendable.direct=on")))
        .as("mocks are not seen by direct calls")
        .startsWith("3 1 101 2 real x real y");
  }

  @Test
  void byTheOptionOfTheProcessor() throws Exception {
    compile("-Asuspendable.direct=none");

    assertThat(main(List.of("-Ddev.suspendable.direct=on"), "before")).isEqualTo("3 " + EXPECTED);
  }
}
