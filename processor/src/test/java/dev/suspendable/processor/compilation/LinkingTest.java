package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Task;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A coroutine that awaits one of another file goes on to work when that file is compiled anew,
 * otherwise than it was, and without the processor.
 */
final class LinkingTest {
  @TempDir Path folder;

  private static final String CALLER =
      """
      package app;

      import static dev.suspendable.Coroutines.await;

      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;

      public class Caller {
        @Suspendable
        public static Task<String> call(int i) {
          String result;
          try {
            Integer called = await(Callee.find(i));
            result = "called " + called;
          } catch (RuntimeException e) {
            result = e.getClass().getSimpleName() + " " + e.getMessage();
          }
          return Task.of(result);
        }

        @Suspendable
        public static Task<Integer> sum(int n) {
          return Task.of(n == 0 ? 0 : n + await(Callee.rest(n - 1)));
        }

        public static void main(String[] args) throws Exception {
          System.out.println(dev.suspendable.Task.syncWait(sum(100_000)));
        }
      }
      """;

  private static final String IMPORTS =
      """
      package app;

      import static dev.suspendable.Coroutines.await;

      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;

      """;

  private static final String CALLEE =
      IMPORTS
          + """
          class Callee {
            static { System.setProperty("linking", "initialised"); }

            @Suspendable
            static Task<Integer> find(int i) {
              for (StackTraceElement each : new Throwable().getStackTrace()) {
                if (each.getClassName().startsWith("app.Caller$$call")) {
                  return Task.of(await(Task.of(i)) + 1);
                }
              }
              return Task.of(-1);
            }

            @Suspendable
            static Task<Integer> rest(int n) { return Task.of(await(Caller.sum(n))); }
          }
          """;

  private static Map<String, byte[]> compiled(String callee, boolean processed, String... options) {
    Javac javac =
        new Javac()
            .options(options)
            .source("app/Callee.java", callee)
            .source("app/Caller.java", CALLER);
    Javac.Result result = (processed ? javac.suspendable() : javac).run();
    assertThat(result.success()).as("%s", result.messages()).isTrue();
    return result.classes();
  }

  /** The caller as compiled beside one callee, and another callee. */
  private static Class<?> caller(String callee, boolean processed) throws Exception {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    compiled(CALLEE, true).forEach((path, bytes) -> put(classes, path, bytes, "app/Caller"));
    compiled(callee, processed).forEach((path, bytes) -> put(classes, path, bytes, "app/Callee"));
    return new MemoryLoader(classes).loadClass("app.Caller");
  }

  private static void put(Map<String, byte[]> classes, String path, byte[] bytes, String prefix) {
    if (path.startsWith(prefix) && path.endsWith(".class")) {
      classes.put(path, bytes);
    }
  }

  private static Object call(Class<?> caller, int argument) throws Exception {
    return call(caller, "call", argument);
  }

  private static Object call(Class<?> caller, String method, int argument) throws Exception {
    Task<?> task = (Task<?>) caller.getMethod(method, int.class).invoke(null, argument);
    return Objects.requireNonNull(Task.syncWait(Objects.requireNonNull(task)));
  }

  @Test
  void runsOnTheCallersStack() throws Exception {
    System.clearProperty("linking");
    Class<?> caller = caller(CALLEE, true);
    Class.forName(caller.getName(), true, caller.getClassLoader());
    assertThat(System.getProperty("linking")).isNull();
    assertThat(call(caller, 4)).isEqualTo("called 5");
    assertThat(System.getProperty("linking")).isEqualTo("initialised");
    assertThat(call(caller, 5)).isEqualTo("called 6");
  }

  @Test
  void deepRecursion() throws Exception {
    assertThat(call(caller(CALLEE, true), "sum", 100_000)).isEqualTo(705_082_704);
  }

