package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/**
 * Awaited calls of coroutines of other files, which are linked to their direct form when they are
 * first made.
 */
final class LinkedCallsTest extends LanguageTest {
  private static final String IMPORTS =
      """
      import static dev.suspendable.processor.testing.Awaits.*;

      import dev.suspendable.*;
      import dev.suspendable.annotations.*;
      import java.io.*;
      import java.util.*;
      import java.util.function.*;
      """;

  private static MasterTest tasks(String body, String other) {
    return tasks(body, "", other);
  }

  private static MasterTest tasks(String body, String members, String other) {
    return program(
            """
            package p;

            %s
            class P {
              @Suspendable
              static Task<String> run() throws Exception {
            %s  }
            %s}
            """
                .formatted(IMPORTS, body.indent(4), members.indent(2)))
        .with("package p;\n\n" + IMPORTS + "\n" + other);
  }

  MasterTest resultsOfAllTypes() {
    return tasks(
        """
        int i = Coroutines.await(Q.half(8));
        long l = 1 + Coroutines.await(Q.twice(i)) + Coroutines.await(Q.twice(2L));
        boolean b = Coroutines.await(Q.even(i)) && !Coroutines.await(Q.even(i + 1));
        char c = Coroutines.await(Q.letter(b));
        double d = Coroutines.await(Q.half(3.0)) / 2;
        short s = Coroutines.await(Q.small());
        float f = Coroutines.await(Q.third(s));
        byte y = Coroutines.await(Q.tiny());
        Integer none = Coroutines.await(Q.none());
        List<String> names = Coroutines.await(Q.names(c, l));
        String[] array = Coroutines.await(Q.array(names, null));
        Map<String, ? extends Number> map = Coroutines.await(Q.map(array));
        Coroutines.await(Q.nothing());
        Void v = Coroutines.await(Q.nothing());
        Coroutines.await(Q.half(2));
        return Task.of("" + i + l + b + c + d + s + f + y + none + names + array.length + map + v);
        """,
        """
        class Q {
          @Suspendable static Task<Integer> half(int i) { log("half " + i); return Task.of(i / await(2)); }
          @Suspendable static Task<Double> half(double d) { return Task.of(d / await(2)); }
          @Suspendable static Task<Long> twice(long l) { return Task.of(l * await(2)); }
          @Suspendable static Task<Boolean> even(int i) { return Task.of(i % await(2) == 0); }
          @Suspendable static Task<Character> letter(boolean b) { return Task.of(b ? 'y' : await('n')); }
          @Suspendable static Task<Short> small() { return Task.of((short) (await(1) + 1)); }
          @Suspendable static Task<Float> third(short s) { return Task.of(s / await(3f)); }
          @Suspendable static Task<Byte> tiny() { return Task.of((byte) -1); }
          @Suspendable static Task<Integer> none() { pause(); return Task.of(null); }
          @Suspendable static Task<List<String>> names(char c, long l) { return Task.of(List.of(c + "", l + await(""))); }
          @Suspendable static Task<String[]> array(List<? super String> list, int[][] none) {
            list.contains(await(""));
            return Task.of(new String[] {"a", "b"});
          }
          @Suspendable static <T> Task<Map<T, Integer>> map(T[] array) { return Task.of(Map.of(array[0], await(1))); }
          @Suspendable static Task<Void> nothing() { pause(); log("nothing"); return Task.completed(); }
        }
        """);
  }

  MasterTest unboxedAtOnce() {
    return tasks(
        """
        int[] array = new int[Coroutines.await(Q.of(3))];
        array[Coroutines.await(Q.of(1))] = (Coroutines.await(Q.of(2)));
        array[await(2)] += Coroutines.await(Q.of(5));
        long wide = Coroutines.await(Q.of(7));
        double wider = -(Coroutines.await(Q.of(8)));
        wide += Coroutines.await(Q.of(9));
        double cast = (double) Coroutines.await(Q.of(10)) + (byte) (int) Coroutines.await(Q.of(300));
        String s = "s" + Coroutines.await(Q.of(11)) + (Coroutines.await(Q.of(12)) + 1);
        s += Coroutines.await(Q.of(13));
        for (int i = 0; Coroutines.await(Q.less(i, 3)); i++) {
          do {
            i += Coroutines.await(Q.of(1));
          } while (Coroutines.await(Q.less(i, 2)));
          if (!Coroutines.await(Q.less(i, 2)) && (Coroutines.await(Q.less(0, i)))) {
            s += i;
          }
        }
        while (Coroutines.await(Q.less(array.length, 3))) {}
        var boxed = Coroutines.await(Q.of(14));
        Object object = Coroutines.await(Q.of(15));
        long max = Math.max(Coroutines.await(Q.of(16)), Coroutines.await(Q.of(17)));
        int choice = Coroutines.await(Q.less(1, 2)) ? Coroutines.await(Q.of(18)) : await(0);
        char letter = Coroutines.await(Q.letter(1));
        float third = 1 / Coroutines.await(Q.third());
        int[] all = {Coroutines.await(Q.of(19)), Coroutines.await(Q.letter(2))};
        boolean same = Coroutines.await(Q.of(1000)) == 1000 & boxed.equals(Coroutines.await(Q.of(14)));
        return Task.of(Arrays.toString(array) + wide + wider + cast + s + boxed + object + max + choice
            + letter + third + Arrays.toString(all) + same);
        """,
        """
        class Q {
          @Suspendable static Task<Integer> of(int i) { log("of " + i); return Task.of(i + await(0)); }
          @Suspendable static Task<Boolean> less(int i, int j) { return Task.of(i < await(j)); }
          @Suspendable static Task<Character> letter(Integer i) { return Task.of((char) ('a' + await(i))); }
          @Suspendable static Task<Float> third() { return Task.of(await(3f)); }
        }
        """);
  }

