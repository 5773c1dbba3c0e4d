package dev.suspendable.processor.compilation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Generator;
import dev.suspendable.Task;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a frame has fields for, and what it keeps while the coroutine rests. */
final class FrameFieldsTest {
  private static final String IMPORTS =
      """
      package app;

      import static dev.suspendable.Coroutines.await;
      import static dev.suspendable.Coroutines.yieldValue;

      import dev.suspendable.Generator;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      import dev.suspendable.coroutine.Awaitable;
      import java.util.ArrayList;
      import java.util.List;

      """;

  private static Javac.Result compile(String members, String... options) {
    Javac.Result result =
        new Javac()
            .suspendable()
            .options(options)
            .source("app/P.java", IMPORTS + "class P {\n" + members + "}\n")
            .run();
    assertThat(result.success()).as("%s", result.messages()).isTrue();
    return result;
  }

  private static Class<?> load(Javac.Result result) throws ClassNotFoundException {
    return new MemoryLoader(result.classes()).loadClass("app.P");
  }

  private static Object call(Class<?> host, String method, Object... arguments) throws Exception {
    var found =
        Stream.of(host.getDeclaredMethods())
            .filter(each -> each.getName().equals(method))
            .findFirst()
            .orElseThrow();
    found.setAccessible(true);
    return Objects.requireNonNull(found.invoke(null, arguments));
  }

