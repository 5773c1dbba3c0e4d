package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;
import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Coroutines as methods of every kind of class. */
final class MethodsTest extends LanguageTest {
  MasterTest staticWithParameters() {
    return body(
        "String",
        """
        return Task.of(await(work((byte) 1, (short) 2, 'c', 4, 5L, 6f, 7.0, true, "s", new int[] {8}, null)));
        """,
        """
        @Suspendable
        static Task<String> work(byte b, short s, char c, int i, long l, float f, double d, boolean z, String t, int[] a, Object o) {
          pause();
          return Task.of("" + b + s + c + i + l + f + d + z + t + a[0] + o + await("x"));
        }
        """);
  }

  MasterTest recursion() {
    return body(
            "String",
            """
            return Task.of("" + await(fib(6)) + await(sum(List.of(1, 2, 3))));
            """,
            """
            @Suspendable
            static Task<Integer> fib(int n) {
              if (n < 2) return Task.of(await(n));
              return Task.of(await(fib(n - 1)) + await(fib(n - 2)));
            }
            @Suspendable
            private static <T extends Number> Task<Integer> sum(List<? extends T> l) {
              if (l.isEmpty()) return Task.of(0);
              int head = l.get(0).intValue();
              return Task.of(head + await(sum(l.subList(1, l.size()))));
            }
            """)
        .withoutFailures();
  }

  MasterTest overloads() {
    return body(
        "String",
        """
        return Task.of(await(f(1)) + await(f(1L)) + await(f("s")) + await(f((Object) "o")) + await(f()) + await(f(1, 2)) + await(f(new int[] {1}, "x")));
        """,
        """
        @Suspendable
        static Task<String> f(int x) {
          return Task.of("int" + await(x));
        }
        @Suspendable
        static Task<String> f(long x) {
          return Task.of("long" + await(x));
        }
        @Suspendable
        static Task<String> f(String x) {
          return Task.of("String" + await(x));
        }
        @Suspendable
        static Task<String> f(Object x) {
          return Task.of("Object" + await(x));
        }
        @Suspendable
        static Task<String> f(int... x) {
          pause();
          return Task.of("ints" + x.length);
        }
        @Suspendable
        static Task<String> f(int[] x, Object... y) {
          pause();
          return Task.of("arrays" + x.length + y.length);
        }
        """);
  }

  MasterTest namesDifferInCaseOnly() {
    return body(
        "String",
        """
        return Task.of(await(get()) + await(Get()) + await(GET()) + await(gET()));
        """,
        """
        @Suspendable
        static Task<String> get() {
          return Task.of("get" + await(1));
        }
        @Suspendable
        static Task<String> Get() {
          return Task.of("Get" + await(2));
        }
        @Suspendable
        static Task<String> GET() {
          return Task.of("GET" + await(3));
        }
        @Suspendable
        static Task<String> gET() {
          return Task.of("gET" + await(4));
        }
        """);
  }

  MasterTest methodNamedAsNestedClass() {
    return body(
        "String",
        """
        return Task.of(await(total()) + new total().x + await(Price()));
        """,
        """
        static class total {
          int x = 5;
        }
        record Price(int x) {}
        @Suspendable
        static Task<String> total() {
          return Task.of("total" + await(1));
        }
        @Suspendable
        static Task<String> Price() {
          return Task.of("Price" + await(new Price(2)).x());
        }
        """);
  }

  MasterTest generics() {
    return body(
        "String",
        """
        String s = await(P.<String, Integer>first(List.of("a"), 1)) + await(max(3, 9)) + await(new Box<>("b").get("c"));
        s += await(wild(List.of(1, 2))) + await(Box.<Integer>empty());
        return Task.of(s);
        """,
        """
        @Suspendable
        static <A, B extends Number> Task<A> first(List<? extends A> l, B b) {
          A a = l.get(0);
          B c = await(b);
          log(c.intValue());
          return Task.of(a);
        }
        @Suspendable
        static <T extends Comparable<? super T> & java.io.Serializable> Task<T> max(T a, T b) {
          T m = await(a).compareTo(await(b)) > 0 ? a : b;
          pause();
          return Task.of(m);
        }
        @Suspendable
        static Task<String> wild(List<? extends Number> l) {
          String s = "";
          for (Number n : l) s += await(n.intValue());
          return Task.of(s);
        }
        static class Box<T> {
          private T value;
          Box(T value) {
            this.value = value;
          }
          @Suspendable
          <U extends T> Task<List<T>> get(U u) {
            List<T> l = new ArrayList<>();
            l.add(value);
            l.add(await(u));
            T before = value;
            value = u;
            pause();
            l.add(before);
            return Task.of(l);
          }
          @Suspendable
          static <V> Task<Box<V>> empty() {
            V none = null;
            Box<V> b = new Box<>(none);
            pause();
            return Task.of(await(b));
          }
          @Override
          public String toString() {
            return "Box" + value;
          }
        }
        """);
  }