  MasterTest nullUnboxed() {
    return tasks(
        """
        String s = "";
        int[] array = {1};
        for (int i = 0; i < 9; i++) {
          try {
            switch (i) {
              case 0: int declared = Coroutines.await(Q.none(i)); break;
              case 1: array[await(5)] = Coroutines.await(Q.none(i)); break;
              case 2: array[0] += Coroutines.await(Q.none(i)); break;
              case 3: s += Coroutines.await(Q.none(i)) + await(1); break;
              case 4: long wide = (long) Coroutines.await(Q.none(i)); break;
              case 5: if (Coroutines.await(Q.never())) { s += "?"; } break;
              case 6: s += Math.abs(Coroutines.await(Q.none(i))); break;
              case 7: s += -Coroutines.await(Q.none(i)); break;
              default: s += Coroutines.await(Q.none(i));
            }
          } catch (NullPointerException e) {
            log("missing " + i);
            log(e);
          }
        }
        return Task.of(s);
        """,
        """
        class Q {
          @Suspendable static Task<Integer> none(int i) { log("none " + i); pause(); return Task.of(null); }
          @Suspendable static Task<Boolean> never() { pause(); return Task.of(null); }
        }
        """);
  }

  /**
   * Of other packages, nested, inherited, of records, enums and interfaces; private ones beside.
   */
  MasterTest whereTheyAreDeclared() {
    return tasks(
            """
            r.R<String> generic = new r.R<>("g");
            r.R.Part part = new r.R.Part(await(2));
            String s = Coroutines.await(r.R.greet("x")) + Coroutines.await(generic.own())
                + Coroutines.await(part.times(3)) + Coroutines.await(r.R.Kind.A.name(1));
            s += Coroutines.await(r.R.Face.stat(await(1))) + Coroutines.await(new Sub().fixed())
                + Coroutines.await(new Sub().open()) + Coroutines.await(new Q("q").own(s.length()));
            s += Coroutines.await(((Supplier<Q>) () -> new Q("late")).get().own(0));
            return Task.of(s + Coroutines.await(Q.varied(1, 2, 3)));
            """,
            """
            static class Sub extends r.R<Integer> {
              Sub() { super(5); }
              @Override @Suspendable public Task<String> open() { return Task.of("sub" + await(1)); }
            }
            """,
            """
            final class Q {
              private final String name;
              Q(String name) { this.name = name; }
              @Suspendable Task<String> own(int i) { return Task.of(name + i + Coroutines.await(hidden())); }
              @Suspendable private Task<String> hidden() { return Task.of("h" + await(name)); }
              @Suspendable static Task<Integer> varied(int... all) { return Task.of(await(all.length)); }
            }
            """)
        .with(
            """
            package r;

            %s
            public class R<T> {
              private final T value;
              public R(T value) { this.value = value; }
              @Suspendable public static Task<String> greet(String s) { return Task.of("hi " + await(s)); }
              @Suspendable public final Task<T> own() { pause(); return Task.of(value); }
              @Suspendable public final Task<String> fixed() { return Task.of("fixed" + await(1)); }
              @Suspendable public Task<String> open() { return Task.of("open"); }
              public record Part(int n) {
                @Suspendable public Task<Integer> times(int by) { return Task.of(await(n) * by); }
              }
              public enum Kind {
                A;
                @Suspendable public final Task<String> name(int i) { return Task.of(name() + await(i)); }
              }
              public interface Face {
                @Suspendable static Task<Integer> stat(int i) { return Task.of(i + await(1)); }
              }
            }
            """
                .formatted(IMPORTS));
  }

