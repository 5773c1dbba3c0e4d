package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;
import static dev.suspendable.processor.testing.MasterTest.generator;
import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Types that source has no name for, or none that the host may say, kept over suspensions. */
final class UnspellableTypesTest extends LanguageTest {
  private static final String CODES =
      """
      interface Code { default int code() { return 5; } }
      static class A extends Exception implements Code, Comparable<A> {
        private static final long serialVersionUID = 1;
        public int code() { return 1; }
        public int compareTo(A a) { return 0; }
      }
      static class B extends Exception implements Code, Comparable<B> {
        private static final long serialVersionUID = 1;
        public int code() { return 2; }
        public int compareTo(B b) { return 0; }
      }
      static class C extends Exception {
        private static final long serialVersionUID = 1;
      }
      static void fails(int i) throws A, B, C {
        switch (i) { case 0: throw new A(); case 1: throw new B(); default: throw new C(); }
      }
      static <T extends Exception & Code> int sum(T t, int i) { return t.code() + i; }
      """;

  MasterTest unions() {
    return body(
        "String",
        """
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < 3; i++) {
          try {
            fails(i);
          } catch (A | B e) {
            int k = await(5);
            s.append(k + e.code()).append(sum(e, await(1)));
            Supplier<Integer> later = () -> e.code();
            pause();
            s.append(later.get());
            var f = e;
            pause();
            s.append(f.code());
            var both = List.of(e, f);
            pause();
            s.append(both.get(await(1)).code());
            List<? extends Code> codes = both;
            s.append(codes.size());
          } catch (C | RuntimeException e) {
            pause();
            s.append(e.getClass() == C.class);
            if (e instanceof RuntimeException r) {
              throw r;
            }
          }
        }
        return Task.of(s.toString());
        """,
        CODES);
  }

