package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;
import static dev.suspendable.processor.testing.MasterTest.generator;
import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** A variable hides no type and no package from the code that is generated (JLS 6.4.2). */
final class ObscuringTest extends LanguageTest {
  private static final String HEAD =
      """
      package p;

      import static dev.suspendable.processor.testing.Awaits.*;

      import dev.suspendable.*;
      import dev.suspendable.annotations.*;
      import java.util.*;
      import java.util.function.*;

      """;

  MasterTest importedClasses() {
    return body(
        "String",
        """
        String s = "";
        { String Collections = await("c"); pause(); s += Collections; }
        s += Collections.max(List.of(1, await(2)));
        for (String Optional : new String[] {"p"}) { s += Optional + await(1) + Optional; }
        s += java.util.Optional.of(3).get();
        s += Collections.nCopies(2, await("z")) + "" + Math.max(await(1), 2);
        { int Math = await(4); Math++; s += Math + java.lang.Math.abs(-1); pause(); s += Math; }
        try { see(Integer.parseInt(await("x"))); } catch (NumberFormatException Integer) { s += Integer.getClass() + await("n"); }
        return Task.of(s + Integer.parseInt("7"));
        """);
  }

  MasterTest packages() {
    return body(
        "String",
        """
        String s = "";
        { String java = await("j"); pause(); s += java; }
        s += java.util.List.of(1, 2);
        for (int dev = 0; dev < 2; dev++) { s += dev + await(1); }
        s += dev.suspendable.Task.of(1) != null;
        Supplier<String> q = () -> java.lang.String.valueOf(1);
        java.awt.List awt = null;
        java.util.List<String> util = java.util.List.of(await("u"));
        { int p = await(3); s += p; P.field = p; pause(); s += p.class.getName(); }
        s += q.get() + util + awt + java.util.Map.Entry.comparingByKey().getClass().isInterface();
        return Task.of(s + P.field + Boolean.parseBoolean(await("true")));
        """
            .replace("s += p.class.getName();", "s += p;"),
        "static int field;");
  }

  MasterTest theHostAndOurs() {
    return body(
        "String",
        """
        String s = "";
        { int P = await(1); s += P + see(name(P)); count++; s += field + await(count); P = count; s += P; }
        { int Coroutines = await(2), Task = 3, Awaits = 4; pause(); s += Coroutines + Task + Awaits; count++; }
        s += Coroutines.await(work(await(3)));
        { String Awaiter = await("a"), Continuation = "c", Object = "o", String = "s", Class = "k", Throwable = "t", Void = "v";
          try { pause(); s += Awaiter + Continuation + Object + String + Class + Throwable + Void; }
          finally { s += await(Object); } }
        { String IllegalStateException = "i", Objects = "o", AssertionError = "e", Run = "r", Promise = "p", DirectLink = "d", Frame = "f";
          assert see(true) : await("m");
          s += IllegalStateException + Objects + AssertionError + await(Run) + Promise + DirectLink + Frame; }
        { int frame = 1, self = 2, state = 3, awaiter = 4, run = 5, depth = 6, thrown = 7; pause(); s += frame + self + state + awaiter + run + depth + thrown + await(1); }
        return Task.of(s + new P().work());
        """,
        """
        static int count;
        static String field = "f";
        static int name(int P) { return P; }
        @Suspendable static Task<Integer> work(int P) { count++; int Task = await(P); count += Task; return dev.suspendable.Task.of(P + Task + count); }
        String work() { return "w"; }
        """);
  }