  MasterTest argumentsAndReceivers() {
    return tasks(
        """
        Q none = see((Q) null);
        try {
          Coroutines.await(none.add(see(1), await(2)));
        } catch (NullPointerException e) {
          log("null");
        }
        log("before");
        int i = Coroutines.await(new Q().add(await(1), see(2)));
        i += Coroutines.await(new Q().add(i, Coroutines.await(new Q().add(await(i), i))));
        return Task.of("" + i);
        """,
        """
        class Q {
          @Suspendable final Task<Integer> add(int a, int b) { return Task.of(await(a) + b); }
        }
        """);
  }

  MasterTest exceptionsAndCleanups() {
    return tasks(
        """
        String s = "";
        for (int i = 0; i < 5; i++) {
          try {
            s += Coroutines.await(Q.outer(i));
          } catch (IOException e) {
            s += " io " + e.getMessage();
          } catch (IllegalStateException e) {
            s += " state " + e.getMessage();
            if (i == 3) {
              continue;
            }
          } finally {
            s += ";" + Coroutines.await(Q.inner(0));
          }
        }
        return Task.of(s);
        """,
        """
        class Q {
          @Suspendable static Task<String> outer(int i) throws IOException {
            try {
              return Task.of("ok" + Coroutines.await(inner(i)) + Coroutines.await(R.last(i)));
            } catch (IllegalArgumentException e) {
              if (await(i) >= 2) {
                throw new IllegalStateException("two");
              }
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
        }

        class R {
          @Suspendable static Task<Integer> last(int i) {
            for (int k = 0; ; k++) {
              if (await(k) == 2) {
                return Task.of(k + i);
              }
            }
          }
        }
        """);
  }

  MasterTest recursionOverFiles() {
    return tasks(
        """
        int deep = Coroutines.await(Q.down(40));
        return Task.of("" + Coroutines.await(Q.even(7)) + Coroutines.await(Q.even(4)) + deep);
        """,
        """
        @Suspendable static Task<Boolean> odd(int n) {
          return Task.of(n != 0 && Coroutines.await(Q.even(n - await(1))));
        }
        @Suspendable static Task<Integer> up(int n) {
          return Task.of(Coroutines.await(Q.down(n)) + 1);
        }
        """,
        """
        class Q {
          @Suspendable static Task<Boolean> even(int n) {
            return Task.of(n == 0 || Coroutines.await(P.odd(n - 1)));
          }
          @Suspendable static Task<Integer> down(int n) {
            return Task.of(n == 0 ? 0 : Coroutines.await(P.up(n - 1)));
          }
        }
        """);
  }

  /** From lambdas, local classes and coroutines without a direct form of their own. */
  MasterTest fromEverywhere() {
    return tasks(
        """
        Work work = x -> Task.of(Coroutines.await(Q.half(x)) + await(1));
        class Local {
          @Suspendable Task<Integer> go(int x) { return Task.of(Coroutines.await(Q.half(x)) + 1); }
        }
        Q.Open anonymous = new Q.Open() {
          @Override @Suspendable Task<Integer> go(int x) { return Task.of(Coroutines.await(super.twice(x)) - 1); }
        };
        return Task.of("" + Coroutines.await(work.go(4)) + Coroutines.await(new Local().go(6))
            + Coroutines.await(anonymous.go(8)) + Coroutines.await(any(2)));
        """,
        """
        interface Work { @Suspendable Task<Integer> go(int x); }

        @Suspendable static <T extends Number> Task<Integer> any(T t) {
          return Task.of(Coroutines.await(Q.half(t.intValue())));
        }
        """,
        """
        class Q {
          @Suspendable static Task<Integer> half(int i) { return Task.of(await(i) / 2); }
          static class Open {
            @Suspendable Task<Integer> go(int x) { return Task.of(x); }
            @Suspendable final Task<Integer> twice(int x) { return Task.of(2 * await(x)); }
          }
        }
        """);
  }

  /** Names that the stubs of calls must give way to, and several of one name. */
  MasterTest namesThatClash() {
    return tasks(
        """
        int half$direct = Coroutines.await(Q.half(8));
        int run = Coroutines.await(Q.Other.half(half$direct));
        int depth = Coroutines.await(new Q().half()) + Coroutines.await(Q.half(new Q()));
        return Task.of("" + half$direct + run + depth);
        """,
        """
        class Q {
          @Suspendable static Task<Integer> half(int i) { return Task.of(await(i) / 2); }
          @Suspendable final Task<Integer> half() { return Task.of(await(1)); }
          @Suspendable static Task<Integer> half(Q q) { return Task.of(await(2)); }
          static class Other {
            @Suspendable static Task<Integer> half(int argument1) { return Task.of(await(argument1) / 3); }
          }
        }
        """);
  }
}
