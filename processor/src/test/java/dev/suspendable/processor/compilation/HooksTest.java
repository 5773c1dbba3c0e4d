package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Which of a promise's hooks is called: the one that javac chooses for a call with the operand that
 * the user wrote, in every place and form. A plain class with the same overloads tells.
 */
final class HooksTest {
  private static final String IMPORTS =
      """
      package app;

      import static dev.suspendable.Coroutines.await;
      import static dev.suspendable.Coroutines.yieldAll;
      import static dev.suspendable.Coroutines.yieldValue;

      import dev.suspendable.*;
      import dev.suspendable.annotations.*;
      import dev.suspendable.coroutine.*;
      import java.util.*;
      import java.util.concurrent.CompletableFuture;
      import java.util.function.*;

      """;

  /** A coroutine type that starts at the call, and whose promise notes which hook it calls. */
  private static final String JOB =
      """
        static final List<String> trace = new ArrayList<>();

        @CoroutineType(promise = JobPromise.class)
        static class Job {
          @CoReturn static <T> Job of(T value) { return new Job(); }
          @CoReturn static Job none() { return new Job(); }
        }

        abstract static class JobPromise extends Promise {
          protected Job getReturnObject() { return new Job(); }
          @Override protected void unhandledException(Throwable t) { trace.add(t.toString()); }
          protected void returnVoid() {}
          HOOKS
        }

        static class Plain {
          HOOKS
        }

        static boolean q = true;
        static int n = 1;
        static <T> T id(T t) { return t; }
        static Integer boxed() { return 1; }
        static String name() { return "name"; }
        static final byte BYTE = 1;
        static final short SHORT = 1;
      """;

  private static String hook(String name, String parameter) {
    return "protected HOOK_TYPE "
        + name
        + "("
        + parameter
        + " value) { trace.add(\""
        + name
        + " "
        + parameter.replace("\"", "")
        + " \" + shown(value)); HOOK_RETURN }\n";
  }

  private static final String SHOWN =
      """
        static String shown(Object o) {
          return o == null || o instanceof Number || o instanceof String || o instanceof Character
              || o instanceof Collection
              ? String.valueOf(o)
              : o instanceof int[] a ? Arrays.toString(a) : "an object";
        }
      """;

  private static String hooks(String name, String type, String result, String... parameters) {
    StringBuilder hooks = new StringBuilder();
    for (String parameter : parameters) {
      hooks.append(hook(name, parameter));
    }
    return hooks.toString().replace("HOOK_TYPE", type).replace("HOOK_RETURN", result);
  }

  /** Runs {@code static String app.Host.main()}. */
  private static String run(String host, String... options) throws Exception {
    Javac.Result result =
        new Javac()
            .options(options)
            .source("app/Host.java", IMPORTS + "public class Host {\n" + host + SHOWN + "}\n")
            .suspendable()
            .run();
    assertThat(result.success()).as("%s", result.messages()).isTrue();
    return (String)
        new MemoryLoader(result.classes()).loadClass("app.Host").getMethod("main").invoke(null);
  }

  /** Calls hooks with each operand in several places, and the plain class as often. */
  private static void same(String hooks, String... operands) throws Exception {
    StringBuilder host = new StringBuilder(JOB.replace("HOOKS", hooks));
    StringBuilder main = new StringBuilder("public static String main() {\nString all = \"\";\n");
    for (int i = 0; i < operands.length; i++) {
      String e = operands[i];
      host.append(
          """
          @Suspendable static Job outside%1$d() { return Job.of(%2$s); }
          @Suspendable static Job twice%1$d() { if (q) return Job.of(%2$s); return Job.none(); }
          @Suspendable static Job inTry%1$d() { try { return Job.of(%2$s); } finally { n = 1; } }
          @Suspendable static Job locked%1$d() { synchronized (trace) { return Job.of(%2$s); } }
          @Suspendable static Job behind%1$d() {
            await(CompletableFuture.completedFuture(1));
            return Job.of(%2$s);
          }
          static void plain%1$d() { new Plain().returnValue(%2$s); }
          """
              .formatted(i, e));
      main.append(
          """
          trace.clear();
          plain%1$d();
          all += %2$s + ": " + trace + "\\n";
          String plain%1$d = trace.get(0);
          trace.clear();
          outside%1$d(); twice%1$d(); inTry%1$d(); locked%1$d(); behind%1$d();
          if (!trace.equals(Collections.nCopies(5, plain%1$d))) all += "BUT " + trace + "\\n";
          """
              .formatted(i, '"' + e.replace("\"", "\\\"") + '"'));
    }
    host.append(main).append("return all;\n}\n");
    String all = run(host.toString());
    assertThat(all).doesNotContain("BUT");
    assertThat(all.lines()).hasSize(operands.length);
  }