  MasterTest parameters() {
    return program(
        HEAD
            + """
            class P {
              static int count;
              int field = 2;
              @Suspendable static Task<String> one(int P, int dev, String String, Object Objects, int[] Task) {
                count++;
                P++;
                dev += await(P);
                String += await("s");
                return Coroutines.await(p(true)) ? p(P + dev + String + java.lang.String.valueOf(Objects) + Task[await(0)] + count) : null;
              }
              static <T> Task<T> p(T t) { return Task.of(t); }
              @Suspendable Task<String> two(int P, Supplier<Integer> Awaiter, String... List) {
                field++;
                count += await(field);
                Supplier<String> f = () -> P + "" + Awaiter.get() + count + field + java.util.List.of(List);
                Function<String, String> g = Arrays -> Arrays + java.util.Arrays.asList(List) + count + P;
                return Task.of(f.get() + g.apply(await("g")) + Arrays.toString(List));
              }
              @Suspendable private <T extends Comparable<T>> Task<T> three(T Task, T Comparable) {
                T String = await(Task);
                return dev.suspendable.Task.of(String.compareTo(Comparable) > count ? Task : await(Comparable));
              }
              @Suspendable static Task<String> run() {
                P p = new P();
                return Task.of(Coroutines.await(one(1, 2, "3", "o", new int[] {5})) + Coroutines.await(p.two(6, () -> 7, "l"))
                    + Coroutines.await(p.three("t", "u")) + await(1));
              }
            }
            """);
  }

  /** What carried-over text declares itself: we write the names of types into it. */
  MasterTest insideOfText() {
    return program(
        HEAD
            + """
            class P {
              static int count = 1;
              static <T> T id(T t) { return t; }
              class Inner { int n = count; }
              record Pair(Object a, Object b) {}
              interface Job { @Suspendable Task<String> run(int P); }
              int field = 3;
              @Suspendable Task<String> work() {
                Function<Integer, Integer> f = P -> P + count + id(P);
                BiFunction<Integer, Integer, Integer> g = (P, Collections) -> { int java = P; for (int Math = 0; Math < 2; Math++) { java += Math + count; } return java + Collections; };
                Function<Integer, Integer> h = (var P) -> { count++; return P + count; };
                Function<Integer, Integer> i = (@Deprecated final Integer P) -> { int q[] = {count}, Task = count, R = q[0] + Task; return P + R + count; };
                int s = 0;
                for (int P = 0; P < 2; P++) { s += count + P; }
                for (int P : new int[] {1, 2}) { s += count + P; }
                for (var P : List.of(1)) { s += count + P; }
                { int a = count, P = a, b[] = {P, count}, /* P = */ Coroutines = P; s += a + P + b[1] + Coroutines; final var List = count; s += List; }
                try { throw new IllegalStateException("x"); } catch (final IllegalStateException | IllegalArgumentException P) { s += count + P.getMessage().length(); }
                try (java.io.StringReader P = new java.io.StringReader("r"); var Task = new java.io.StringReader("t")) { s += count + P.read() + Task.read(); } catch (java.io.IOException java) { s += count; }
                Object o = "text";
                if (o instanceof String P && P.length() > count) { s += P.length() + count; }
                int t = switch (s) { case 1: { int P = count; yield P; } default: { int P = 2; P += count; yield P; } };
                Supplier<Inner> in = () -> { int P = field; return new Inner(); };
                Job job = P -> Task.of(P + await("j") + count + P);
                Comparator<String> c = String::compareTo;
                await(s);
                Runnable r = () -> { class Local { int P = count; int get() { return P + count; } } log(new Local().get()); };
                r.run();
                return Task.of("" + s + t + f.apply(1) + g.apply(2, await(3)) + h.apply(4) + i.apply(5) + in.get().n + Coroutines.await(job.run(6))
                    + c.compare("a", "b") + Math.abs(-1) + Collections.emptyList() + count);
              }
              @Suspendable static Task<String> run() { return Task.of(await(0) + Coroutines.await(new P().work())); }
            }
            """);
  }