  /**
   * Interpreted, for then there is most on the stack between two coroutines; and each level
   * unboxes, by way of the linker, what the callee's direct form returns in a box.
   */
  @Test
  void deepRecursionOfTheInterpreter() throws Exception {
    String boxes =
        CALLEE.replace(
            "return Task.of(await(Caller.sum(n)));",
            "Integer sum = await(Caller.sum(n)); return Task.of(sum);");
    assertThat(boxes).isNotEqualTo(CALLEE);
    for (Map.Entry<String, byte[]> each : compiled(boxes, true).entrySet()) {
      Path file = folder.resolve(each.getKey());
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, each.getValue());
    }
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xint",
                "-cp",
                folder + File.pathSeparator + Javac.RUNTIME,
                "app.Caller")
            .redirectErrorStream(true)
            .start();
    assertThat(new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
        .isEqualTo("705082704");
  }

  @Test
  void withinFilesOnly() throws Exception {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    compiled(CALLEE, true, "-Asuspendable.direct=file")
        .forEach((path, bytes) -> put(classes, path, bytes, "app/"));
    assertThat(classes).hasSizeGreaterThan(4);
    classes.forEach(
        (name, bytes) ->
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .as(name)
                .doesNotContain("DirectLink", "suspendable$direct"));
    assertThat(call(new MemoryLoader(classes).loadClass("app.Caller"), 1)).isEqualTo("called -1");
  }

  private static String callee(String body) {
    return IMPORTS
        + """
        class Callee {
          static Task<Integer> shared = Task.of(7);
          %s
          static Task<Integer> rest(int n) { return Task.of(n); }
        }
        """
            .formatted(body);
  }

  @Test
  void coroutineThatMayReturnNullNow() throws Exception {
    String callee =
        callee(
            "@Suspendable static Task<Integer> find(int i) {"
                + " return Task.of(i == 0 ? null : await(Task.of(i))); }");
    Class<?> caller = caller(callee, true);
    assertThat(call(caller, 0)).isEqualTo("called null");
    assertThat(call(caller, 1)).isEqualTo("called 1");
  }

  @Test
  void coroutineWithoutDirectForm() throws Exception {
    String callee =
        callee(
            "@Suspendable static Task<Integer> find(Integer i) { return find((int) i); }"
                + " static Task<Integer> find(int i) { return lazy(i); }"
                + " @Suspendable static Task<Integer> lazy(int i) {"
                + "   if (i == 3) throw new IllegalStateException(\"three\");"
                + "   return Task.of(await(Task.of(i))); }");
    Class<?> caller = caller(callee, true);
    assertThat(call(caller, 1)).isEqualTo("called 1");
    assertThat(call(caller, 3)).isEqualTo("IllegalStateException three");
  }

  @Test
  void ordinaryMethod() throws Exception {
    Class<?> caller =
        caller(
            callee(
                "static Task<Integer> find(int i) {"
                    + " if (i == 0) return null;"
                    + " if (i == 1) throw new IllegalStateException(\"one\");"
                    + " if (i == 2) return Task.failed(new IllegalStateException(\"two\"));"
                    + " return i < 5 ? shared : Task.of(i); }"),
            false);
    assertThat((String) call(caller, 0)).startsWith("NullPointerException ");
    assertThat(call(caller, 1)).isEqualTo("IllegalStateException one");
    assertThat(call(caller, 2)).isEqualTo("IllegalStateException two");
    assertThat(call(caller, 3)).isEqualTo("called 7");
    assertThat(call(caller, 9)).isEqualTo("called 9");
  }

  @Test
  void taskThatWasAwaitedBefore() throws Exception {
    Class<?> caller =
        caller(
            callee(
                "static Task<Integer> once;"
                    + " static Task<Integer> find(int i) {"
                    + "   return once == null ? once = lazy(i) : once; }"
                    + " @Suspendable static Task<Integer> lazy(int i) {"
                    + "   return Task.of(await(Task.of(i))); }"),
            true);
    assertThat(call(caller, 1)).isEqualTo("called 1");
    assertThat((String) call(caller, 2)).startsWith("IllegalStateException ").contains("awaited");
  }

  @Test
  void methodThatIsNoMore() throws Exception {
    Class<?> caller = caller(callee("static Task<Integer> find(Object i) { return null; }"), false);
    assertThatThrownBy(() -> call(caller, 1)).isInstanceOf(NoSuchMethodError.class);
  }
}
