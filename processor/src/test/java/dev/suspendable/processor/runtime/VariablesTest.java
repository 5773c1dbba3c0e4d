package dev.suspendable.processor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.debug.CoroutineInfo;
import dev.suspendable.debug.CoroutineRegistry;
import dev.suspendable.processor.compilation.Javac;
import dev.suspendable.processor.compilation.MemoryLoader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A dump has the variables that a suspended coroutine needs, by the user's names and with their
 * values, in all forms of a coroutine.
 */
final class VariablesTest {
  /**
   * {@code look("…")} suspends, records the innermost coroutine's variables, and continues. Its
   * result is its argument.
   */
  private static final String LOOK =
      """
      package app;

      import dev.suspendable.coroutine.Awaitable;
      import dev.suspendable.coroutine.Awaiter;
      import dev.suspendable.coroutine.Continuation;
      import dev.suspendable.coroutine.SuspendPoint;
      import java.util.ArrayList;
      import java.util.List;
      import java.util.function.Supplier;

      public final class Look {
        public static final List<String> seen = new ArrayList<>();
        public static Supplier<String> variables;

        static <T> Awaitable<T> look(T result) {
          return () ->
              new Awaiter<T>() {
                @Override public boolean awaitReady() {
                  return false;
                }

                @Override public Continuation awaitSuspend(SuspendPoint point) {
                  seen.add(variables.get());
                  return point.resume();
                }

                @Override public T awaitResume() {
                  return result;
                }
              };
        }
      }
      """;

  private static final String HEAD =
      """
      package app;

      import static app.Look.look;
      import static dev.suspendable.Coroutines.*;

      import dev.suspendable.*;
      import dev.suspendable.annotations.Suspendable;
      import java.util.*;

      public class Host {
        @Override public String toString() {
          return "the host";
        }

        public static void run() throws Exception {
          Task.syncWait(new Host().start());
        }

        @Suspendable
        Task<?> start() {
          return Task.of("" + await(body()));
        }

      """;

  @BeforeEach
  void on() {
    CoroutineRegistry.enable();
  }

  @AfterEach
  void off() {
    CoroutineRegistry.disable();
  }

  /** The variables of the coroutine that has been suspended in the host last. */
  private static String variables() {
    List<CoroutineInfo> found =
        CoroutineRegistry.dump(value -> value instanceof int[] ? "ints" : value.toString())
            .coroutines()
            .stream()
            .filter(each -> each.awaits() != null && each.awaitedId() == 0)
            .filter(each -> each.state() == CoroutineInfo.State.SUSPENDED)
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0).locals().stream()
        .map(each -> each.name() + "=" + each.value())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static List<String> seen(String members, String... options) throws Throwable {
    Javac.Result result =
        new Javac()
            .source("app/Look.java", LOOK)
            .source("app/Host.java", HEAD + members.indent(2) + "}\n")
            .options(options)
            .suspendable()
            .run();
    assertThat(result.success()).as("%s", result.messages()).isTrue();
    Map<String, byte[]> classes = new TreeMap<>(result.classes());
    Class<?> look;
    MemoryLoader loader = new MemoryLoader(classes);
    look = loader.loadClass("app.Look");
    look.getField("variables").set(null, (Supplier<String>) VariablesTest::variables);
    loader.loadClass("app.Host").getMethod("run").invoke(null);
    @SuppressWarnings("unchecked")
    List<String> seen = (List<String>) look.getField("seen").get(null);
    return seen;
  }