  @Test
  void valuesThatAreReturned() throws Exception {
    same(
        hooks("returnValue", "void", "", "int", "long", "char", "Object", "List<?>"),
        "q ? 1 : 2",
        "q ? 1 : Integer.valueOf(2)",
        "q ? Integer.valueOf(1) : Integer.valueOf(2)",
        "q ? boxed() : 2",
        "q ? 1 : 2L",
        "q ? null : 1",
        "(q ? 1 : 2)",
        "1",
        "boxed()",
        "id(1)",
        "id(\"x\")",
        "'a'",
        "q ? 'a' : 98",
        "(byte) 1",
        "BYTE",
        "SHORT",
        "n = 1",
        "-n",
        "switch (n) { case 1 -> 1; default -> 2; }",
        "switch (n) { case 1 -> \"a\"; default -> \"b\"; }",
        "switch (n) { case 1: yield 'a'; default: yield 'b'; }",
        "List.of()",
        "new ArrayList<>()",
        "q ? List.of() : new ArrayList<>()",
        "q ? List.of(1) : null",
        "q ? \"a\" : \"b\"",
        "(Object) 1",
        "new Object()");
  }

  @Test
  void nullIsOfTheMostSpecificType() throws Exception {
    same(
        hooks("returnValue", "void", "", "int", "Object", "String"),
        "null",
        "(null)",
        "(Object) null");
  }

  @Test
  void functions() throws Exception {
    same(
        "protected void returnValue(Object value) { trace.add(\"object\"); }\n"
            + "protected void returnValue(IntFunction<?> value) { trace.add(\"f \" + value.apply(1)); }\n"
            + "protected void returnValue(Supplier<?> value) { trace.add(\"s \" + value.get()); }\n",
        "(Supplier<Object>) () -> n",
        "(Supplier<String>) Host::name",
        "(Object) \"x\"",
        "q ? (Supplier<Object>) () -> n : null");
  }

  @Test
  void variableArity() throws Exception {
    same(
        hooks("returnValue", "void", "", "int...", "String"),
        "1",
        "n",
        "boxed()",
        "q ? 1 : 2",
        "new int[] {1, 2}",
        "\"x\"",
        "BYTE");
  }

  /** What suspends has been kept by the time the hook is called. */
  @Test
  void valuesThatSuspend() throws Exception {
    String host =
        JOB.replace("HOOKS", hooks("returnValue", "void", "", "int", "Object", "List<?>"))
            + """
            static CompletableFuture<Integer> one() { return CompletableFuture.completedFuture(1); }
            static List<String> list(int i) { return List.of("a"); }
            @Suspendable static Job boxes() { return Job.of(await(one())); }
            @Suspendable static Job sums() { return Job.of(await(one()) + 1); }
            @Suspendable static Job chooses() { return Job.of(q ? (int) await(one()) : 2); }
            @Suspendable static Job makes() { return Job.of(q ? list(await(one())) : new ArrayList<>()); }
            @Suspendable static Job inTry() { try { return Job.of(await(one()) + 1); } finally { n = 1; } }
            public static String main() {
              boxes(); sums(); chooses(); makes(); inTry();
              return trace.toString();
            }
            """;

    assertThat(run(host))
        .isEqualTo(
            "[returnValue Object 1, returnValue int 2, returnValue int 1, returnValue List<?> [a],"
                + " returnValue int 2]");
  }

  @Test
  void valuesThatAreYielded() throws Exception {
    String[] operands = {
      "q ? 1 : 2",
      "1L",
      "q ? 1 : 2L",
      "'a'",
      "\"x\"",
      "q ? \"x\" : null",
      "null",
      "boxed()",
      "q ? boxed() : 2",
      "id(1)",
      "BYTE",
      "List.of()",
      "q ? List.of() : new ArrayList<>()",
      "switch (n) { case 1 -> 1; default -> 2; }"
    };
    StringBuilder host =
        new StringBuilder(
            JOB.replace(
                "HOOKS",
                hooks(
                    "yieldValue",
                    "SuspendNever",
                    "return SuspendNever.INSTANCE;",
                    "int",
                    "long",
                    "Integer",
                    "Object",
                    "List<?>")));
    host.append("@Suspendable static Job coroutine() {\n");
    StringBuilder plain = new StringBuilder("static void plain() {\nPlain plain = new Plain();\n");
    List<String> twice = new ArrayList<>(List.of(operands));
    for (String operand : twice) {
      if (operand.equals("null")) {
        continue; // ambiguous
      }
      host.append("yieldValue(").append(operand).append(");\n");
      plain.append("plain.yieldValue(").append(operand).append(");\n");
    }
    host.append("return Job.none();\n}\n").append(plain).append("}\n");
    host.append(
        """
        public static String main() {
          coroutine();
          List<String> all = List.copyOf(trace);
          trace.clear();
          plain();
          return all.equals(trace) ? "same " + all.size() : all + "\\n" + trace;
        }
        """);
    assertThat(run(host.toString())).isEqualTo("same " + (operands.length - 1));
  }

