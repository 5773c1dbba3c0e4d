package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;
import static dev.suspendable.processor.testing.MasterTest.generator;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Locals and operands whose type is an intersection, which no declaration can name. */
final class IntersectionTypesTest extends LanguageTest {
  private static final String BOTH =
      """
      static String both(Comparable<?> c, Serializable s, int i) {
        return c + "/" + s + "/" + i;
      }
      """;

  MasterTest variables() {
    return body(
        "String",
        """
        var x = await(true) ? "s" : 5;
        pause();
        Comparable<?> c = x;
        Serializable s = x;
        x = 6;
        pause();
        return Task.of(c + "" + s + both(x, x, await(1)));
        """,
        BOTH);
  }

  MasterTest operands() {
    return body(
        "String",
        """
        boolean b = await(false);
        return Task.of(
            both(b ? 1 : "k", b ? "k" : 2, await(3)) + both(see(b) ? 1 : "l", 2.0, await(4)));
        """,
        BOTH);
  }

  MasterTest forEach() {
    return body(
        "String",
        """
        String all = "";
        for (var e : List.of(1, "a", 2.0)) {
          all += await(e.hashCode());
          Supplier<String> later = () -> both(e, e, 0);
          pause();
          all += later.get();
        }
        return Task.of(all);
        """,
        BOTH);
  }

  MasterTest typeVariables() {
    return body(
        "String",
        """
        return Task.of(await(P.<Integer>most(List.of(3, 9, 4))) + "");
        """,
        """
        @Suspendable
        static <X extends Number & Comparable<X>> Task<X> most(List<? extends X> values) {
          X best = null;
          for (X x : values) {
            X seen = await(x);
            if (best == null || seen.compareTo(best) > 0) {
              best = await(seen);
            }
            log(best.intValue());
          }
          return Task.of(best);
        }
        """);
  }

  MasterTest capturedByLambdas() {
    return body(
        "String",
        """
        var x = see(true) ? "s" : 5;
        var y = (Comparable<String> & Serializable & Supplier<Integer>) source(2);
        Source<String> later =
            () -> {
              String first = both(x, x, await(1)) + y.get();
              Source<String> inner =
                  () -> Task.of(both(y, x, await(3)).length() > 0 ? first + y.compareTo("c") : "");
              return Task.of(await(inner.next()) + both(x, y, await(2)).charAt(0));
            };
        return Task.of(await(later.next()) + await(later.next()));
        """,
        BOTH
            + """
            interface Source<T> {
              @Suspendable
              Task<T> next() throws Exception;
            }
            interface All extends Comparable<String>, Serializable, Supplier<Integer> {}
            static All source(int k) {
              return new All() {
                public int compareTo(String s) { return k; }
                public Integer get() { return k; }
              };
            }
            """);
  }

  MasterTest parametersOfLambdas() {
    return body(
        "String",
        """
        Walk<?> walk =
            x -> {
              String before = both((Comparable<?>) x, x, await(1));
              x = x;
              pause();
              return Task.of(before + x.length());
            };
        return Task.of(await(run(walk)));
        """,
        BOTH
            + """
            interface Walk<T extends CharSequence & Serializable> {
              @Suspendable
              Task<String> apply(T value);
            }
            @SuppressWarnings("unchecked")
            static Task<String> run(Walk<?> walk) {
              return ((Walk<String>) walk).apply("abc");
            }
            """);
  }

  MasterTest capturedByHosts() {
    return body(
        "String",
        """
        Source<String> source = source(true);
        return Task.of(await(source.next()) + await(source.next()) + source);
        """,
        BOTH
            + """
            interface Source<T> {
              @Suspendable
              Task<T> next();
            }
            static Source<String> source(boolean b) {
              var x = b ? "s" : 5;
              class Local {
                @Suspendable
                Task<String> both(int i) {
                  return Task.of(P.both(x, x, await(i)));
                }
              }
              return new Source<String>() {
                @Suspendable
                public Task<String> next() {
                  Local local = new Local();
                  return Task.of(await(local.both(1)) + P.both(x, x, await(2)) + await(new Local().both(3)));
                }
                public String toString() { return P.both(x, x, 9); }
              };
            }
            """);
  }

  MasterTest yielded() {
    return generator(
        "Object",
        """
        var x = see(true) ? "s" : 5;
        yieldValue(x);
        for (Object o : values(true)) {
          yieldValue(o);
        }
        return Generator.end();
        """,
        """
        interface Values<T> {
          @Suspendable
          Generator<T> all();
        }
        static Generator<Object> values(boolean b) {
          var y = b ? "t" : 6;
          Values<Object> values =
              () -> {
                for (int i = 0; i < 3; i++) {
                  Comparable<?> c = y;
                  yieldValue(y + "" + i + c);
                }
                return Generator.end();
              };
          return values.all();
        }
        """);
  }
}