  private static Stream<Field> fields(Class<?> frame) {
    return Stream.of(frame.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()));
  }

  /** Names by type: {@code "int i, n; long sum"}. */
  private static String fields(String members) throws Exception {
    Javac.Result result = compile(members);
    String frame =
        result.classes().keySet().stream()
            .filter(p -> p.contains("$$run$"))
            .findFirst()
            .orElseThrow();
    Class<?> host = load(result);
    Map<String, List<String>> byType = new TreeMap<>();
    fields(
            host.getClassLoader()
                .loadClass(
                    frame.substring(0, frame.length() - ".class".length()).replace('/', '.')))
        .forEach(
            field ->
                byType
                    .computeIfAbsent(field.getType().getSimpleName(), type -> new ArrayList<>())
                    .add(field.getName()));
    return byType.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue().stream().sorted().collect(joining(", ")))
        .collect(joining("; "));
  }

  @Test
  void loopsOneAfterTheOtherShareAField() throws Exception {
    assertThat(
            fields(
                """
                @Suspendable
                static Generator<Integer> run() {
                  for (int i = 0; i < 3; i++) yieldValue(i);
                  for (int i = 0; i < 3; i++) yieldValue(i);
                  for (int k = 0; k < 3; k++) yieldValue(k);
                  return Generator.end();
                }
                """))
        .isEqualTo("int i$");
  }

  @Test
  void whatIsNeededAtTheSameTimeDoesNot() throws Exception {
    assertThat(
            fields(
                """
                @Suspendable
                static Generator<Integer> run() {
                  int a = 1;
                  yieldValue(a);
                  int b = a + 1;
                  yieldValue(b);
                  int c = a + b;
                  yieldValue(c);
                  yieldValue(b + c);
                  return Generator.end();
                }
                """))
        .isEqualTo("int a, b");
  }

  @Test
  void parameterThatIsNotNeededAnyMore() throws Exception {
    assertThat(
            fields(
                """
                @Suspendable
                static Generator<Long> run(long first, int size) {
                  long sum = first + size;
                  yieldValue(sum);
                  yieldValue(sum);
                  return Generator.end();
                }
                """))
        .isEqualTo("int size; long first");
  }

  /** Each step makes a local of it, which would keep what the other variable refers to. */
  @Test
  void finalParameterThatIsAReference() throws Exception {
    assertThat(
            fields(
                """
                @Suspendable
                static Generator<String> run(String first) {
                  String other = first + first;
                  yieldValue(other);
                  yieldValue(other);
                  return Generator.end();
                }
                """))
        .isEqualTo("String first, other");
  }

  @Test
  void typesAreTheSame() throws Exception {
    assertThat(
            fields(
                """
                @Suspendable
                static Generator<Object> run() {
                  List<String> a = new ArrayList<>();
                  yieldValue(1);
                  yieldValue(a);
                  List<Integer> b = new ArrayList<>();
                  yieldValue(2);
                  yieldValue(b);
                  List<String> c = new ArrayList<>();
                  yieldValue(3);
                  yieldValue(c);
                  short d = 1;
                  yieldValue(4);
                  yieldValue(d);
                  char e = 1;
                  yieldValue(5);
                  yieldValue(e);
                  return Generator.end();
                }
                """))
        .isEqualTo("List a, b; char e; short d");
  }

  @Test
  void localClassesOfOneName() throws Exception {
    assertThat(
            fields(
                """
                @Suspendable
                static Generator<Object> run() {
                  { class A {} A a = new A(); yieldValue(1); yieldValue(a); }
                  { class A {} A a = new A(); yieldValue(2); yieldValue(a); }
                  return Generator.end();
                }
                """))
        .isEqualTo("A a$, a$2");
  }

  // ---- What is kept.

  private static List<String> kept(Object frame) {
    List<String> kept = new ArrayList<>();
    fields(frame.getClass())
        .filter(field -> !field.getType().isPrimitive())
        .forEach(
            field -> {
              field.setAccessible(true);
              try {
                Object value = field.get(frame);
                if (value != null) {
                  kept.add(value.toString());
                }
              } catch (IllegalAccessException e) {
                throw new AssertionError(e);
              }
            });
    kept.sort(null);
    return kept;
  }

  private static final String CHAIN =
      """
      @Suspendable
      static Generator<String> run(String a, String from) {
        String b = from + "b";
        yieldValue("a b");
        String c = a + "c";
        if (from.isEmpty()) {
          b = "B";
          yieldValue("B ac");
          c += b;
        }
        yieldValue("c");
        String d = c + "d";
        yieldValue("d");
        d.isEmpty();
        yieldValue("");
        return Generator.end();
      }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"2000", "0", "100"})
  void generatorKeepsWhatItNeeds(String split) throws Exception {
    Class<?> host = load(compile(CHAIN, "-Asuspendable.split=" + split));

    Generator<?> generator = (Generator<?>) call(host, "run", "a", "");
    List<List<String>> kept = new ArrayList<>();
    for (Object each : generator) {
      kept.add(kept(generator));
    }

    assertThat(kept)
        .containsExactly(
            List.of("", "a"), List.of("B", "ac"), List.of("acB"), List.of("acBd"), List.of());
  }

  @Test
  void generatorThatIsPushedKeepsWhatItNeeds() throws Exception {
    Class<?> host = load(compile(CHAIN));
    List<List<String>> kept = new ArrayList<>();

    for (int i = 1; i <= 5; i++) {
      Generator<?> generator = (Generator<?>) call(host, "run", "a", "");
      int[] left = {i};
      assertThatThrownBy(
              () ->
                  generator.forEach(
                      each -> {
                        if (--left[0] == 0) {
                          throw new IllegalStateException();
                        }
                      }))
          .isInstanceOf(IllegalStateException.class);
      kept.add(kept(generator));
    }

    assertThat(kept)
        .containsExactly(
            List.of("", "a"), List.of("B", "ac"), List.of("acB"), List.of("acBd"), List.of());
  }

  /** Awaited by the programs: looks at the frame that waits, and resumes it. */
  private static final class Rest implements FrameAwaiter<@Nullable Void> {
    final List<List<String>> kept = new ArrayList<>();

    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    public Continuation awaitSuspendUnchecked(Frame frame) {
      List<String> found = kept(frame);
      found.remove(toString());
      kept.add(found);
      return frame;
    }

    @Override
    public @Nullable Void awaitResume() {
      return null;
    }

    @Override
    public String toString() {
      return "rest";
    }
  }

  private static final String TASK =
      """
      @Suspendable
      static Task<Integer> run(String a, Awaitable<?> rest) {
        return Task.of(await(inner(a, a + "x", rest)));
      }
      @Suspendable
      static Task<Integer> inner(String a, String b, Awaitable<?> rest) {
        await(rest);
        b = a + b;
        await(rest);
        String c = b + "c";
        await(rest);
        String d = c + "d";
        try {
          await(rest);
        } finally {
          d += "e";
          await(rest);
        }
        return Task.of(d.length());
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Asuspendable.split=2000",
        "-Asuspendable.split=0",
        "-Asuspendable.direct=always",
        "-Asuspendable.direct=always -Asuspendable.split=0"
      })
  void taskKeepsWhatItNeeds(String options) throws Exception {
    Class<?> host = load(compile(TASK, options.split(" ")));
    Rest rest = new Rest();

    Object length = Task.syncWait((Task<?>) call(host, "run", "a", rest));

    assertThat(length).isEqualTo("aaxcde".length());
    assertThat(rest.kept)
        .isEqualTo(
            Arrays.asList(
                List.of("a", "ax"),
                List.of("aax"),
                List.of("aaxc"),
                List.of("aaxcd"),
                List.of("aaxcde")));
  }
}