  /** Hooks of one name may make awaiters and awaitables: which it is, decides what is called. */
  @Test
  void hooksOfDifferentKinds() throws Exception {
    String host =
        JOB.replace(
                "HOOKS",
                hooks("yieldValue", "SuspendNever", "return SuspendNever.INSTANCE;", "int")
                    + hooks(
                        "yieldValue",
                        "Awaitable<?>",
                        "return Task.delay(java.time.Duration.ZERO);",
                        "Object")
                    + hooks(
                        "yieldValue", "SuspendAlways", "return SuspendAlways.INSTANCE;", "List<?>"))
            + """
            static <T> T any() { return (T) "any"; }
            @Suspendable static Job coroutine() {
              yieldValue(q ? 1 : 2);
              yieldValue("x");
              yieldValue(id("y"));
              yieldValue(q ? "z" : null);
              yieldValue(boxed());
              yieldValue(q ? boxed() : 1);
              yieldValue(new ArrayList<>());
              yieldValue("never");
              return Job.none();
            }
            public static String main() {
              coroutine();
              return trace.toString();
            }
            """;

    assertThat(run(host))
        .isEqualTo(
            "[yieldValue int 1, yieldValue Object x, yieldValue Object y, yieldValue Object z,"
                + " yieldValue Object 1, yieldValue int 1, yieldValue List<?> []]");
  }

  private static final String WATCHED =
      """
        static final List<String> trace = new ArrayList<>();

        @CoroutineType(promise = WatchedPromise.class)
        interface Watched<T> extends Awaitable<T> {
          @CoReturn static <T> Watched<T> of(T value) { throw new IllegalStateException(); }
        }

        static class Special<T> implements Watched<T> {
          final T value;
          Special(T value) { this.value = value; }
          @Override public Awaiter<T> awaiter() { trace.add("unwatched"); return ready(value); }
        }

        static <T> Awaiter<T> ready(T value) {
          return new Awaiter<T>() {
            @Override public boolean awaitReady() { return true; }
            @Override public Continuation awaitSuspend(SuspendPoint p) { throw new IllegalStateException(); }
            @Override public T awaitResume() { return value; }
          };
        }

        abstract static class WatchedPromise<T> extends Promise implements Watched<T> {
          private T result;
          protected Watched<T> getReturnObject() { return this; }
          protected void returnValue(T value) { trace.add("value " + value); result = value; }
          @Override protected void unhandledException(Throwable t) { trace.add(t.toString()); }
          @Override public Awaiter<T> awaiter() { trace.add("unwatched"); return ready(result); }
          protected <S> Awaiter<S> awaitTransform(Watched<S> w) { trace.add("watched"); return w.awaiter(); }
          protected <S> Awaitable<S> awaitTransform(Special<S> w) { trace.add("special"); return w; }
          HOOKS
        }

        static boolean q = true;
        static <T> T id(T t) { return t; }
        static Special<Integer> special(int i) { return new Special<>(i); }
        @Suspendable static Watched<Integer> callee(int i) { return Watched.of(i); }
      """;

  @Test
  void whatIsAwaited() throws Exception {
    String host =
        WATCHED.replace("HOOKS", "")
            + """
            static int count() { trace.add("count"); return 1; }
            static Class<IllegalStateException> type() { trace.add("type"); return IllegalStateException.class; }
            @Suspendable static Watched<Integer> coroutine() {
              int sum = await(id(special(1)));
              sum += await(q ? special(2) : special(3));
              sum += await(q ? special(await(special(4))) : special(5));
              sum += await((Watched<Integer>) special(6));
              sum += await(special(7), type());
              sum += await(callee(8));
              return Watched.of(sum);
            }
            public static String main() {
              coroutine();
              return trace.toString().replace("special, unwatched", "SPECIAL")
                  .replace("watched, unwatched", "WATCHED");
            }
            """;

    assertThat(run(host))
        .isEqualTo(
            "[SPECIAL, SPECIAL, SPECIAL, SPECIAL, WATCHED, type, SPECIAL, value 8, WATCHED, value 28]");
    assertThat(run(host, "-Asuspendable.direct=always")).isEqualTo(run(host));
  }