  MasterTest patterns() {
    return body(
        "String",
        """
        Object o = await((Object) "text");
        String s = "";
        if (o instanceof String String && await(String.length()) > 1) { s += String; }
        if (!(await(o) instanceof CharSequence List)) { return Task.of("no"); }
        s += List.length() + String.valueOf(see(1)) + java.util.List.of(1);
        if (see(o) instanceof String Math && Math.length() > Integer.parseInt("1")) { s += Math; }
        boolean b = o instanceof String P && see(P).length() > count && await(true);
        Supplier<Boolean> f = () -> o instanceof String P && P.length() > count;
        return Task.of(s + b + f.get() + Math.max(1, await(2)) + count);
        """,
        "static int count = 2;");
  }

  MasterTest resourcesAndLoops() {
    return body(
        "String",
        """
        String s = "";
        try (R P = new R(await("a")); R Task = new R(P.name + count)) { s += await(P.name) + Task.name + count; }
        for (String List : List.of("x", "y")) { s += List + await(count); for (String Arrays : List.split(",")) { s += Arrays + java.util.Arrays.asList(await(1)); } }
        for (int P = 0, Math = 3; P < await(2); P++, Math--) { s += P + Math + count; }
        java: while (true) { dev: do { if (await(count++) > 3) break java; continue dev; } while (true); }
        s += java.util.List.of();
        lambda(P -> P + count);
        return Task.of(s + lambda(Supplier -> Supplier * Math.min(count, 100)) + await(1));
        """,
        """
        static int count = 2;
        static int lambda(IntUnaryOperator f) { return f.applyAsInt(3); }
        record R(String name) implements AutoCloseable { @Override public void close() { log("close " + name); } }
        """);
  }

  MasterTest generatorsAndPush() {
    return generator(
            "String",
            """
        { String Collections = "c"; yieldValue(Collections); P = 1; }
        yieldValue("" + Collections.max(List.of(1, 2)) + P);
        for (String java : List.of("a", "b")) { yieldValue(java + count); }
        java.util.List<String> l = java.util.List.of("x");
        for (int Generator = 0, Awaiter = 1; Generator < 2; Generator++) { yieldValue("" + Generator + Awaiter + count); }
        yieldAll(other(3, "s"));
        return Generator.end();
        """,
            """
        static int count, P;
        @Suspendable static Generator<String> other(int Generator, String P) {
          for (int i = 0; i < Generator; i++) { yieldValue(P + count); }
          String List = P;
          yieldValue(List + java.util.List.of(count));
          return dev.suspendable.Generator.end();
        }
        """)
        .withoutFailures();
  }

  MasterTest classesWithSmallNames() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.*;
        import dev.suspendable.annotations.*;

        class frame { static int x = 1; static int next() { return ++x; } }
        class self { static int x = 2; }
        class awaiter { static int x = 3; }
        class state {
          static int x = 4;
          int y = 5;
          class run { int z = y; @Suspendable Task<String> go() { x += await(1); y++; z += y; return Task.of("" + x + y + z + frame.x); } }
          @Suspendable Task<String> work() {
            try { x++; y += await(x); frame.x++; self.x += await(frame.next()); awaiter.x += self.x; }
            finally { depth.x++; await(depth.x); }
            return Task.of("" + x + y + frame.x + self.x + awaiter.x);
          }
        }
        class depth { static int x; }
        class P {
          @Suspendable static Task<String> run() {
            state s = new state();
            return Task.of(Coroutines.await(s.work()) + Coroutines.await(s.new run().go()) + await(depth.x));
          }
        }
        """);
  }

  MasterTest typesNamedLikeOthers() {
    return program(
            HEAD
                + """
                import q.List;

