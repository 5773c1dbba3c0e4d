package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;
import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Lambdas that are coroutines. */
final class LambdasTest extends LanguageTest {
  private static MasterTest test(String type, String body) {
    return test(type, body, "");
  }

  private static MasterTest test(String type, String body, String members) {
    return body(
        type,
        body,
        """
        interface AsyncFunction<A, B> { @Suspendable Task<B> apply(A a) throws Exception; }
        interface AsyncSupplier<T> { @Suspendable Task<T> get() throws Exception; }
        interface AsyncOp { @Suspendable Task<String> apply(int a, long b, String c); }
        """
            + members);
  }

  // In ordinary methods.

  MasterTest blockBody() {
    return test(
        "int",
        "return Task.of(await(adder(10).apply(await(1))));",
        """
        static AsyncFunction<Integer, Integer> adder(int k) {
          return x -> {
            int y = await(x);
            log("between");
            y += await(100);
            return Task.of(y + k);
          };
        }
        """);
  }

  MasterTest expressionBody() {
    return test(
        "String",
        "return Task.of(await(a().apply(1)) + await(b().apply(2)) + await(c(true).apply(3)));",
        """
        static AsyncFunction<Integer, String> a() { return x -> Task.of("a" + await(x)); }
        static AsyncFunction<Integer, String> b() { return (x) -> (Task.of("b" + await(x))); }
        static AsyncFunction<Integer, String> c(boolean is) {
          return x -> is ? Task.of("c" + await(x)) : Task.of("no");
        }
        """);
  }

  MasterTest transfersAndChoices() {
    return test(
        "String",
        """
        String s = "";
        for (int i = 0; i < 4; i++) s += await(choice().apply(i));
        return Task.of(s);
        """,
        """
        static AsyncFunction<Integer, String> choice() {
          return x -> switch (await(x)) {
            case 0 -> Task.of("zero");
            case 1 -> other("one");
            default -> await(x) == 2 ? other("two") : Task.of("many");
          };
        }
        @Suspendable
        static Task<String> other(String s) { return Task.of(await(s) + "!"); }
        """);
  }

  MasterTest parameters() {
    return test(
        "String",
        """
        return Task.of(await(implicit().apply(1, 2L, "c")) + await(explicit().apply(3, 4L, "d"))
            + await(vars().apply(5, 6L, "e")));
        """,
        """
        static AsyncOp implicit() { return (a, b, c) -> Task.of(await(c) + a + b); }
        static AsyncOp explicit() {
          return (final int a, long b, String c) -> { b += await(a); c += b; pause(); return Task.of(c + a); };
        }
        static AsyncOp vars() { return (var a, final var b, var c) -> Task.of(a + await(b) + c); }
        """);
  }

  MasterTest captures() {
    return test(
        "String",
        """
        return Task.of(await(make("p", 2, 3.5, 'c', 6L, true, new int[] {7}, List.of("l")).get()));
        """,
        """
        static <T extends Comparable<T>> AsyncSupplier<String> make(
            T p, int n, double d, char c, long l, boolean b, int[] a, List<? extends T> list) {
          final String constant = "C";
          long later = l + 1;
          Object o = list;
          if (!(o instanceof List<?> bound)) throw new AssertionError();
          return () -> {
            String s = later + await(constant) + d + a[0];
            a[0]++;
            s += bound.size() + await("x") + (b ? p : c) + list.get(0) + n;
            return Task.of(s + l + d + a[0]);
          };
        }
        """);
  }

  MasterTest capturesOfOneType() {
    return test(
        "String",
        "return Task.of(await(make(1, 2, 3, 4, 5).get()));",
        """
        static AsyncSupplier<String> make(int a, int b, int c, int d, int e) {
          int z = a + b;
          return () -> {
            String s = "";
            for (int i = e; i < d + e; i += c) { s += await(i) + "," + b; pause(); }
            AsyncSupplier<Integer> inner = () -> Task.of(await(z) + a);
            Supplier<Integer> plain = () -> d * c;
            try { s += plain.get(); } finally { s += await(inner.get()) + a; }
            switch (await(e)) { case 5 -> s += b; default -> s += c; }
            do { s += z; } while (s.length() < await(d));
            return Task.of(s);
          };
        }
        """);
  }

