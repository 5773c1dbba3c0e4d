package dev.suspendable.processor.compilation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.coroutine.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** However long a coroutine is, HotSpot compiles all that is made of it. */
final class MethodSizesTest {
  /** {@code -XX:HugeMethodLimit}. */
  private static final int LIMIT = 8000;

  /** {@code -XX:MaxInlineSize}. */
  private static final int SELDOM_INLINED = 35;

  private static String times(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(joining("\n"));
  }

  private static String list(int count, IntFunction<String> item) {
    return IntStream.range(0, count).mapToObj(item).collect(joining(", "));
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of("awaits", task("int x = 0;" + times(1000, i -> "x += await(task);"))),
        Arguments.of(
            "awaits of strings",
            task("String x = \"\";" + times(1000, i -> "x += await(task) + \"" + i + "\";"))),
        Arguments.of(
            "awaits of calls",
            task("int x = 0;" + times(1000, i -> "x += await(other(task, x + " + i + "));"))),
        Arguments.of("direct form", task(times(170, i -> "await(other(task, " + i + "));"))),
        Arguments.of("yields", generator(times(1000, i -> "yieldValue(i++);"))),
        Arguments.of("push mode", generator(times(140, i -> "yieldValue(i++);"))),
        Arguments.of(
            "tries",
            task(
                times(
                    350,
                    i ->
                        """
                        try {
                          await(task);
                        } catch (IllegalStateException | Error e) {
                          throw new RuntimeException("%1$d" + await(task), e);
                        } finally {
                          System.out.println(await(task) + %1$d);
                        }\
                        """
                            .formatted(i)))),
        Arguments.of(
            "nested tries",
            task(
                times(40, i -> "try { await(task);")
                    + times(40, i -> "} catch (Error e%1$d) { await(task); }".formatted(i)))),
        Arguments.of(
            "loops",
            task(
                times(
                    300,
                    i ->
                        """
                        for (int i%1$d = 0; i%1$d < await(task); i%1$d++) {
                          for (String s : java.util.List.of("a", "b")) {
                            System.out.println(s + i%1$d + await(task));
                          }
                        }\
                        """
                            .formatted(i)))),
        Arguments.of(
            "locals",
            task(
                times(300, i -> "String s%1$d = \"\" + await(task);".formatted(i))
                    + times(300, i -> "System.out.println(s%1$d + await(task));".formatted(i)))),
        Arguments.of(
            "locals at once",
            task(
                times(300, i -> "long a%1$d = await(task);".formatted(i))
                    + "System.out.println("
                    + times(300, i -> "a%1$d + ".formatted(i))
                    + "await(task));")),
        Arguments.of(
            "switch",
            task(
                "switch (await(task)) {"
                    + times(1000, i -> "case %1$d: await(task); break;".formatted(i))
                    + "default: }")),
        Arguments.of(
            "switch over strings",
            task(
                "switch (\"s\" + await(task)) {"
                    + times(1000, i -> "case \"s%1$d\": await(task); break;".formatted(i))
                    + "default: }")),
        Arguments.of(
            "switch in the direct form",
            task(
                "String s = \"\" + await(other(task, 1)); switch (s) {"
                    + times(300, i -> "case \"s%1$d\": s = \"%1$d\"; break;".formatted(i))
                    + "default: await(other(task, 2)); }")),
        Arguments.of(
            "switch over all of an enum",
            task(
                "int x = switch (key()) {"
                    + times(1000, i -> "case K%1$d -> await(task);".formatted(i))
                    + "};")),
        Arguments.of(
            "a thousand strings for one case",
            task(
                "int x; switch (\"s\" + await(task)) { case "
                    + list(1000, i -> "\"s" + i + "\"")
                    + " -> x = await(task); default -> x = 1; }")),
        Arguments.of(
            "locals of all kinds",
            task(
                times(500, i -> "double a%1$d = await(task); ".formatted(i))
                    + "await(task);"
                    + times(500, i -> "System.out.println(a%1$d);".formatted(i)))),
        Arguments.of("two thousand awaits", task(times(2000, i -> "await(task);"))),
        Arguments.of(
            "fifty deep",
            task(
                times(
                        50,
                        i ->
                            "for (int a%1$d = 0; a%1$d < await(task); a%1$d++) { try {"
                                .formatted(i))
                    + times(50, i -> "} finally { await(task); } }"))),
        Arguments.of(
            "returns through finally",
            task(
                "try {"
                    + times(
                        1000, i -> "if (await(task) == %1$d) return Task.of(%1$d);".formatted(i))
                    + "} finally { await(task); }")),
        Arguments.of(
            "statements between awaits",
            task(
                "int x = await(task);"
                    + times(2000, i -> "x = x * 31 + Integer.hashCode(x);")
                    + "x += await(task);")));
  }

  static Stream<Arguments> patterns() {
    return Stream.of(
        Arguments.of(
            "types", task(over(500, i -> "case R%1$d r -> await(task) + r.a();".formatted(i)))),
        Arguments.of(
            "records",
            task(
                over(
                    150,
                    i ->
                        "case R%1$d(int a, long b, String s) -> await(task) + a + s.length();"
                            .formatted(i)))),
        Arguments.of(
            "guards",
            task(
                over(
                    500,
                    i -> "case R%1$d r when r.a() == %1$d -> await(task) + r.a();".formatted(i)))),
        Arguments.of(
            "guards that suspend",
            task(
                over(
                    300,
                    i -> "case R%1$d r when await(task) == %1$d -> await(task);".formatted(i)))));
  }

  private static String over(int count, IntFunction<String> line) {
    return "Object o = key(); int x = switch (o) {\n"
        + times(count, line)
        + "default -> await(task);\n};\n";
  }

  /** Patterns bind a variable for each arm, which no other arm keeps. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("patterns")
  @EnabledForJreRange(min = JRE.JAVA_21)
  void everyMethodOfPatternsIsCompiled(String name, String method) {
    everyMethodIsCompiled(
        name, times(500, i -> "record R%d(int a, long b, String s) {}".formatted(i)), method);
  }

  private static String task(String statements) {
    return "Task<Integer> work(Task<Integer> task) {\n" + statements + "\nreturn Task.of(1);\n}";
  }

  private static String generator(String statements) {
    return "Generator.OfInt work() {\nint i = 0;\nfor (; ; ) {\n" + statements + "\n}\n}";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void everyMethodIsCompiled(String name, String method) {
    everyMethodIsCompiled(name, "", method);
  }

  private static void everyMethodIsCompiled(String name, String members, String method) {
    Javac.Result result =
        new Javac()
            .source(
                "app/Host.java",
                """
                package app;
                import static dev.suspendable.Coroutines.*;
                import dev.suspendable.*;
                import dev.suspendable.annotations.Suspendable;
                class Host {
                  enum Key {
                """
                    + times(1000, i -> "K" + i + ",")
                    + """
                      }
                      static Key key() {
                        return Key.K7;
                      }
                      @Suspendable
                      static Task<Integer> other(Task<Integer> task, int i) {
                        return Task.of(i + await(task));
                      }
                    """
                    + members
                    + "@Suspendable\nstatic "
                    + method
                    + "\n}\n")
            .suspendable()
            .run();

    assertThat(result.messages()).isEmpty();
    result
        .classes()
        .forEach(
            (file, bytes) -> {
              if (file.contains("$$")) {
                assertThat(sizes(bytes))
                    .as(name)
                    .allSatisfy((m, size) -> assertThat(size).isLessThan(LIMIT));
                // A hundred strings, by their hashes.
                assertThat(largestSparseSwitch(bytes)).isLessThanOrEqualTo(100);
              }
            });
  }

  /** Neither text nor byte code of a suspension depends on how many there are. */
  @Test
  void sizeIsLinear() {
    long[] text = new long[3];
    long[] code = new long[3];
    int[] counts = {250, 500, 2000};
    for (int i = 0; i < counts.length; i++) {
      Javac.Result result =
          new Javac()
              .source(
                  "app/Host.java",
                  """
                  package app;
                  import static dev.suspendable.Coroutines.*;
                  import dev.suspendable.*;
                  import dev.suspendable.annotations.Suspendable;
                  class Host {
                    @Suspendable
                    static Task<Integer> work(Task<Integer> task) {
                      int x = 0;
                  """
                      + times(counts[i], k -> "x += await(task);")
                      + "\nreturn Task.of(x);\n}\n}\n")
              .suspendable()
              .run();
      for (byte[] file : result.classes().values()) {
        code[i] += sizes(file).values().stream().mapToInt(size -> size).sum();
      }
      for (byte[] source : result.generated().values()) {
        text[i] += source.length;
      }
    }

    assertThat((double) code[2] / code[1]).isBetween(3.8, 4.2);
    assertThat((double) code[1] / code[0]).isBetween(1.8, 2.2);
    assertThat((double) text[2] / text[1]).isBetween(3.8, 4.2);
    assertThat((double) text[1] / text[0]).isBetween(1.8, 2.2);
  }

  /**
   * Of many suspensions each is reached by few of the steps. C2 inlines what it calls only if that
   * is short, an assertion included. (A generator of eight yields took three times as long on 25
   * while {@code suspend} was longer.)
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "dev.suspendable.coroutine.Frame:$entry(",
        "dev.suspendable.coroutine.Frame:$awaited(",
        "dev.suspendable.coroutine.Frame:$resumed(",
        "dev.suspendable.coroutine.Frame:$suspend(",
        "dev.suspendable.coroutine.Frame:rest(",
        "dev.suspendable.coroutine.Frame:check(",
        "dev.suspendable.coroutine.Frame:setAwaiter(",
        "dev.suspendable.coroutine.Frame:replaceAwaiter(",
        "dev.suspendable.coroutine.Frame:$leave(I",
        "dev.suspendable.coroutine.Frame:$call(",
        "dev.suspendable.TaskPromise:awaitReady(",
        "dev.suspendable.TaskPromise:awaitResume(",
        "dev.suspendable.GeneratorPromise:yieldValue(",
        "dev.suspendable.IntGeneratorPromise:yieldValue(",
        "dev.suspendable.LongGeneratorPromise:yieldValue(",
        "dev.suspendable.DoubleGeneratorPromise:yieldValue(",
        "dev.suspendable.GeneratorBase:yielded(",
      })
  void whatEachSuspensionCalls(String type, String method) throws IOException {
    byte[] classFile;
    try (InputStream in =
        Frame.class.getResourceAsStream("/" + type.replace('.', '/') + ".class")) {
      classFile = in.readAllBytes();
    }
    Map<String, Integer> found = sizes(classFile);
    found.keySet().removeIf(each -> !each.startsWith(method));

    assertThat(found).isNotEmpty();
    assertThat(found.values()).allMatch(size -> size <= SELDOM_INLINED);
  }

  /**
   * Bytes of code by method, but for what runs once: javac's table of an enum's constants, which
   * the plain program has too, is made by as large a method.
   */
  private static Map<String, Integer> sizes(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    Map<String, Label> ends = new TreeMap<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String type, String[] exceptions) {
                MethodVisitor method =
                    super.visitMethod(access, name, descriptor, type, exceptions);
                return new MethodVisitor(Opcodes.ASM9, method) {
                  @Override
                  public void visitMaxs(int maxStack, int maxLocals) {
                    Label end = new Label();
                    super.visitLabel(end);
                    if (!name.equals("<clinit>")) {
                      ends.put(name + descriptor, end);
                    }
                    super.visitMaxs(maxStack, maxLocals);
                  }
                };
              }
            },
            0);
    writer.toByteArray();
    Map<String, Integer> sizes = new TreeMap<>();
    ends.forEach((method, end) -> sizes.put(method, end.getOffset()));
    return sizes;
  }

  /** The cases of the largest switch that is a search in a list and not in a table. */
  private static int largestSparseSwitch(byte[] classFile) {
    int[] largest = {0};
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public @Nullable MethodVisitor visitMethod(
                  int access, String name, String descriptor, String type, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
                    largest[0] = Math.max(largest[0], keys.length);
                  }
                };
              }
            },
            0);
    return largest[0];
  }
}
