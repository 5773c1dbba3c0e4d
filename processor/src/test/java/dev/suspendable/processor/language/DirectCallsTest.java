package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/**
 * Awaited calls of coroutines of the same class, which run on the Java stack until they suspend:
 * the direct form.
 */
final class DirectCallsTest extends LanguageTest {
  private static MasterTest tasks(String type, String body, String members) {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.*;
        import dev.suspendable.annotations.*;
        import java.io.*;
        import java.util.*;
        import java.util.function.*;

        class P {
          @Suspendable
          static Task<%s> run() throws Exception {
        """
                .formatted(type)
            + body.indent(4)
            + "  }\n"
            + members.indent(2)
            + "}\n");
  }

  MasterTest primitiveResults() {
    return tasks(
        "String",
        """
        int i = Coroutines.await(half(8));
        long l = 1 + Coroutines.await(twice(i)) + Coroutines.await(twice(2L));
        boolean b = Coroutines.await(even(i)) && !Coroutines.await(even(i + 1));
        char c = Coroutines.await(letter(b));
        double d = Coroutines.await(half(3.0)) / 2;
        l += Coroutines.await(twice(l));
        int[] a = {Coroutines.await(half(2)), 5};
        a[Coroutines.await(half(0))] -= Coroutines.await(half(a[1] + 1));
        String s = "" + Coroutines.await(half(6)) + Coroutines.await(letter(false));
        s += Coroutines.await(half(4));
        if (Coroutines.await(even(2))) {
          s += "even";
        }
        return Task.of(s + i + l + b + c + d + a[0]);
        """,
        """
        @Suspendable static Task<Integer> half(int i) { log("half " + i); return Task.of(i / await(2)); }
        @Suspendable static Task<Double> half(double d) { return Task.of(d / await(2)); }
        @Suspendable static Task<Long> twice(long l) { return Task.of(l * await(2)); }
        @Suspendable static Task<Boolean> even(int i) { return Task.of(i % await(2) == 0); }
        @Suspendable static Task<Character> letter(boolean first) {
          return first ? Task.of('a') : Task.of(await('z'));
        }
        """);
  }

  MasterTest primitiveResultsWhereTheBoxMatters() {
    return tasks(
        "String",
        """
        List<Object> list = new ArrayList<>(List.of(7, 1, 2));
        list.remove(Coroutines.await(one()));
        String s = Coroutines.await(one()).toString() + Coroutines.await(one()).equals(1);
        Object o = Coroutines.await(one());
        Number n = list.isEmpty() ? 2.5 : Coroutines.await(one());
        s += name(Coroutines.await(one())) + name((int) Coroutines.await(one())) + o.getClass() + n;
        s += ((Object) Coroutines.await(one())).hashCode();
        Integer boxed = Coroutines.await(one());
        boxed += Coroutines.await(one());
        Function<Integer, String> f = P::name;
        return Task.of(s + list + boxed + f.apply(Coroutines.await(one())));
        """,
        """
        @Suspendable static Task<Integer> one() { return Task.of(await(1) * 1); }
        static String name(Integer i) { return "boxed" + i; }
        static String name(int i) { return "int" + i; }
        static String name(Object i) { return "object" + i; }
        """);
  }

  MasterTest boxedResultsMayBeNull() {
    return tasks(
        "String",
        """
        Integer none = Coroutines.await(maybe(false));
        Integer some = Coroutines.await(maybe(true));
        String s = none + " " + some;
        try {
          int i = Coroutines.await(maybe(false));
          s += i;
        } catch (NullPointerException e) {
          s += " npe";
        }
        try {
          s += 1 + Coroutines.await(maybe(false));
        } catch (NullPointerException e) {
          s += " npe";
        }
        Coroutines.await(maybe(false));
        return Task.of(s);
        """,
        """
        @Suspendable static Task<Integer> maybe(boolean is) {
          if (is) {
            return Task.of(await(4));
          }
          Integer i = await(null);
          return Task.of(i);
        }
        """);
  }

  MasterTest withoutResult() {
    return tasks(
        "String",
        """
        List<String> to = new ArrayList<>();
        Coroutines.await(add(to, "a"));
        for (String s : List.of("b", "c")) {
          Coroutines.await(add(to, s));
          if (s.equals("b")) {
            continue;
          }
          Coroutines.await(add(to, s + s));
        }
        Void v = Coroutines.await(add(to, "d"));
        return Task.of(to + " " + v);
        """,
        """
        @Suspendable static Task<Void> add(List<String> to, String s) {
          if (s.length() > 1) {
            to.add(s);
            return Task.completed();
          }
          to.add(await(s));
          return Task.completed();
        }
        """);
  }

  MasterTest argumentsAreEvaluatedInOrder() {
    return tasks(
        "Integer",
        """
        int i = 1;
        int sum = Coroutines.await(add(i++, await(i), Coroutines.await(add(i, i = 5, see(2))) + i++));
        sum += Coroutines.await(add(see(1), see(2), see(3))) * i;
        return Task.of(sum + Coroutines.await(add(await(1), sum, see(sum += 2))));
        """,
        """
        @Suspendable static Task<Integer> add(int a, int b, int c) {
          log(a + "," + b + "," + c);
          return Task.of(a + await(b) * 10 + c * 100);
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

        final class P {
          private final int n;
          private P(int n) { this.n = n; }
          private P self() { log("self"); return this; }
          private P none() { log("none"); return null; }

          static Task<String> run() { return new P(3).all(); }

          @Suspendable
          Task<String> all() {
            P other = new P(4);
            P none = null;
            String s = "" + Coroutines.await(times(see(2))) + Coroutines.await(this.times(3));
            s += Coroutines.await(other.times(5)) + Coroutines.await(self().times(6));
            s += Coroutines.await(new P(await(7)).times(Coroutines.await(times(1))));
            s += Coroutines.await((await(other)).times(1));
            s += Coroutines.await(new Inner().of(2));
            try {
              s += Coroutines.await(none.times(see(9)));
            } catch (NullPointerException e) {
              s += " npe";
            }
            try {
              s += Coroutines.await(none().times(await(8)));
            } catch (NullPointerException e) {
              s += " npe";
            }
            return Task.of(s);
          }

          @Suspendable
          private Task<Integer> times(int i) {
            log("times " + i);
            return Task.of(await(n) * i);
          }

          final class Inner {
            @Suspendable
            Task<Integer> of(int i) {
              int there = Coroutines.await(times(i));
              return Task.of(there + Coroutines.await(P.this.times(i)) + Coroutines.await(here(1)));
            }

            @Suspendable
            private Task<Integer> here(int i) {
              return Task.of(n + i);
            }
          }
        }
        """);
  }

  MasterTest overriddenOnesAreCalledAsTheyAre() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.*;
        import dev.suspendable.annotations.*;

        class P {
          static Task<String> run() { return new Q().twice(); }

          @Suspendable
          Task<String> twice() {
            return Task.of(Coroutines.await(name()) + Coroutines.await(this.name()) + Coroutines.await(fixed()));
          }

          @Suspendable
          Task<String> name() { return Task.of(await("p")); }

          @Suspendable
          final Task<String> fixed() { return Task.of(await("fixed")); }

          static class Q extends P {
            @Override
            @Suspendable
            Task<String> name() {
              log("q");
              return Task.of(await("q") + Coroutines.await(super.fixed()));
            }
          }
        }
        """);
  }

  MasterTest exceptionsPassThrough() {
    return tasks(
        "String",
        """
        String s = "";
        for (int i = 0; i < 4; i++) {
          try {
            s += Coroutines.await(outer(i));
          } catch (IOException e) {
            s += " io " + e.getMessage();
            Coroutines.await(inner(0));
          } catch (IllegalStateException e) {
            s += " state " + e.getMessage();
          } finally {
            s += ";" + Coroutines.await(inner(0));
          }
        }
        return Task.of(s);
        """,
        """
        @Suspendable static Task<String> outer(int i) throws IOException {
          try {
            return Task.of("ok" + Coroutines.await(inner(i)));
          } catch (IllegalArgumentException e) {
            if (await(i) == 2) {
              throw new IllegalStateException("two");
            }
            log("caught " + e.getMessage());
            return Task.of("arg" + await(e.getMessage()));
          } finally {
            log("finally " + await(i));
          }
        }

        @Suspendable static Task<Integer> inner(int i) throws IOException {
          if (i == 1) {
            throw new IOException("before");
          }
          int j = await(i);
          if (j >= 2) {
            throw new IllegalArgumentException("after " + j);
          }
          return Task.of(j);
        }
        """);
  }

  MasterTest loopsAndJumps() {
    return tasks(
        "String",
        """
        StringBuilder b = new StringBuilder();
        outer:
        for (int i = 0; i < 5; i++) {
          int j = 0;
          while (true) {
            if (Coroutines.await(less(i, j))) {
              break;
            }
            switch (Coroutines.await(mod(i + j))) {
              case 0:
                b.append("zero");
              case 1:
                b.append("one");
                break;
              default:
                j++;
                continue outer;
            }
            do {
              j++;
            } while (Coroutines.await(less(j, i)) && j < 3);
            if (i == 4) {
              break outer;
            }
          }
          b.append(i).append(j).append(' ');
        }
        return Task.of(b.toString());
        """,
        """
        @Suspendable static Task<Boolean> less(int a, int b) {
          for (int i = 0; ; i++) {
            if (i == a) {
              return Task.of(await(a) < b);
            }
          }
        }
        @Suspendable static Task<Integer> mod(int a) { return Task.of(a % 3); }
        """);
  }

  MasterTest tailCalls() {
    return tasks(
        "String",
        """
        String s = "" + Coroutines.await(count(5, 0)) + Coroutines.await(pick(1)) + Coroutines.await(pick(2));
        try {
          Coroutines.await(pick(3));
        } catch (IllegalStateException e) {
          s += e.getMessage();
        }
        return other(s);
        """,
        """
        @Suspendable static Task<Integer> count(int n, int sum) {
          if (n == 0) {
            return Task.of(sum);
          }
          int more = n == 3 ? await(n) : n;
          return count(n - 1, sum + more);
        }
        @Suspendable static Task<Integer> pick(int i) {
          return switch (i) {
            case 1 -> boxed(await(i));
            case 2 -> Task.of(i);
            default -> guarded(i);
          };
        }
        @Suspendable static Task<Integer> boxed(Integer i) { return Task.of(i); }
        @Suspendable static Task<Integer> guarded(int i) {
          try {
            return boxed(failing(i));
          } finally {
            log("guarded " + await(i));
          }
        }
        static Integer failing(int i) { throw new IllegalStateException("failing" + i); }
        @Suspendable static Task<String> other(String s) {
          log("other");
          return Task.of(s + await("!"));
        }
        """);
  }

  MasterTest storedTasksAreStillTasks() {
    return tasks(
        "String",
        """
        Task<Integer> stored = half(8);
        int now = Coroutines.await(half(4));
        Supplier<Task<Integer>> later = () -> half(2);
        int i = Coroutines.await(stored) + Coroutines.await(later.get());
        return Task.of("" + now + i + Coroutines.await(i > 0 ? half(6) : stored));
        """,
        """
        @Suspendable static Task<Integer> half(int i) { return Task.of(i / 2); }
        """);
  }

  MasterTest recursion() {
    return tasks(
        "Integer",
        """
        return Task.of(Coroutines.await(fib(6)) + Coroutines.await(ackermann(1, 2)));
        """,
        """
        @Suspendable static Task<Integer> fib(int n) {
          if (n < 2) {
            return Task.of(n == 1 ? await(1) : 0);
          }
          return Task.of(Coroutines.await(fib(n - 1)) + Coroutines.await(fib(n - 2)));
        }
        @Suspendable static Task<Integer> ackermann(int m, int n) {
          if (m == 0) {
            return Task.of(n + 1);
          }
          return n == 0
              ? ackermann(m - 1, 1)
              : ackermann(m - 1, Coroutines.await(ackermann(m, n - await(1))));
        }
        """);
  }

  MasterTest genericHosts() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.*;
        import dev.suspendable.annotations.*;
        import java.util.*;

        class P {
          @Suspendable
          static Task<String> run() {
            Box<String> box = new Box<>(List.of("a", "b"));
            String s = Coroutines.await(box.last());
            return Task.of(s + Coroutines.await(new Box<>(List.of(1, 2)).last()) + Coroutines.await(same("x")));
          }

          @Suspendable
          static <T> Task<T> same(T t) { return Task.of(await(t)); }

          static final class Box<T> {
            private final List<T> all;
            Box(List<T> all) { this.all = all; }

            @Suspendable
            Task<T> at(int i) { return Task.of(all.get(await(i))); }

            @Suspendable
            Task<T> last() {
              T first = Coroutines.await(at(0));
              log(first);
              return at(all.size() - 1);
            }

            @Suspendable
            Task<? extends List<? super T>> wild() { return Task.of(all); }
          }
        }
        """);
  }

  MasterTest lambdasSeeCopies() {
    return tasks(
        "String",
        """
        List<Supplier<String>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          int j = Coroutines.await(twice(i));
          all.add(() -> "" + j);
          String s = await("s") + i;
          all.add(() -> s + Coroutines.class.getSimpleName() + j);
        }
        StringBuilder b = new StringBuilder();
        all.forEach(each -> b.append(each.get()));
        return Task.of(b.toString());
        """,
        """
        @Suspendable static Task<Integer> twice(int i) {
          IntSupplier s = () -> i * 2;
          int r = await(s.getAsInt());
          return Task.of(r);
        }
        """);
  }

  MasterTest patternsAndResources() {
    return tasks(
        "String",
        """
        Object o = Coroutines.await(any(1));
        String s = "";
        if (o instanceof String t && Coroutines.await(any(t.length())) instanceof Integer n && n > 0) {
          s += t + n;
        }
        if (!(Coroutines.await(any(2)) instanceof Integer i)) {
          return Task.of("no");
        }
        try (Closing c = new Closing("c" + i); Closing d = new Closing(Coroutines.await(any(3)) + "d")) {
          s += c.name + d.name + Coroutines.await(any(4));
        }
        return Task.of(s);
        """,
        """
        @Suspendable static Task<Object> any(int i) {
          Object o = i % 2 == 0 ? (Object) await(i) : "s" + i;
          return Task.of(o);
        }
        record Closing(String name) implements AutoCloseable {
          @Override public void close() { log("close " + name); }
        }
        """);
  }

  /** What is called simply is the nearest class's, though the class around declares it. */
  MasterTest inheritedFromTheClassAround() {
    return tasks(
        "String",
        """
        return Task.of("" + Coroutines.await(new A.B().m()) + Coroutines.await(new A().new C().m()));
        """,
        """
        static class A {
          int v = 3;
          @Suspendable final Task<Integer> d(int i) {
            return Task.of(v + Coroutines.await(any(i)));
          }
          static class B extends A {
            @Suspendable Task<Integer> m() {
              return Task.of(Coroutines.await(d(2)) + 1);
            }
          }
          class C extends A {
            { v = 9; }
            @Suspendable Task<Integer> m() {
              return Task.of(Coroutines.await(d(2)) + Coroutines.await(A.this.d(1)));
            }
          }
        }
        @Suspendable static Task<Integer> any(int i) {
          return Task.of(await(i));
        }
        """);
  }

  /** A null is unboxed where javac does it: ahead of the next operand, at the line of the call. */
  MasterTest unboxedNulls() {
    return tasks(
        "String",
        """
        for (int i = 0; i < 4; i++) {
          try {
            log(Coroutines.await(m(i)));
          } catch (NullPointerException e) {
            log(e);
          }
        }
        return Task.of("end");
        """,
        """
        @Suspendable private static Task<Integer> nil(int i) {
          log("nil " + await(i));
          return Task.of((Integer) null);
        }
        static int sum(int a, int b, int c) {
          return a + b + c;
        }
        @Suspendable static Task<Integer> m(int i) {
          switch (i) {
            case 0:
              int local =
                  Coroutines.await(
                      nil(see(0)));
              return Task.of(local);
            case 1:
              return Task.of(
                  sum(
                      see(1),
                      Coroutines.await(
                          nil(await(2))),
                      await(3)));
            case 2:
              return Task.of(
                  await(4)
                      + Coroutines
                          .await(
                              nil(5))
                      + await(6));
            default:
              return Task.of(
                  sum(see(7), Coroutines.await(nil(8)), see(9)));
          }
        }
        """);
  }
}