                class P<String, Awaiter, T> {
                  static class Object { static int n = 1; }
                  static class Throwable { static int n = 2; }
                  static class Override {}
                  static class Task2 {}
                  static class Class { static int n = 3; }
                  String s; Awaiter a; T t;
                  P(String s, Awaiter a, T t) { this.s = s; this.a = a; this.t = t; }
                  @Suspendable Task<java.lang.String> work(String more) {
                    java.util.List<String> l = new ArrayList<>();
                    try { l.add(await(more)); l.add(s); Awaiter b = await(a); pause(); }
                    finally { await(Object.n); }
                    List own = new List(await(1));
                    for (String each : l) { await(each); }
                    java.lang.Object o = await(t);
                    return Task.of(java.lang.String.valueOf(l) + o + own.n + Object.n + Throwable.n + Class.n + java.util.List.of(1) + List.count);
                  }
                  @Suspendable static Task<java.lang.String> run() {
                    return Task.of(Coroutines.await(new P<>("s", 1, 'c').work(await("m"))) + Same.n + await(Same.n));
                  }
                }
                class Same { static int n = 5; }
                class Continuation { static int n; }
                class Generator { static int n; }
                """)
        .with(
            "package q; public class List { public int n; public static int count = 7; public List(int n) { this.n = n; } }");
  }

  /** A frame inherits from its promise. */
  MasterTest membersOfThePromise() {
    return program(
        HEAD
            + """
            import java.util.concurrent.*;

            abstract class MyPromise<T> extends TaskPromise<T> {
              protected int P = 1, Collections, List, self, frame, state, Task, Objects, IllegalStateException, count, run, x;
              int Integer, Math;
              private int MyPromise;
              static class Awaiter {} static class String {} static class Override {} static class Throwable {} static class Map {}
              static class Object {} static class Run {} static class Void {} static class Comparator {} static class AssertionError {}
            }
            class P {
              static int count = 1;
              int x = 2;
              @Suspendable(promise = MyPromise.class) Task<String> work(int n, Object o) throws Exception {
                String s = "" + x + count + n + o;
                for (String java : List.of("a", await("b"))) { s += java + await(java); count++; }
                List<Object> l = new ArrayList<>(java.util.List.of(Collections.max(List.of(1, await(2)))));
                int Math = await(3);
                { int P = await(4); s += P + count + java.lang.Math.max(Math, 1); }
                Map<String, Integer> m = new TreeMap<>(Map.of("k", await(1)));
                try { s += Integer.parseInt(await("y")); } catch (NumberFormatException e) { s += e.getClass(); }
                assert see(true) : await("m");
                Comparator<String> c = Comparator.naturalOrder();
                Callable<Object> q = () -> { Object r = count; return r + "" + x + List.of(Math); };
                switch (o.toString()) { case "o": s += await("o"); break; default: throw new IllegalStateException(); }
                return Task.of(s + l + m + c.compare("a", s) + q.call() + Objects.requireNonNull(await(o)));
              }
              abstract static class WithPackages<T> extends TaskPromise<T> { int java, dev, p; }
              @Suspendable(promise = WithPackages.class) Task<String> packages(Object o) throws Exception {
                for (String s : java.util.List.of("a", await("b"))) { count += java.lang.Math.max(s.length(), await(1)); }
                dev.suspendable.Task<String> t = dev.suspendable.Task.of("t");
                return Task.of(Coroutines.await(t) + count);
              }
              @Suspendable(promise = MyPromise.class) static Task<Void> nothing(Void v) { await(1); count++; return Task.completed(); }
              @Suspendable static Task<String> run() throws Exception {
                Coroutines.await(nothing(null));
                return Task.of(Coroutines.await(new P().work(await(1), "o")) + Coroutines.await(new P().packages("o")) + count);
              }
            }
            """);
  }

  MasterTest splitMachines() {
    return body(
        "String",
        """
        String s = "";
        int Math = await(1);
        { int P = await(2); s += P + count; for (int i = 0; i < 3; i++) { s += await(i) + Math; count++; } }
        { int Collections = await(3); s += Collections + count; }
        for (String java : List.of("a", "b")) { s += java + await(java) + count; }
        s += Collections.max(List.of(await(1), 2));
        java.util.List<String> l = java.util.List.of(await("x"));
        try { s += await(l.get(0)); see(Integer.parseInt(await("y"))); } catch (NumberFormatException P) { s += P.getClass() + await("z") + count; }
        return Task.of(s + java.lang.Math.max(Math, await(4)));
        """,
        "static int count;");
  }
}