  MasterTest loopVariables() {
    return test(
        "String",
        """
        String s = "";
        for (AsyncSupplier<String> f : make()) s += await(f.get()) + ";";
        return Task.of(s);
        """,
        """
        static List<AsyncSupplier<String>> make() {
          List<AsyncSupplier<String>> result = new ArrayList<>();
          for (int i = 0; i < 2; i++) {
            int j = i;
            result.add(() -> Task.of("i" + await(j)));
          }
          for (String s : List.of("x", "y")) {
            result.add(() -> { pause(); return Task.of(s + await(s)); });
          }
          return result;
        }
        """);
  }

  MasterTest throwing() {
    return test(
        "String",
        """
        String s = "";
        try { await(make(true).get()); } catch (IOException e) { s += e.getMessage(); }
        return Task.of(s + await(make(false).get()));
        """,
        """
        static AsyncSupplier<String> make(boolean fails) {
          return () -> {
            try {
              if (await(fails)) throw new IOException("io");
              return Task.of(await("fine"));
            } finally {
              log("finally " + await(fails));
            }
          };
        }
        """);
  }

  MasterTest receivers() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.*;
        import dev.suspendable.annotations.*;
        import java.util.*;

        class P<T> extends Base {
          interface AsyncSupplier<T> { @Suspendable Task<T> get(); }
          private String secret = "s";
          private final T value;
          private static int count = 3;
          AsyncSupplier<T> inField = () -> { log(secret + await(name())); return Task.of(value()); };
          static AsyncSupplier<Integer> inStaticField = () -> Task.of(await(count) + 1);
          final AsyncSupplier<String> inBlock;
          static final AsyncSupplier<String> IN_STATIC_BLOCK;
          final AsyncSupplier<String> inConstructor;

          { inBlock = () -> Task.of(secret + await("block") + this.value()); }

          static {
            int local = count * 2;
            IN_STATIC_BLOCK = () -> Task.of(await("static") + local + count);
          }

          P(T value) {
            this(value, () -> Task.of(await("prologue") + value + count));
          }

          P(T value, AsyncSupplier<String> given) {
            this.value = value;
            int local = 9;
            inConstructor = () -> Task.of(await(given.get()) + local + secret + P.this.value);
          }

          private T value() { return value; }

          @Override
          protected String name() { return "P" + super.name(); }

          AsyncSupplier<String> ofSuper() { return () -> Task.of(await("x") + super.name() + base); }

          class Inner {
            String secret = "inner";
            AsyncSupplier<String> outer() {
              return () -> Task.of(secret + await("in") + P.this.secret + value() + P.super.name());
            }
          }

          static class Nested {
            private int n = 5;
            AsyncSupplier<Integer> nested() { return () -> Task.of(await(n) + count); }
          }

          enum Color {
            RED(() -> Task.of(await("red"))), BLUE(() -> Task.of(await("blue") + count()));
            private final AsyncSupplier<String> supplier;
            Color(AsyncSupplier<String> supplier) { this.supplier = supplier; }
            private static int count() { return values().length; }
          }

          record Rec(String a, int b) {
            AsyncSupplier<String> both() { return () -> { pause(); return Task.of(a + await(b)); }; }
          }

          interface Face {
            String id();
            default AsyncSupplier<String> greet() { return () -> Task.of(await("hello ") + id()); }
            static AsyncSupplier<String> fixed(int k) { return () -> Task.of(await("fixed") + k); }
            AsyncSupplier<String> CONSTANT = () -> Task.of(await("constant"));
          }

