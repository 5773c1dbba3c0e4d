package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/**
 * Recursion of direct calls. What these tests are for is the way in which it goes on where the Java
 * stack has been used up: callees get their frames at once. So they are run a second time, with no
 * stack for direct calls at all (see the build).
 */
final class RecursionTest extends LanguageTest {
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
        "Long",
        """
        return Task.of(Coroutines.await(sum(1)) + Coroutines.await(sum(2)));
        """,
        """
        @Suspendable static Task<Long> sum(int n) {
          if (n > 4) {
            return Task.of((long) await(n));
          }
          int i = n;
          long l = 10L * i++ + Coroutines.await(sum(i++)) * i + Coroutines.await(sum(n + 3));
          log(n + " " + i + " " + l);
          return Task.of(l + await(i));
        }
        """);
  }

  MasterTest localsOfAllTypes() {
    return tasks(
        "String",
        """
        return Task.of(Coroutines.await(mix(2, "r")));
        """,
        """
        @Suspendable static Task<String> mix(int n, final String name) {
          byte b = (byte) n;
          short s = (short) (n * 300);
          char c = (char) ('a' + n);
          long l = n * 5_000_000_000L;
          float f = n / 2f;
          double d = n / 3d;
          boolean z = n % 2 == 0;
          int[] a = {n, n + 1};
          for (int k = 0; k < 2 && n > 0; k++) {
            String below = Coroutines.await(mix(n - 1, name + k));
            log(below + b + s + c + l + f + d + z + a[k] + k + name);
            b++; s++; c++; l++; f++; d++; z = !z; a[0]++;
          }
          return Task.of(name + await(b) + s + c + l + f + d + z + a[0]);
        }
        """);
  }

  MasterTest exceptionsAndFinally() {
    return tasks(
        "String",
        """
        try {
          log(Coroutines.await(visit(3)));
          return Task.of(Coroutines.await(visit(13)));
        } catch (IllegalStateException e) {
          return Task.of("caught " + e.getMessage());
        }
        """,
        """
        @Suspendable static Task<String> visit(int n) {
          try {
            if (n == 10 || n == 0) {
              throw new IllegalStateException("at " + await(n));
            }
            return Task.of(n + Coroutines.await(visit(n - 1)));
          } catch (IllegalStateException e) {
            log(n + " " + e.getMessage());
            if (n == 12) {
              throw new IllegalStateException(e.getMessage() + Coroutines.await(visit(1)));
            }
            if (n > 10) {
              throw e;
            }
            return Task.of("mended " + await(n));
          } finally {
            log("finally " + await(n));
          }
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

        class P {
          @Suspendable
          static Task<List<String>> run() {
            Node<String> tree =
                new Node<>("m", new Node<>("f", null, new Node<>("h", null, null)), new Node<>("t", null, null));
            List<String> all = new ArrayList<>();
            Coroutines.await(tree.walk(all));
            return Task.of(all);
          }

          static final class Node<T> {
            private final T value;
            private final Node<T> left;
            private final Node<T> right;
            Node(T value, Node<T> left, Node<T> right) {
              this.value = value;
              this.left = left;
              this.right = right;
            }

            @Suspendable
            Task<Void> walk(List<? super T> all) {
              Coroutines.await(visit(left, all));
              all.add(await(value));
              Coroutines.await(visit(right, all));
              return Task.completed();
            }

            @Suspendable
            private static <U> Task<Integer> visit(Node<U> node, List<? super U> all) {
              if (node != null) {
                Coroutines.await(node.walk(all));
              }
              return Task.of(all.size());
            }
          }
        }
        """);
  }

  MasterTest nullReceiver() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.*;
        import dev.suspendable.annotations.*;

        class P {
          private P next;

          @Suspendable
          static Task<String> run() {
            return Task.of(Coroutines.await(new P().follow(2_000)));
          }

          @Suspendable
          private Task<String> follow(int pad) {
            if (pad > 0) {
              return Task.of(Coroutines.await(follow(pad - 1)));
            }
            try {
              return Task.of(Coroutines.await(next.follow(say(pad))));
            } catch (NullPointerException e) {
              return Task.of(await("null"));
            }
          }

          private static int say(int pad) {
            log("argument");
            return pad;
          }
        }
        """);
  }

  MasterTest mutualRecursionWithLambdas() {
    return tasks(
        "String",
        """
        return Task.of(Coroutines.await(even(4, i -> "run" + i)));
        """,
        """
        @Suspendable static Task<String> even(int n, IntFunction<String> f) {
          if (n == 0) {
            return Task.of(f.apply(await(0)));
          }
          int seen = n;
          return Task.of(Coroutines.await(odd(n - 1, seen < 3 ? i -> f.apply(i + seen) : f)) + (seen < 3 ? await(seen) : ""));
        }
        @Suspendable static Task<String> odd(int n, IntFunction<String> f) {
          int seen = n;
          String below =
              Coroutines.await(
                  even(
                      n - 1,
                      seen > 3
                          ? f
                          : new IntFunction<String>() {
                            @Override public String apply(int i) { return f.apply(i * 10 + seen); }
                          }));
          return Task.of(seen > 3 ? below : below + await(seen));
        }
        """);
  }

  MasterTest others() {
    return tasks(
        "Integer",
        """
        return Task.of(Coroutines.await(deep(2_003)));
        """,
        """
        @Suspendable static Task<Integer> deep(int n) {
          if (n > 3) {
            return Task.of(Coroutines.await(deep(n - 1)));
          }
          // Not part of the recursion, before and behind what is.
          int i = Coroutines.await(leaf(n));
          if (n > 0) {
            i += Coroutines.await(leaf(Coroutines.await(deep(n - 1)))) + Coroutines.await(leaf(i));
          }
          return n == 2 ? deep(0) : Task.of(i);
        }
        @Suspendable static Task<Integer> leaf(int n) {
          return Task.of(n + await(1));
        }
        """);
  }

  /** No direct form. */
  MasterTest largeMethods() {
    return tasks(
        "Integer",
        """
        return Task.of(Coroutines.await(deep(2)));
        """,
        """
        @Suspendable static Task<Integer> deep(int n) {
          int a = n, b = 2 * n;
          if (n > 0) {
            a += Coroutines.await(deep(n - 1));
          }
          if (b > 100) {
        """
            + "b = b * 31 + Coroutines.await(deep(a)) ^ a; a += b * await(a);\n".repeat(400)
            + """
              }
              return Task.of(a + await(b));
            }
            """);
  }
}