  /** {@code return e} is transformed as {@code await(e)} is, wherever it stands. */
  @Test
  void whatIsReturnedIsAwaited() throws Exception {
    String host =
        WATCHED
            + """
            @Suspendable static Watched<Integer> outside() { return special(1); }
            @Suspendable static Watched<Integer> inTry() { try { return special(2); } finally { q = true; } }
            @Suspendable static Watched<Integer> inferred() { return id(special(3)); }
            @Suspendable static Watched<Integer> chosen() { return q ? special(4) : callee(5); }
            @Suspendable static Watched<Integer> locked() { synchronized (trace) { return special(6); } }
            @Suspendable static Watched<Integer> called() { return callee(7); }
            @Suspendable static Watched<Integer> calledInTry() { try { return callee(8); } finally { q = true; } }
            public static String main() {
              outside(); inTry(); inferred(); chosen(); locked(); called(); calledInTry();
              return trace.toString().replace("special, unwatched", "SPECIAL")
                  .replace("watched, unwatched", "WATCHED");
            }
            """;
    String expected =
        "[SPECIAL, value 1, SPECIAL, value 2, SPECIAL, value 3, SPECIAL, value 4, WATCHED, value 6,"
            + " value 7, WATCHED, value 7, value 8, WATCHED, value 8]";

    assertThat(run(host.replace("HOOKS", ""))).isEqualTo(expected);
    String handOver =
        "protected <S> Awaitable<S> returnFrom(Special<S> s) { trace.add(\"from\"); return s; }";
    assertThat(run(host.replace("HOOKS", handOver)))
        .as("handed over is what the transformation has made")
        .isEqualTo(expected);
    String ofAwaitable =
        "protected Awaitable<T> returnFrom(Awaitable<T> a) { trace.add(\"from\"); return a; }";
    assertThat(run(host.replace("HOOKS", ofAwaitable)))
        .contains("[special, from, unwatched, value 1, SPECIAL, value 2, special, from,");
  }

  /** Values of inferred types, for promises whose hooks take a type argument of the coroutine's. */
  @Test
  void inferredForTheHook() throws Exception {
    String host =
        """
          static boolean q = true;
          static String text = "";
          static void add(Object o) {
            text += o instanceof Supplier<?> s ? s.get() : o == null ? "null" : o.getClass().getSimpleName() + o;
            text += " ";
          }
          static CompletableFuture<Integer> one() { return CompletableFuture.completedFuture(1); }
          @Suspendable static Generator<List<String>> lists() {
            yieldValue(List.of());
            yieldValue(null);
            yieldValue(q ? null : List.of());
            yieldAll(List.of());
            yieldAll(q ? List.of(List.of("a")) : List.of());
            return Generator.end();
          }
          @Suspendable static Generator<? extends Number> numbers() { yieldValue(1); yieldValue(2.0); return Generator.end(); }
          @Suspendable static Generator<? super Integer> above() { yieldValue("above"); return Generator.end(); }
          @Suspendable static Task<? super Integer> taskAbove() { return Task.of("task"); }
          @Suspendable static Task<Supplier<String>> inTry(String x) { try { return Task.of(() -> x); } finally { q = true; } }
          @Suspendable static Task<Supplier<String>> reference(String x) { return Task.of(x::toString); }
          @Suspendable static Task<Integer> nullInTry() { try { return Task.of(null); } finally { q = true; } }
          @Suspendable static Task<Integer> nullLocked() { synchronized (Host.class) { return Task.of(null); } }
          @Suspendable static Task<Object> arms(int i) { return Task.of(switch (i) { case 1 -> 1; default -> 2L; }); }
          @Suspendable static Task<Object> armsInTry(int i) { try { return Task.of(switch (i) { case 1 -> 1; default -> 2L; }); } finally { q = true; } }
          @Suspendable static Task<Object> armsThatSuspend(int i) { return Task.of(switch (i) { case 1 -> await(one()) + 1; default -> 2L; }); }
          @Suspendable static Task<Object> choice(int i) { try { return Task.of(i == 1 ? 1 : 2L); } finally { q = true; } }
          @Suspendable static Task<Object> choiceThatSuspends(int i) { return Task.of(i == 1 ? await(one()) + 1 : 2L); }
          public static String main() throws Exception {
            lists().forEach(x -> add(x == null ? null : "" + x));
            numbers().forEach(Host::add);
            above().forEach(Host::add);
            for (Task<?> task : List.of(taskAbove(), inTry("try"), reference("reference"), nullInTry(), nullLocked())) add(Task.syncWait(task));
            for (Task<?> task : List.of(arms(1), armsInTry(1), armsThatSuspend(1), choice(1), choiceThatSuspends(1))) add(Task.syncWait(task));
            return text;
          }
        """;
    String expected =
        "String[] null null String[a] Integer1 Double2.0 Stringabove Stringtask try reference null"
            + " null Integer1 Integer1 Integer2 Long1 Long2 ";

    assertThat(run(host)).isEqualTo(expected);
    assertThat(run(host, "-Asuspendable.direct=always")).isEqualTo(expected);
  }