  static List<Arguments> programs() {
    return List.of(
        Arguments.of(
            "what is read later",
            """
            @Suspendable
            private Task<?> body() {
              int a = 1;
              String b = "two";
              int dead = 3 + a;
              await(look(dead));
              b += a;
              await(look(""));
              return Task.of(b + this);
            }
            """,
            List.of("a=1 b=two this=the host", "b=two1 this=the host")),
        Arguments.of(
            "all types",
            """
            @Suspendable
            private static Task<?> body() {
              boolean z = true;
              byte b = 1;
              short s = 2;
              char c = 'c';
              int i = 3;
              long l = 4;
              float f = 5;
              double d = 6;
              int[] array = {7};
              Object none = null;
              await(look(""));
              return Task.of("" + z + b + s + c + i + l + f + d + array + none);
            }
            """,
            List.of("array=ints b=1 c=c d=6.0 f=5.0 i=3 l=4 none=null s=2 z=true")),
        Arguments.of(
            "one name in several scopes",
            """
            @Suspendable
            private static Task<?> body() {
              for (int i = 0; i < 2; i++) {
                String text = "a" + i;
                await(look(""));
                text += i;
              }
              for (int i = 5; i < 6; i++) {
                long text = i;
                await(look(""));
                text += i;
                await(look(text));
              }
              return Task.of("");
            }
            """,
            List.of("i=0 text=a0", "i=1 text=a1", "i=5 text=5", "i=5")),
        Arguments.of(
            "values of operands",
            """
            @Suspendable
            private static Task<?> body() {
              int sum = 10;
              sum += await(look(1));
              int twice = sum + await(look(sum = 20)) + sum;
              return Task.of(twice);
            }
            """,
            List.of("sum=10", "sum=20")),
        Arguments.of(
            "names that frames use",
            """
            @Suspendable
            private Task<?> body() {
              String frame = "f", self = "s", awaiter = "a", state = "n", Object = "o", peer = "p";
              await(look(""));
              return Task.of(frame + self + awaiter + state + Object + peer);
            }
            """,
            List.of("Object=o awaiter=a frame=f peer=p self=s state=n this=the host")),
        Arguments.of(
            "try",
            """
            record Closing(String name) implements AutoCloseable {
              @Override public void close() {}
              @Override public String toString() { return name; }
            }

            @Suspendable
            private static Task<?> body() {
              try (Closing resource = new Closing("r")) {
                await(look(""));
                throw new IllegalStateException("x");
              } catch (IllegalStateException e) {
                await(look(""));
                return Task.of(e.getMessage());
              } finally {
                await(look(""));
              }
            }
            """,
            List.of("resource=r", "e=java.lang.IllegalStateException: x", "")),
        Arguments.of(
            "lambdas",
            """
            interface Work {
              @Suspendable Task<?> run(String x);
            }

            @Suspendable
            private Task<?> body() {
              int captured = 1;
              Work work = x -> {
                String own = x + "!";
                await(look(""));
                return Task.of(own + captured + this);
              };
              return work.run("x");
            }
            """,
            List.of("captured=1 own=x! this=the host")),
        Arguments.of(
            "local classes",
            """
            @Suspendable
            private static <T> Task<?> body() {
              List<T> captured = new ArrayList<>();
              class Local {
                @Override public String toString() { return "local"; }

                @Suspendable Task<?> run(long own) {
                  await(look(""));
                  return Task.of(own + "" + captured + this);
                }
              }
              return new Local().run(2);
            }
            """,
            List.of("captured=[] own=2 this=local")),
        Arguments.of(
            "patterns and switches",
            """
            @Suspendable
            private static Task<?> body() {
              Object o = 5;
              if (o instanceof Integer n && await(look(n)) > 4) {
                int k = switch (await(look("a"))) {
                  case "a" -> { int inner = n + 1; await(look("")); yield inner; }
                  default -> 0;
                };
                return Task.of(k);
              }
              return Task.of("");
            }
            """,
            List.of("n=5", "n=5", "inner=6")),
        Arguments.of(
            "nested calls",
            """
            @Suspendable
            private static Task<?> body() {
              String mine = "body";
              String other = "" + await(inner(3));
              return Task.of(mine + other);
            }

            @Suspendable
            private static Task<?> inner(int depth) {
              int mine = depth;
              if (depth == 0) {
                await(look(""));
              } else {
                await(inner(depth - 1));
              }
              return Task.of(mine);
            }
            """,
            List.of("mine=0")));
  }

  private static void check(String members, List<String> expected, String... options)
      throws Throwable {
    assertThat(seen(members, options)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void stateMachine(String name, String members, List<String> expected) throws Throwable {
    check(members, expected, "-Asuspendable.direct=none");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void directForm(String name, String members, List<String> expected) throws Throwable {
    check(members, expected, "-Asuspendable.direct=always");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void splitMachine(String name, String members, List<String> expected) throws Throwable {
    check(members, expected, "-Asuspendable.split=0");
  }

  /** More than a table holds: the first ones are there, and their values are right. */
  @ParameterizedTest
  @ValueSource(ints = {300, 3000})
  void veryManyVariables(int count) throws Throwable {
    StringBuilder body =
        new StringBuilder("@Suspendable\nprivate static Task<?> body() {\nlong sum = 0;\n");
    for (int i = 0; i < count; i++) {
      body.append("long x%1$d = sum + %1$d;\n".formatted(i));
      if (i % 100 == 0) {
        body.append("await(look(\"\"));\n");
      }
    }
    for (int i = 0; i < count; i++) {
      body.append("sum += x%d;\n".formatted(i));
    }
    List<String> seen = seen(body + "return Task.of(sum);\n}\n");
    String last = seen.get(seen.size() - 1);
    assertThat(seen).hasSize(count / 100);
    for (int i = 0; i < Math.min(count - 100, 300); i++) {
      assertThat(" " + last + " ").contains(" x%1$d=%1$d ".formatted(i));
    }
  }
}