  MasterTest throwsGeneric() {
    return body(
        "String",
        """
        try {
          return Task.of(await(P.<IOException>thrower(new IOException("g"))));
        } catch (IOException e) {
          return Task.of("caught " + await(e.getMessage()));
        }
        """,
        """
        @Suspendable
        static <X extends Exception> Task<String> thrower(X x) throws X {
          pause();
          if (x != null) throw x;
          return Task.of("no");
        }
        """);
  }

  MasterTest instanceMembers() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;

        class P {
          private int n = 1;
          private final String name;
          private static int count;
          private static final int CONSTANT = 7;
          private P(String name) {
            this.name = name;
          }
          static Task<String> run() throws Exception {
            return new P("x").work(new P("other"));
          }
          private int bump(int by) {
            return n += by;
          }
          private static String shout(String s) {
            return s + "!" + count++;
          }
          @Suspendable
          private Task<String> work(P other) throws Exception {
            n += await(2);
            this.n *= await(3) + other.n;
            other.n++;
            count = await(5);
            ++count;
            String s = name + other.name + bump(await(1)) + this.bump(1) + shout(await("a")) + P.shout("b") + CONSTANT;
            P made = new P(await("made"));
            made.n -= await(1);
            int before = n++;
            pause();
            int after = --this.n;
            s += before + "" + after + made.name + made.n + P.count + this.hashCode2();
            return Task.of(s + await(again(3)));
          }
          private int hashCode2() {
            return 1;
          }
          @Suspendable
          private Task<Integer> again(int k) {
            if (k == 0) return Task.of(n);
            n += await(k);
            return again(k - 1);
          }
        }
        """);
  }

  MasterTest innerAndNested() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;
        import java.util.function.Supplier;

        class P {
          private String name = "outer";
          private static String shared = "shared";
          static Task<String> run() throws Exception {
            return new P().start();
          }
          @Suspendable
          Task<String> start() {
            Inner i = new Inner();
            Inner.Deep d = i.new Deep();
            return Task.of(await(i.work()) + await(d.work("p")) + await(Nested.work()) + await(new Nested().own()));
          }
          private String hello() {
            return "hello " + name;
          }
          private class Inner {
            private String name = "inner";
            @Suspendable
            private Task<String> work() {
              String s = name + P.this.name + hello() + shared;
              P.this.name = await("changed");
              name += await("!");
              Inner other = new Inner();
              pause();
              Supplier<String> f = () -> name + P.this.name + hello() + other.name;
              return Task.of(s + f.get() + P.this.hello() + this.name);
            }
            class Deep {
              private String name = "deep";
              @Suspendable
              Task<String> work(String p) {
                String s = name + Inner.this.name + P.this.name + hello();
                Inner.this.name = await("i2");
                P.this.name += await("o2");
                pause();
                return Task.of(s + name + Inner.this.name + P.this.name + p + new Deep().name);
              }
            }
          }
          static class Nested {
            private static int calls;
            @Suspendable
            static Task<String> work() {
              calls++;
              String s = shared + await(calls);
              shared = "s2";
              return Task.of(s + shared + new P().name + new P().hello());
            }
            @Suspendable
            protected Task<String> own() {
              return Task.of(await(Private.A) + "" + Private.valueOf(await("B")).low());
            }
            private enum Private {
              A, B;
              private String low() {
                return name().toLowerCase();
              }
            }
          }
        }
        """);
  }

  MasterTest interfaces() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;

        class P implements Greeter {
          static Task<String> run() throws Exception {
            Greeter g = new P();
            return Task.of(g).on(Runnable::run) == null ? null : start(g);
          }
          @Suspendable
          static Task<String> start(Greeter g) {
            return Task.of(await(g.greet("x")) + await(Greeter.make(1)) + await(g.plain()));
          }
          @Override
          public String name() {
            return "P";
          }
          @Override
          @Suspendable
          public Task<String> plain() {
            pause();
            return Task.of("plain" + await(Greeter.super.other()) + Greeter.super.size(await(2)));
          }
        }
        interface Greeter {
          int CONSTANT = 5;
          String name();
          @Suspendable
          Task<String> plain();
          default int size(int n) {
            return n + CONSTANT;
          }
          @Suspendable
          default Task<String> greet(String s) {
            String t = s + name() + await(secret(s)) + await(CONSTANT);
            return Task.of(t + this.name() + size(await(1)));
          }
          @Suspendable
          default Task<String> other() {
            return Task.of("other" + await(1));
          }
          @Suspendable
          private Task<String> secret(String s) {
            return Task.of("secret" + await(s) + hidden() + help());
          }
          private String hidden() {
            return "hidden";
          }
          private static String help() {
            return "help";
          }
          @Suspendable
          static Task<String> make(int n) {
            return Task.of("made" + await(n) + help());
          }
        }
        """);
  }

  MasterTest recordsAndEnums() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;

        class P {
          @Suspendable
          static Task<String> run() {
            return Task.of(await(new Point(1, 2).sum()) + await(Point.origin()) + await(Op.PLUS.apply(3)) + await(Op.all()));
          }
          record Point(int x, int y) {
            Point {
              if (x < 0) throw new IllegalArgumentException();
            }
            @Suspendable
            Task<String> sum() {
              int s = x + await(y()) + this.y;
              Point p = new Point(await(s), x);
              return Task.of(p + "" + equals(p) + p.x);
            }
            @Suspendable
            static Task<Point> origin() {
              return Task.of(new Point(await(0), 0));
            }
          }
          enum Op {
            PLUS("+") {
              @Override
              int op(int a) {
                return a + 1;
              }
            },
            MINUS("-") {
              @Override
              int op(int a) {
                return a - 1;
              }
            };
            private final String sign;
            Op(String sign) {
              this.sign = sign;
            }
            abstract int op(int a);
            @Suspendable
            Task<String> apply(int a) {
              int r = op(await(a));
              return Task.of(sign + r + name() + ordinal() + switch (this) {
                case PLUS -> await("p");
                case MINUS -> "m";
              });
            }
            @Suspendable
            static Task<String> all() {
              String s = "";
              for (Op o : values()) s += o.sign + await(o.op(5));
              return Task.of(s);
            }
          }
        }
        """);
  }

  MasterTest protectedMembersFromAnotherPackage() {
    return program(
            """
            package p;

            import static dev.suspendable.processor.testing.Awaits.*;

            import dev.suspendable.Task;
            import dev.suspendable.annotations.Suspendable;
            import p.base.Base;
            import java.util.function.Supplier;

            class P extends Base {
              static Task<String> run() throws Exception {
                return new P().work();
              }
              @Suspendable
              Task<String> work() throws Exception {
                field = await(2);
                this.field += await(3);
                field++;
                int old = field--;
                shared *= await(4);
                Base.shared += 1;
                String s = method(await("a")) + this.method("b") + super.method(await("c")) + helper(await(1)) + Base.helper(2);
                Nest n = new Nest(await(5));
                Supplier<String> f = () -> method("lambda") + field + super.method("s");
                pause();
                Supplier<String> g = this::noArgs;
                super.field = await(40);
                s += n.get() + f.get() + old + super.field + super.toString() + g.get();
                try {
                  super.thrower();
                } catch (java.io.IOException e) {
                  s += await(e.getMessage());
                }
                return Task.of(s + field + shared + texts(await("v"), "w") + await(suspending(1)) + await(super.suspending(2)));
              }
              @Override
              protected String method(String s) {
                return "P." + s;
              }
              @Override
              @Suspendable
              protected Task<String> suspending(int n) {
                return Task.of("Psus" + await(n));
              }
            }
            """)
        .with(
            """
            package p.base;

            import static dev.suspendable.processor.testing.Awaits.*;

            import dev.suspendable.Task;
            import dev.suspendable.annotations.Suspendable;

            public class Base {
              protected int field = 1;
              protected static int shared = 3;
              protected String method(String s) {
                return "Base." + s;
              }
              protected String noArgs() {
                return "noArgs";
              }
              protected static String helper(int n) {
                return "helper" + n;
              }
              protected final String texts(String... s) {
                return String.join("|", s);
              }
              protected void thrower() throws java.io.IOException {
                throw new java.io.IOException("io");
              }
              @Suspendable
              protected Task<String> suspending(int n) {
                return Task.of("Bsus" + await(n));
              }
              @Override
              public String toString() {
                return "Base";
              }
              protected static class Nest {
                private final int n;
                public Nest(int n) {
                  this.n = n;
                }
                public int get() {
                  return n;
                }
              }
            }
            """)
        .options("-Xlint:all");
  }

  MasterTest superReferences() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;
        import java.util.List;
        import java.util.function.*;

        class P extends Mid implements Named {
          static Task<String> run() throws Exception {
            return new P().work(2);
          }
          @Suspendable
          Task<String> work(int n) {
            Supplier<String> text = super::text;
            IntFunction<String> of = super::text;
            Function<String, List<String>> listed = super::<String>listed;
            Function<String, List<String>> inferred = super::listed;
            BinaryOperator<String> joined = super::joined;
            Supplier<String> named = Named.super::name;
            String s = await("a") + text.get() + of.apply(await(n)) + listed.apply(await("l"));
            s += inferred.apply("i") + joined.apply(await("j"), "k") + named.get() + name();
            Supplier<Supplier<String>> nested = () -> super::text;
            s += nested.get().get() + new Inner().work(await("w"));
            return Task.of(s + await(new Inner().outer()));
          }
          @Override
          String text() {
            return "P";
          }
          @Override
          public String name() {
            return "P";
          }
          class Inner {
            String work(String s) {
              Supplier<String> text = P.super::text;
              return s + text.get();
            }
            @Suspendable
            Task<String> outer() {
              Supplier<String> text = P.super::text;
              return Task.of(await("o") + text.get());
            }
          }
        }
        interface Named {
          default String name() {
            return "Named";
          }
        }
        class Mid {
          String text() {
            return "Mid";
          }
          protected String text(int n) {
            return "Mid" + n;
          }
          <T> List<T> listed(T t) {
            return List.of(t);
          }
          String joined(String... parts) {
            return String.join("-", parts);
          }
        }
        """);
  }

  MasterTest superCalls() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;

        class P extends Mid {
          static Task<String> run() throws Exception {
            return new P().work(2);
          }
          @Override
          @Suspendable
          Task<String> work(int n) {
            log("P.work");
            String s = await(super.work(n)) + super.text() + text() + super.hashCode2(await(n));
            return Task.of(s);
          }
          @Override
          String text() {
            return "P" + super.text();
          }
        }
        class Mid {
          @Suspendable
          Task<String> work(int n) {
            log("Mid.work");
            return Task.of("mid" + await(n) + text());
          }
          String text() {
            return "Mid";
          }
          final int hashCode2(int n) {
            return n;
          }
        }
        """);
  }

  MasterTest privateNestedTypesAsLocals() {
    return body(
        "String",
        """
        Secret s = new Secret(await(1));
        Secret[] all = {s, await(new Secret(2))};
        pause();
        Map<String, Secret> map = new TreeMap<>();
        map.put("k", s);
        List<Secret> l = List.of(all);
        pause();
        Kind k = await(Kind.B);
        Tag<Secret> tag = x -> "tag" + x.n;
        pause();
        return Task.of(s.n + "" + all[1].n + map.get("k").twice() + l.get(await(1)).n + k + tag.of(s));
        """,
        """
        private static final class Secret {
          private final int n;
          private Secret(int n) {
            this.n = n;
          }
          private int twice() {
            return n * 2;
          }
        }
        private enum Kind {
          A, B
        }
        private interface Tag<T> {
          String of(T t);
        }
        """);
  }

  MasterTest staticImports() {
    return program(
            """
            package p;

            import static dev.suspendable.processor.testing.Awaits.*;
            import static java.lang.Math.max;
            import static java.util.Map.Entry;
            import static java.util.Map.entry;
            import static java.util.stream.Collectors.*;
            import static p.q.Statics.*;

            import dev.suspendable.Task;
            import dev.suspendable.annotations.Suspendable;
            import java.util.List;

            class P {
              @Suspendable
              static Task<String> run() {
                int m = max(await(1), await(2));
                Entry<String, Integer> e = entry(await("k"), m);
                String j = List.of("a", "b").stream().collect(joining(await(",")));
                counter += await(3);
                counter++;
                Thing t = new Thing();
                pause();
                return Task.of(m + "" + e + j + CONSTANT + counter + helper(await(4)) + t.x);
              }
            }
            """)
        .with(
            """
            package p.q;

            public class Statics {
              public static final String CONSTANT = "c";
              public static int counter = 1;
              public static String helper(int n) {
                return "h" + n;
              }
              public static class Thing {
                public int x = 9;
              }
            }
            """)
        .options("-Xlint:all");
  }

  MasterTest varargsCoroutine() {
    return body(
        "String",
        """
        return Task.of(await(all()) + await(all("a")) + await(all("b", "c")) + await(all((String[]) null)));
        """,
        """
        @Suspendable
        static Task<String> all(String... s) {
          pause();
          String r = "";
          if (s == null) return Task.of("null");
          for (String t : s) r += await(t);
          return Task.of(r + s.length);
        }
        """);
  }

  MasterTest annotatedParameters() {
    return body(
        "String",
        """
        return Task.of(await(work(1, "s")));
        """,
        """
        @Deprecated
        @Suspendable
        @SuppressWarnings("unused")
        public static final Task<String> work(@Deprecated final int a, @SuppressWarnings("x") String b) {
          return Task.of(a + await(b));
        }
        """);
  }

  MasterTest bridgesAndCovariance() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;
        import dev.suspendable.coroutine.Awaitable;

        class P extends Source<String> {
          static Task<String> run() throws Exception {
            return use(new P());
          }
          @Suspendable
          static Task<String> use(Source<String> s) {
            return Task.of(await((Task<String>) s.next("a")) + await(((P) s).next("b")));
          }
          @Override
          @Suspendable
          Task<String> next(String x) {
            return Task.of("P" + await(x));
          }
        }
        abstract class Source<T> {
          abstract Awaitable<T> next(T x);
        }
        """);
  }

  MasterTest abstractAndOverridden() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;

        abstract class P {
          @Suspendable
          abstract Task<String> step(int n);
          @Suspendable
          Task<String> all() {
            String s = "";
            for (int i = 0; i < 2; i++) s += await(step(i));
            return Task.of(s);
          }
          static Task<String> run() {
            return new Q().all();
          }
        }
        class Q extends P {
          @Override
          @Suspendable
          Task<String> step(int n) {
            return Task.of("Q" + await(n));
          }
        }
        """);
  }

  MasterTest fieldsHiddenAndInherited() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;

        class P extends Super {
          String x = "P.x";
          static Task<String> run() throws Exception {
            return new P().work();
          }
          @Suspendable
          Task<String> work() {
            String s = x + super.x + ((Super) this).x + y + this.y;
            super.x = await("sx");
            y += await("y");
            super.y += "!";
            return Task.of(s + x + super.x + y);
          }
        }
        class Super {
          String x = "Super.x";
          String y = "Super.y";
        }
        """);
  }

  MasterTest mutualRecursion() {
    return body(
        "String",
        """
        return Task.of(await(even(3)) + "" + await(odd(3)));
        """,
        """
        @Suspendable
        static Task<Boolean> even(int n) {
          if (n == 0) return Task.of(true);
          pause();
          return odd(n - 1);
        }
        @Suspendable
        static Task<Boolean> odd(int n) {
          if (n == 0) return Task.of(false);
          pause();
          return even(n - 1);
        }
        """);
  }

  MasterTest hostIsGenericInner() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;
        import java.util.*;

        class P<T extends Comparable<T>> {
          private final List<T> items = new ArrayList<>();
          private T best;
          static Task<String> run() {
            return new P<String>().start("a", "c", "b");
          }
          @SafeVarargs
          @Suspendable
          final Task<String> start(T... ts) {
            Node first = null;
            for (T t : ts) {
              first = new Node(await(t), first);
            }
            Node n = first;
            return Task.of(await(n.max()) + "" + items + best);
          }
          private class Node {
            final T value;
            final Node next;
            Node(T value, Node next) {
              this.value = value;
              this.next = next;
            }
            @Suspendable
            Task<T> max() {
              items.add(value);
              if (next == null) return Task.of(value);
              T m = await(next.max());
              best = m.compareTo(value) > 0 ? m : value;
              pause();
              return Task.of(best);
            }
          }
        }
        """);
  }
}