  /**
   * Only javac knows whether a type can be inferred for the hook; the user is told at the value.
   */
  @Test
  void nothingCanBeInferred() {
    Javac.Result result =
        new Javac()
            .source(
                "app/Host.java",
                IMPORTS
                    + """
                    class Host {
                      @Suspendable static Generator<Integer> all() {
                        yieldAll(List.of(1));
                        yieldAll(
                            List.of("a"));
                        return Generator.end();
                      }
                    }
                    """)
            .suspendable()
            .run();

    assertThat(result.messages())
        .singleElement()
        .hasToString(
            "app/Host.java:18:13: ERROR: yieldAll in a coroutine of type Generator<Integer> takes"
                + " Iterable<? extends Integer>, but this is List<String>; give it such a value, or"
                + " let the method return another type [suspendable:wrong-value]"
                + " (compiler.err.proc.messager)");
  }

  /** The companions of static operators may be in a class that users do not import. */
  @Test
  void companionsOfAnotherClass() throws Exception {
    String host =
        """
          @SuspensionOperator(companions = Companions.class) static int twice(int i) { throw new IllegalStateException(); }
          static Awaiter<Integer> awaiter(int i) { throw new IllegalStateException(); }
          static final class Companions {
            static Awaiter<Integer> awaiter(int i) { return Operators.awaiter(Task.of(2 * i)); }
          }
          @Suspendable static CompletableFuture<Integer> coroutine(int i) {
            return CompletableFuture.completedFuture(twice(twice(i)));
          }
          public static String main() { return "" + coroutine(5).join(); }
        """;

    assertThat(run(host)).isEqualTo("20");
  }

  /** An operator's companion is the one with its parameters, whatever else has that name. */
  @Test
  void companions() throws Exception {
    String host =
        """
          static final List<String> trace = new ArrayList<>();

          @SuspensionOperator(awaiter = "taker") static <T> T take(Supplier<T> s) { throw new IllegalStateException(); }
          static <T> Awaiter<T> taker(Supplier<T> s) { trace.add("supplier"); return ready(s.get()); }
          @SuspensionOperator(awaiter = "taker") static Integer take(Integer i) { throw new IllegalStateException(); }
          static Awaiter<Integer> taker(Integer i) { trace.add("integer"); return ready(i); }
          static Awaiter<Integer> taker(int i) { trace.add("int"); return ready(i); }
          static <T> Awaiter<T> taker(One<T> s) { trace.add("one"); return ready(s.get()); }
          @SuspensionOperator(awaiter = "firstOf") static <T> T first(Supplier<? extends T>... all) { throw new IllegalStateException(); }
          static <T> Awaiter<T> firstOf(Supplier<? extends T>... all) { trace.add(all.length + ""); return ready(all[0].get()); }

          record One<T>(T it) implements Supplier<T> { public T get() { return it; } }

          static <T> Awaiter<T> ready(T value) {
            return new Awaiter<T>() {
              @Override public boolean awaitReady() { return true; }
              @Override public Continuation awaitSuspend(SuspendPoint p) { throw new IllegalStateException(); }
              @Override public T awaitResume() { return value; }
            };
          }
          static boolean q = true;
          @Suspendable static CompletableFuture<String> coroutine() {
            String all = "" + take(new One<>("a")) + take(1) + take(q ? 2 : 3) + take(q ? new One<>("b") : null);
            all += take(() -> "c") + first(new One<>("d"), () -> "e") + first(q ? new One<>("f") : null);
            return CompletableFuture.completedFuture(all + first(new One<>(take(4))));
          }
          public static String main() { return coroutine().join() + trace; }
        """;

    assertThat(run(host))
        .isEqualTo("a12bcdf4[supplier, integer, integer, supplier, supplier, 2, 1, integer, 1]");
  }
}