  MasterTest unionsThrownAgain() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 2; i++) {
          try {
            try {
              fails(i);
            } catch (A | B e) {
              pause();
              s += e.code();
              throw e;
            } catch (C e) {
              s += "c";
            }
          } catch (A e) {
            s += "a" + await(1);
          } catch (B e) {
            s += "b" + await(2);
          }
        }
        return Task.of(s);
        """,
        CODES);
  }

  MasterTest elementsOfIntersections() {
    return body(
        "String",
        """
        StringBuilder s = new StringBuilder();
        var map = new TreeMap<>(Map.of("k", 1, "l", 2L));
        for (var entry : map.entrySet()) {
          var value = entry.getValue();
          pause();
          if (value.intValue() > 1) {
            s.append(value);
          }
          entry.setValue(await(true) ? value : 3);
        }
        map.put("m", await(7));
        map.put("n", 1.5);
        map.values().forEach(v -> s.append(v.longValue()));
        var list = new ArrayList<>(List.of(1, 2L));
        pause();
        list.add(3);
        list.add(await(4));
        list.set(await(0), list.get(1));
        var copy = list;
        copy = new ArrayList<>(list);
        pause();
        s.append(copy).append(list.get(await(2)).intValue());
        var nested = List.of(List.of(1), new TreeSet<>(Set.of(2L)));
        for (var inner : nested) {
          pause();
          for (var n : inner) {
            s.append(await(n).hashCode() + n.intValue());
          }
        }
        var optional = Optional.of(see(true) ? 1 : "q");
        pause();
        s.append(optional.map(x -> x.hashCode()).get());
        return Task.of(s.toString());
        """);
  }

  MasterTest inferredWithTypeVariables() {
    return body(
        "String",
        """
        return Task.of(await(P.<String>length("abc", "z")) + "");
        """,
        """
        @Suspendable
        static <T extends Comparable<T> & CharSequence> Task<Integer> length(T a, String z) {
          var list = List.of(a, z);
          int first = list.get(await(0)).length();
          var same = list;
          pause();
          same = list;
          for (var each : same) {
            pause();
            first += each.length() + await(each).charAt(0);
          }
          T b = await(a);
          Supplier<Integer> later = () -> list.get(1).length() + b.compareTo(a);
          pause();
          return Task.of(first + later.get());
        }
        """);
  }

  MasterTest arraysOfIntersections() {
    return body(
        "String",
        """
        String s = "";
        var array = array(1, "x", 2.0);
        pause();
        s += array.length + array.getClass().getSimpleName() + array[await(0)];
        for (var each : array) {
          pause();
          Comparable<?> c = each;
          s += each.hashCode() + "" + c;
        }
        array[await(0)] = array[2];
        array = array(2, "y");
        pause();
        return Task.of(s + array[1] + both(array[0], await(array[1])).getClass());
        """,
        """
        @SafeVarargs
        static <T> T[] array(T... values) { return values; }
        static <T> T both(T a, T b) { return b; }
        """);
  }

  MasterTest anonymousClasses() {
    return body(
        "String",
        """
        var o = new Object() { int x = 1; int next() { return ++x; } };
        pause();
        String s = o.x + "" + o.next() + await(o.x);
        var list = List.of(new Object() { int y = 7; });
        pause();
        s += list.get(0).y + await(list.get(await(0)).y);
        for (var each : list) {
          pause();
          s += each.y;
        }
        var map = Map.of("a", new Object() { int z = 9; });
        pause();
        return Task.of(s + map.get("a").z + sum(new Object() { int w = 4; }.w, await(1)));
        """,
        "static int sum(int a, int b) { return a + b; }");
  }

  MasterTest choices() {
    return body(
        "String",
        """
        var a = switch (await(1)) { case 1 -> 5; default -> "k"; };
        pause();
        Comparable<?> c = a;
        var b = await(true) ? List.of(1) : Set.of("x");
        pause();
        String s = c + "" + b.size();
        for (var each : b) {
          s += await(each);
        }
        var d = see(true) ? Integer.class : String.class;
        pause();
        s += d.getSimpleName();
        var e = List.of(1, 2L).getClass();
        pause();
        return Task.of(s + e.isArray() + hash(await(true) ? 1 : "x", await(2)));
        """,
        "static <T extends Comparable<?> & Serializable> int hash(T t, int i) { return t.hashCode() + i; }");
  }

  MasterTest resourcesAndPatterns() {
    return body(
        "String",
        """
        String s = "";
        try (var r = await(true) ? new R() : new Q()) {
          s += await(r.code());
        }
        try (R first = new R(); var second = see(false) ? first : new Q()) {
          pause();
          s += second.code();
        }
        var pair = new Pair<>(see(true) ? 1 : "s", List.of(1, 2L));
        pause();
        s += pair.x().hashCode() + pair.y().get(1).intValue();
        Object o = pair;
        if (o instanceof Pair<?, ?> p && p.y() != null) {
          pause();
          s += p.x();
        }
        return Task.of(s);
        """,
        """
        interface Coded { int code(); }
        static class R implements AutoCloseable, Coded {
          public int code() { return 11; }
          public void close() { log("r"); }
        }
        static class Q implements AutoCloseable, Coded {
          public int code() { return 12; }
          public void close() { log("q"); }
        }
        record Pair<X, Y>(X x, Y y) {}
        """);
  }

  MasterTest captures() {
    return body(
        "String",
        """
        StringBuilder s = new StringBuilder();
        Node<?> node = new Leaf();
        s.append(node.me().me().v + await(1));
        List<?> list = new ArrayList<>(List.of(1, "b"));
        swap(list, await(1));
        s.append(list.get(await(0)));
        Box<? extends Comparable<?>> box = new Box<>(4);
        var got = box.get();
        pause();
        Comparable<?> c = got;
        s.append(got.intValue() + box.get().byteValue() + await(1)).append(c);
        List<? super Integer> sup = new ArrayList<>();
        sup.add(await(3));
        var same = sup;
        var first = sup.get(0);
        pause();
        same.add(4);
        s.append(first).append(same);
        Function<? super Integer, ? extends Number> f = x -> x + 1;
        var applied = f.apply(1);
        pause();
        s.append(applied.intValue() + await(f.apply(2)).intValue());
        Outer<? extends Number> outer = new Outer<>();
        var in = outer.in(null);
        var of = new Outer<Integer>().in(await(5));
        pause();
        s.append(in.get()).append(of.get() + 1);
        return Task.of(s.toString());
        """,
        """
        static class Node<N extends Node<N>> {
          int v = 3;
          @SuppressWarnings("unchecked")
          N me() { return (N) this; }
        }
        static class Leaf extends Node<Leaf> {}
        static class Box<T extends Number & Comparable<T>> {
          final T t;
          Box(T t) { this.t = t; }
          T get() { return t; }
        }
        static class Outer<A> {
          class In {
            final A a;
            In(A a) { this.a = a; }
            A get() { return a; }
          }
          In in(A a) { return new In(a); }
        }
        static <T> void swap(List<T> list, int i) { list.set(0, list.set(i, list.get(0))); }
        """);
  }

  MasterTest lowerBoundsOfParameters() {
    return body(
        "String",
        """
        return Task.of("" + await(P.<String>first(Comparator.naturalOrder(), "x")));
        """,
        """
        static <U> Optional<U> none(Comparator<? super U> c) { return Optional.empty(); }
        @Suspendable
        static <T extends Comparable<? super T>> Task<Optional<T>> first(
            Comparator<? super T> c, T t) {
          pause();
          Optional<T> none = none(c);
          Comparator<? super T> same = await(c);
          if (await(same.compare(t, t)) == 0 && await(true)) {
            return Task.of(Optional.of(t));
          }
          return Task.of(none);
        }
        """);
  }

  MasterTest generators() {
    return generator(
        "Object",
        """
        var list = new ArrayList<>(List.of(1, 2L));
        for (var each : list) {
          yieldValue(each);
          yieldValue(each.intValue() + 1);
        }
        var o = new Object() { int n = 5; };
        yieldValue(list.size());
        list.add(3);
        yieldValue(list.get(2).longValue() + o.n);
        return Generator.end();
        """,
        "");
  }

  MasterTest lambdas() {
    return body(
        "String",
        """
        var list = new ArrayList<>(List.of(1, 2L));
        Source source =
            () -> {
              int sum = await(list.get(0)).intValue();
              var second = list.get(1);
              pause();
              list.add(5);
              Source inner = () -> Task.of(await(second.intValue()) + list.get(0).hashCode());
              return Task.of(sum + await(inner.next()) + await(list.size()));
            };
        pause();
        return Task.of(await(source.next()) + "" + await(source.next()) + list);
        """,
        "interface Source { @Suspendable Task<Integer> next() throws Exception; }");
  }

  private static final String API =
      """
      package p.api;

      import java.util.*;
      import java.util.function.*;

      public class Api {
        public interface Named { String name(); }
        interface More { default String more() { return "more"; } }
        static class Hidden implements Named, More, Comparable<Hidden> {
          public String name() { return "hidden"; }
          public int compareTo(Hidden h) { return 1; }
          @Override public String toString() { return "H"; }
        }
        private static class Secret implements Named {
          public String name() { return "secret"; }
        }
        static abstract class Base implements Named {
          public String name() { return "base"; }
        }
        public static class A extends Base implements More {}
        public static class B extends Base implements More {}
        public static final Hidden FIELD = new Hidden();
        public static Hidden hidden() { return new Hidden(); }
        public static Secret secret() { return new Secret(); }
        public static List<Hidden> list() { return new ArrayList<>(List.of(new Hidden())); }
        public static Hidden[] array() { return new Hidden[] {new Hidden()}; }
        public static Map<String, List<Hidden>> map() { return Map.of("a", list()); }
        public static Supplier<Hidden> supplier() { return Hidden::new; }
        public static Function<Hidden, String> function() { return h -> "f" + h; }
        public static String take(Hidden h, int i) { return "take" + h + i; }
        public static String takeAll(List<Hidden> h, int i) { return "all" + h + i; }
        public static String over(Hidden h, int i) { return "hidden"; }
        public static String over(Object h, int i) { return "object"; }
        public static <T extends Named> String named(T t, int i) { return t.name() + i; }
        public record Rec(Hidden h, List<Hidden> list) {}
        public static Rec rec() { return new Rec(new Hidden(), list()); }
        protected static class Nested {
          public int n = 6;
          public Nested() {}
          public Nested me() { return this; }
        }
      }
      """;

  private static MasterTest hidden(String body) {
    return program(
            """
            package p;

            import static dev.suspendable.processor.testing.Awaits.*;

            import dev.suspendable.*;
            import dev.suspendable.annotations.*;
            import java.util.*;
            import java.util.function.*;
            import p.api.Api;

            class P extends Api {
              @Suspendable
              static Task<String> run() throws Exception {
                StringBuilder s = new StringBuilder();
            """
                + body.indent(4)
                + """
                    return Task.of(s.toString());
                  }
                }
                """)
        .with(API);
  }

  MasterTest valuesOfHiddenClasses() {
    return hidden(
        """
        var h = Api.hidden();
        pause();
        s.append(Api.take(h, await(1))).append(Api.over(h, await(1))).append(h == null);
        Named n = h;
        Comparable<?> c = h;
        pause();
        s.append(n.name()).append(Api.take(Api.hidden(), await(2)));
        s.append(Api.over(Api.hidden(), await(1))).append(Api.named(Api.hidden(), await(1)));
        h = Api.FIELD;
        pause();
        s.append(h == Api.FIELD).append("" + Api.hidden() + await(1));
        s.append(Api.hidden() == h | await(false));
        Object o = await(1) > 0 ? Api.hidden() : "no";
        s.append(o).append(((Named) Api.hidden()).name() + await(1));
        var secret = Api.secret();
        pause();
        s.append(((Named) secret).name());
        synchronized (Api.hidden()) {
          s.append(secret != null);
        }
        """);
  }

  MasterTest hiddenClassesInOtherTypes() {
    return hidden(
        """
        var list = Api.list();
        pause();
        list.add(Api.hidden());
        list.set(await(0), Api.FIELD);
        s.append(Api.takeAll(list, await(1))).append(list.indexOf(Api.FIELD) + await(1));
        for (Named n : Api.list()) {
          pause();
          s.append(n.name());
        }
        var array = Api.array();
        pause();
        array[await(0)] = Api.FIELD;
        s.append(Api.take(array[0], await(1)));
        Object o = array[await(0)];
        for (Object each : array) {
          pause();
          s.append(each == o);
        }
        var map = Api.map();
        var supplier = Api.supplier();
        var function = Api.function();
        pause();
        s.append(map).append(function.apply(Api.FIELD) + await(1));
        Named named = supplier.get();
        s.append(named.name());
        var record = Api.rec();
        pause();
        s.append(Api.take(record.h(), await(1))).append(Api.takeAll(record.list(), await(1)));
        """);
  }

  MasterTest hiddenBounds() {
    return hidden(
        """
        var either = await(true) ? new Api.A() : new Api.B();
        pause();
        Named n = either;
        s.append(n.name());
        var list = List.of(new Api.A(), new Api.B());
        pause();
        for (Object each : list) {
          pause();
          s.append(((Named) each).name());
        }
        var nested = new Nested();
        pause();
        s.append(nested.me().n + await(1));
        var builder = see(true) ? new StringBuilder("x") : new StringBuffer("y");
        pause();
        CharSequence chars = builder;
        Object o = builder;
        s.append(chars.length()).append(o);
        """);
  }

  MasterTest protectedTypesCapturedByLambdas() {
    return hidden(
        """
        Nested nested = new Nested();
        pause();
        Supplier<Integer> later = () -> nested.me().n;
        pause();
        s.append(later.get() + await(nested.n));
        """);
  }

  /** Plain Java cannot make such a lambda: its call site may not name the class. */
  MasterTest hiddenClassCapturedByLambda() {
    String source =
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.*;
        import dev.suspendable.annotations.*;
        import java.util.function.*;
        import p.api.Api;

        class P {
          @Suspendable
          static Task<String> run() {
            %s h = Api.hidden();
            pause();
            Supplier<String> later = () -> h + "" + (h != null);
            pause();
            return Task.of(later.get());
          }
        }
        """;
    return program(source.formatted("var"), source.formatted("Object")).with(API);
  }
}