          @Suspendable
          static Task<String> run() {
            P<Integer> p = new P<>(7);
            String s = "" + await(p.inField.get()) + await(inStaticField.get());
            s += await(p.inBlock.get()) + await(IN_STATIC_BLOCK.get()) + await(p.inConstructor.get());
            s += await(p.ofSuper().get()) + await(p.new Inner().outer().get());
            s += await(new Nested().nested().get());
            for (Color c : Color.values()) s += await(c.supplier.get());
            Face face = () -> "face";
            s += await(new Rec("r", 1).both().get()) + await(face.greet().get());
            return Task.of(s + await(Face.fixed(2).get()) + await(Face.CONSTANT.get()));
          }
        }

        class Base {
          protected int base = 11;
          protected String name() { return "Base"; }
        }
        """);
  }

  MasterTest protectedOfOtherPackage() {
    return program(
            """
            package p;

            import static dev.suspendable.processor.testing.Awaits.*;

            import dev.suspendable.*;
            import dev.suspendable.annotations.*;

            class P extends p.q.Base {
              interface AsyncSupplier<T> { @Suspendable Task<T> get(); }
              AsyncSupplier<String> make(int k) {
                return () -> { field += await(k); return Task.of(method(field) + super.method(k)); };
              }
              @Override protected String method(int k) { return "P" + k; }
              @Suspendable
              static Task<String> run() {
                return Task.of(await(new P().make(2).get()));
              }
            }
            """)
        .with(
            """
            package p.q;
            public class Base {
              protected int field = 1;
              protected String method(int k) { return "Base" + k; }
            }
            """);
  }

  MasterTest targets() {
    return test(
        "String",
        """
        return Task.of(await(sub().get()) + await(both().get()) + await(narrow().apply("n")));
        """,
        """
        interface Sub<T> extends AsyncSupplier<T>, Runnable0 { default void run0() {} String toString(); }
        interface Runnable0 { void run0(); }
        interface Narrow extends AsyncFunction<String, Integer> {
          @Override @Suspendable Task<Integer> apply(String s);
        }
        static Sub<String> sub() { return () -> Task.of(await("sub")); }
        static AsyncSupplier<String> both() {
          return (AsyncSupplier<String> & Cloneable) () -> Task.of(await("both"));
        }
        static Narrow narrow() { return s -> Task.of(await(s).length()); }
        static AsyncFunction<? super String, ? extends Number> wild() { return s -> Task.of(await(1)); }
        """);
  }

  /** The frame keeps a serializable lambda, and with it the body and its lines. */
  MasterTest linesBesideSerializable() {
    return test(
        "String",
        """
        Supplier<Integer> three = (Supplier<Integer> & Serializable) () -> 3;
        String s = List.of(await(await(0))).get(0).toString();
        s += await(List.of(await(await(1))).get(0) + await(2));
        return Task.of(s + three.get());
        """);
  }

  MasterTest serializable() {
    return test(
        "String",
        """
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(make("k"));
        AsyncSupplier<?> copy = (AsyncSupplier<?>) new ObjectInputStream(
            new ByteArrayInputStream(bytes.toByteArray())).readObject();
        return Task.of("" + await(copy.get()));
        """,
        """
        static AsyncSupplier<String> make(String k) {
          return (AsyncSupplier<String> & Serializable) () -> Task.of(await("s") + k);
        }
        """);
  }

  MasterTest severalOnALine() {
    return test(
        "String",
        """
        String s = "";
        for (AsyncFunction<Integer, Integer> f : make(5, 6)) s += await(f.apply(1)) + " ";
        return Task.of(s);
        """,
        """
        static List<AsyncFunction<Integer, Integer>> make(int p, int q) {
          return List.of(x -> Task.of(await(x)), x -> Task.of(await(x) + p), x -> Task.of(await(x) - q), x -> Task.of(await(x)), x -> { AsyncFunction<Integer, Integer> f = y -> Task.of(await(y) * p); return Task.of(await(f.apply(x + q))); }, x -> Task.of(await(x) + q));
        }
        """);
  }

  MasterTest equalOnes() {
    return test(
        "int",
        """
        int sum = 0;
        for (int i = 0; i < 3; i++) sum = sum * 10 + await(make(i).apply(i));
        return Task.of(sum);
        """,
        """
        static AsyncFunction<Integer, Integer> make(int which) {
          if (which == 0) return x -> Task.of(await(x) + 1);
          if (which == 1) return x -> Task.of(await(x) + 1);
          return
              x ->
                  Task.of(
                      await(
                          x)
                          + 2);
        }
        """);
  }

  MasterTest overloads() {
    return test(
        "String",
        """
        return Task.of(await(both(() -> { pause(); return Task.of("block"); }))
            + await(both(() -> Task.of(await("expression")))) + await(make(1).get()) + await(make("s").get()));
        """,
        """
        interface AsyncRun { void run(); }
        static Task<String> both(AsyncSupplier<String> s) throws Exception { return s.get(); }
        static Task<String> both(Supplier<String> s, int i) { return Task.of(s.get()); }
        static AsyncSupplier<String> make(int i) { return () -> Task.of("int" + await(i)); }
        static AsyncSupplier<String> make(String i) { return () -> Task.of("string" + await(i)); }
        """);
  }

  MasterTest inOrdinaryLambdas() {
    return test(
        "String",
        """
        return Task.of(await(make(1).get().apply(2).get()));
        """,
        """
        static Supplier<Function<Integer, AsyncSupplier<String>>> make(int a) {
          return () -> {
            int b = a + 1;
            return c -> () -> { int d = await(a); Supplier<String> s = () -> "" + a + b + c + d; return Task.of(s.get() + await("!")); };
          };
        }
        """);
  }

  MasterTest genericMethods() {
    return test(
        "String",
        """
        return Task.of(await(map(List.of(1, 2, 3), x -> Task.of("m" + await(x)))).toString()
            + await(compose(x -> Task.of(await(x) + 1), y -> Task.of(await("" + y))).apply(5)));
        """,
        """
        @Suspendable
        static <A, B> Task<List<B>> map(List<A> list, AsyncFunction<? super A, ? extends B> f) throws Exception {
          List<B> result = new ArrayList<>();
          for (A a : list) result.add(await(f.apply(a)));
          return Task.of(result);
        }
        static <B, C> AsyncFunction<Integer, C> compose(AsyncFunction<Integer, B> f, AsyncFunction<B, C> g) {
          return x -> { B b = await(f.apply(x)); return g.apply(b); };
        }
        """);
  }

  MasterTest notSuspending() {
    return test(
        "String",
        "return Task.of(await(make().get()) + await(reference().apply(\"r\")));",
        """
        static AsyncSupplier<String> make() { return () -> Task.of("plain"); }
        static AsyncFunction<String, String> reference() { return P::coroutine; }
        @Suspendable
        static Task<String> coroutine(String s) { return Task.of(await(s)); }
        """);
  }

  MasterTest directCalls() {
    return test(
        "int",
        "return Task.of(await(make(3).get()));",
        """
        static AsyncSupplier<Integer> make(int n) {
          return () -> {
            int sum = 0;
            for (int i = 0; i < n; i++) sum += await(twice(i)) + await(i);
            return Task.of(sum + await(twice(n)));
          };
        }
        @Suspendable
        private static Task<Integer> twice(int i) { return Task.of(await(i) * 2); }
        """);
  }

  // In coroutines.

  MasterTest inCoroutine() {
    return test(
        "String",
        """
        int x = await(1);
        String s = "s";
        AsyncFunction<Integer, String> f = y -> { int z = await(y); return Task.of(s + x + z); };
        pause();
        AsyncSupplier<String> g = () -> Task.of(s + await(f.apply(x)) + await(2));
        x(x);
        return Task.of(await(f.apply(3)) + await(g.get()));
        """,
        "static void x(int x) {}");
  }

  MasterTest inCoroutinePerIteration() {
    return test(
        "String",
        """
        List<AsyncSupplier<String>> fs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          int j = await(i);
          fs.add(() -> Task.of("" + j + await(j * 10)));
          if (i == 1) pause();
        }
        for (String t : List.of("p", "q")) {
          fs.add(() -> { pause(); return Task.of(t); });
        }
        String r = "";
        for (AsyncSupplier<String> f : fs) r += await(f.get()) + ";";
        return Task.of(r);
        """);
  }

  MasterTest inCoroutineWithReceiver() {
    return test(
        "String",
        "return Task.of(await(new Host<>(\"t\").work(4)));",
        """
        static class Host<T> {
          private T value;
          private int n = 1;
          Host(T value) { this.value = value; }
          @Suspendable
          <U extends Number> Task<String> work(U u) throws Exception {
            AsyncFunction<T, String> f = t -> { n += await(1); return Task.of("" + t + value + u + n); };
            String s = await(f.apply(value));
            AsyncFunction<T, String> g = t -> Task.of(await(f.apply(t)) + await("g"));
            Supplier<AsyncSupplier<U>> nested = () -> () -> Task.of(await(u));
            n += await(10);
            return Task.of(s + await(g.apply(value)) + await(nested.get().get()));
          }
        }
        """);
  }

  MasterTest nestedDeeply() {
    return test(
        "String",
        """
        int a = await(1);
        AsyncFunction<Integer, AsyncFunction<Integer, AsyncSupplier<String>>> f =
            x -> {
              int b = await(x) + a;
              return Task.of(
                  y -> {
                    int c = await(y) + b;
                    return Task.of(() -> Task.of(a + " " + b + " " + c + " " + x + await(y)));
                  });
            };
        return Task.of(await(await(await(f.apply(10)).apply(100)).get()));
        """);
  }

  MasterTest tryAndFinally() {
    return test(
        "String",
        """
        String s = "";
        try {
          AsyncSupplier<String> f = () -> Task.of(await("try"));
          s += await(f.get());
        } finally {
          AsyncSupplier<String> f = () -> { log("in finally"); return Task.of(await("finally")); };
          s += await(f.get());
        }
        return Task.of(s + await(make(true).get()) + await(make(false).get()));
        """,
        """
        static AsyncSupplier<String> make(boolean early) {
          AsyncSupplier<String> f = null;
          try {
            if (early) return () -> Task.of(await("early"));
            f = () -> Task.of(await("late"));
          } finally {
            AsyncSupplier<String> inFinally = () -> Task.of(await("never"));
            log("made " + (inFinally != null));
          }
          return f;
        }
        """);
  }

  MasterTest deadCode() {
    return test(
        "String",
        "return Task.of(await(make().get()));",
        """
        static final boolean OFF = false;
        static AsyncSupplier<String> make() {
          if (OFF) {
            return () -> Task.of(await("dead"));
          }
          if (false) {
            AsyncSupplier<String> dead = () -> Task.of(await("dead"));
            return dead;
          }
          return () -> Task.of(await("alive"));
        }
        """);
  }

  MasterTest localClassesInside() {
    return test(
        "String",
        "return Task.of(await(make(\"k\", 3).get()));",
        """
        static AsyncSupplier<String> make(String k, int n) {
          return () -> {
            record Pair(int a, String b) {}
            Pair pair = new Pair(await(n), k);
            Object o = new Object() {
              @Override public String toString() { return k + n + pair; }
            };
            pause();
            return Task.of(o.toString());
          };
        }
        """);
  }

  MasterTest withoutDebugInformation() {
    return severalInMethods().options("-g:none");
  }

  MasterTest withLinesOnly() {
    return severalInMethods().options("-g:source,lines");
  }

  private static MasterTest severalInMethods() {
    return test(
        "String",
        "return Task.of(await(a(1, 2).get()) + await(b(3, 4).get()) + await(c(5, 6).get()));",
        """
        static AsyncSupplier<String> a(int p, int q) { return () -> Task.of("a" + await(q) + p); }
        static AsyncSupplier<String> b(int p, int q) { return () -> Task.of("b" + await(p) + q); }
        static AsyncSupplier<String> c(int p, int q) {
          AsyncSupplier<String> one = () -> Task.of("c" + await(p) + q);
          AsyncSupplier<String> two = () -> Task.of("d" + await(q) + p + await(one.get()));
          return two;
        }
        """);
  }

  MasterTest asynchronousResource() {
    return test(
        "String",
        """
        AsyncSupplier<String> f = () -> {
          try (R r = new R()) {
            return Task.of("body" + await(1));
          }
        };
        return Task.of(await(f.get()) + await(make().get()));
        """,
        """
        static AsyncSupplier<String> make() {
          return () -> {
            try (R r = new R()) {
              log("used");
            }
            return Task.of("made");
          };
        }
        static class R implements AutoCloseable {
          @Override public void close() { log("close"); }
        }
        """);
  }

  /**
   * The javac of JDK 25 leaves out dead code before it looks for what a lambda captures. Lambdas of
   * ordinary code, with variables of one type: their order is all that tells them.
   */
  MasterTest capturesInDeadCode() {
    return test(
        "String",
        """
        AsyncFunction<Integer, String> one = make(1, 2, 3, new ArrayList<>(), 5);
        AsyncFunction<Integer, String> other = make(6, 7, 8, new ArrayList<>(), 9);
        return Task.of(await(one.apply(0)) + await(other.apply(-1)) + await(new P().later().apply(2)));
        """,
        """
        int field = 3;

        AsyncFunction<Integer, String> later() {
          return x -> {
            assert true || x > 0 : field = x;
            if (false) {
              field += await(x) + this.field;
            }
            return Task.of("" + await(x));
          };
        }

        static AsyncFunction<Integer, String> make(int a, int b, int c, List<String> d, int e) {
          return x -> {
            boolean never = x > 0 && false;
            String s = "" + (true ? b : a) + c;
            if (false || x < 0) {
              s += a + await(x);
            }
            if (!true) {
              while (e > 0) {
                d.add(s);
                s += await(e + a);
              }
            } else {
              s += " " + b + " " + await(c - a);
            }
            if (1 > 2 && d.isEmpty() || 0 * 1 != 0) {
              s += d.get(e);
            }
            return Task.of(s + never + (false ? d : 7));
          };
        }
        """);
  }

  /** Names of variables are not known; what is captured the types tell. */
  MasterTest capturesInDeadCodeWithLinesOnly() {
    return capturesInDeadCode().options("-g:source,lines");
  }

  /** Dead code names one variable before another of the same type; both live on. */
  MasterTest deadCodeChangesTheOrderOfCaptures() {
    return test(
        "String",
        "return Task.of(await(make(1, 2L, 3).apply(4)) + await(make(5, 6L, 7).apply(8)));",
        """
        static AsyncFunction<Integer, String> make(int a, long b, int c) {
          return x -> {
            if (false) {
              log("never " + a + b + await(x));
            }
            String s = c + " " + await(x);
            return Task.of(s + a + (true || b > 0));
          };
        }
        """);
  }

  /**
   * On one line: the method of a lambda that suspends in dead code alone does not suspend, and one
   * in dead code has no method, or one that nothing refers to.
   */
  MasterTest deadCodeBesideOthersOnALine() {
    return test(
        "String",
        """
        List<AsyncFunction<Integer, String>> fs = new ArrayList<>();
        fs.add(v -> Task.of("a" + await(v))); fs.add(v -> { if (false) { await(v); } return Task.of("b"); });
        if (1 > 2) { fs.add(v -> Task.of("c" + await(v))); } fs.add(v -> Task.of("d" + await(v)));
        add(fs);
        String s = "";
        for (AsyncFunction<Integer, String> f : fs) s += await(f.apply(1)) + ";";
        return Task.of(s);
        """,
        """
        static void add(List<AsyncFunction<Integer, String>> fs) {
          int k = fs.size();
          fs.add(v -> Task.of(true || v > 0 ? "e" : "f" + await(v + k))); fs.add(v -> Task.of("g" + await(v + k)));
          boolean never = k < 0 && false && fs.add(v -> Task.of("h" + await(v)));
          if (2 > 1) fs.add(v -> Task.of("i" + await(v + k))); else fs.add(v -> Task.of("j" + await(v + k)));
          fs.add(v -> { AsyncFunction<Integer, String> f = w -> Task.of("k" + await(w)); if (false) f = w -> Task.of("l" + await(w)); return f.apply(v); });
        }
        """);
  }

  /** Calls that share the name of what suspends another lambda. */
  MasterTest callsNamedAsThoseThatSuspend() {
    return test(
        "String",
        """
        return Task.of(await(closing().apply("a")) + await(using().apply("b")));
        """,
        """
        static final class Both implements AsyncCloseable {
          @Override
          public Task<Void> closeAsync() {
            log("closed");
            return Task.completed();
          }

          @Override
          public void close() {
            log("closed");
          }
        }

        static final class One implements AutoCloseable {
          @Override
          public void close() {
            log("close");
          }
        }

        static AsyncFunction<String, String> closing() {
          return x -> {
            try (Both both = new Both()) {
              return Task.of(x + await(1));
            }
          };
        }

        static AsyncFunction<String, String> using() {
          return x -> {
            try (One one = new One()) {
              log(x);
            }
            new One().close();
            return Task.of(x + await(2));
          };
        }
        """);
  }

  /** javac folds more than constant expressions, but not as an operand of an ordinary operator. */
  MasterTest conditionsThatJavacFolds() {
    return body(
        "String",
        """
        List<Work<Integer>> all = List.of(
          v -> {
            pause();
            if (true != (null != "")) {
              return Task.of(await(1));
            }
            return Task.of(2);
          },
          v -> {
            pause();
            if (null != "") {
              return Task.of(await(1));
            }
            return Task.of(2);
          },
          v -> {
            pause();
            if (!(null == "")) {
              return Task.of(await(1));
            }
            return Task.of(2);
          },
          v -> {
            pause();
            if (null == ("")) {
              return Task.of(await(1));
            }
            return Task.of(2);
          },
          v -> {
            pause();
            if (null == (K)) {
              return Task.of(await(1));
            }
            return Task.of(2);
          },
          v -> {
            pause();
            if (null == "a" + "b") {
              return Task.of(await(1));
            }
            return Task.of(2);
          },
          v -> {
            pause();
            if (true == (false && more())) {
              return Task.of(await(1));
            }
            return Task.of(2);
          },
          v -> {
            pause();
            if (!(true || more())) {
              return Task.of(await(1));
            }
            return Task.of(2);
          },
          v -> {
            pause();
            if (false == (T || more())) {
              return Task.of(await(1));
            }
            return Task.of(2);
          },
          v -> {
            pause();
            if (T ? null == "a" : more()) {
              return Task.of(await(1));
            }
            return Task.of(2);
          },
          v -> {
            pause();
            if ((T ? false : more()) | false) {
              return Task.of(await(1));
            }
            return Task.of(2);
          },
          v -> {
            pause();
            if (null == null && null == "") {
              return Task.of(await(1));
            }
            return Task.of(2);
          },
          v -> {
            pause();
            if (T & 1 > 2) {
              return Task.of(await(1));
            }
            return Task.of(2);
          },
          v -> {
            pause();
            if ((T && 1 > 2) == true) {
              return Task.of(await(1));
            }
            return Task.of(2);
          },
          v -> {
            assert null != "" : await(1);
            assert !(false && more()) : await(2);
            return Task.of(null == "" ? await(3) : 4);
          });
        String values = "";
        for (Work<Integer> work : all) {
          values += await(work.run(1));
        }
        return Task.of(values);
        """,
        """
        static final String K = "k";
        static final boolean T = true;

        static boolean more() {
          return true;
        }

        interface Work<T> {
          @Suspendable
          Task<T> run(int x);
        }
        """);
  }
}
