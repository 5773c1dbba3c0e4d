package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.generator;
import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/**
 * {@code yieldAll}. An error that the consumer sends would arrive in the nested generator, which
 * only the outermost one's consumer knows of; so there are no such runs, and bodies throw instead.
 */
final class YieldAllTest extends LanguageTest {
  MasterTest tree() {
    return generator(
            "Integer",
            """
            Tree tree = new Tree(new Tree(null, 1, new Tree(null, 2, null)), 3, new Tree(null, 4, null));
            yieldAll(walk(tree));
            return Generator.end();
            """,
            """
            record Tree(Tree left, int value, Tree right) {}
            @Suspendable
            static Generator<Integer> walk(Tree tree) {
              if (tree.left != null) {
                yieldAll(walk(tree.left));
              }
              yieldValue(tree.value);
              if (tree.right != null) {
                yieldAll(walk(tree.right));
              }
              return Generator.end();
            }
            """)
        .withoutFailures();
  }

  MasterTest iterables() {
    return generator(
            "String",
            """
            List<String> list = List.of("a", "b");
            Set<String> none = Set.of();
            yieldAll(list);
            yieldAll(none);
            yieldAll(see(new ArrayDeque<>(list)));
            yieldAll(new TreeMap<>(Map.of("k", 1)).keySet());
            yieldAll(Generator.<String>end());
            for (String s : list) yieldAll(List.of(s, s + s));
            return Generator.end();
            """,
            "")
        .withoutFailures();
  }

  MasterTest switchExpressionBehindIt() {
    return generator(
            "Integer",
            """
            yieldAll(List.of(1));
            int n = switch (see(2)) {
              case 2: {
                if (see(true)) {
                  yield 7;
                }
                yield 8;
              }
              default: {
                yieldValue(9);
                yield 9;
              }
            };
            yieldValue(n);
            return Generator.end();
            """,
            "")
        .withoutFailures();
  }

  MasterTest elementsOfASubtype() {
    return generator(
            "Number",
            """
            List<Integer> ints = List.of(1, 2);
            List<? extends Number> some = List.of(3, 4.5);
            yieldAll(ints);
            yieldAll(some);
            yieldAll(doubles());
            return Generator.end();
            """,
            """
            @Suspendable
            static Generator<Double> doubles() {
              yieldValue(6.5);
              return Generator.end();
            }
            """)
        .withoutFailures();
  }

  MasterTest cleanupsInnermostFirst() {
    return generator(
            "String",
            """
            try {
              yieldValue("a");
              yieldAll(inner("b", 2));
              yieldValue("c");
            } finally {
              log("outer");
            }
            return Generator.end();
            """,
            """
            @Suspendable
            static Generator<String> inner(String s, int depth) {
              try {
                yieldValue(s);
                if (depth > 0) yieldAll(inner(s + "b", depth - 1));
                yieldAll(List.of("x", "y"));
              } finally {
                log("finally " + depth);
              }
              return Generator.end();
            }
            """)
        .withoutFailures();
  }

  MasterTest exceptionsSurfaceAtTheYieldAll() {
    return generator(
            "String",
            """
            for (int depth = 0; depth < 3; depth++) {
              try {
                yieldAll(failing(depth));
                log("not reached");
              } catch (IllegalStateException e) {
                log(e.getMessage());
                yieldValue("caught");
              } finally {
                log("finally " + depth);
              }
            }
            yieldAll(failing(1));
            return Generator.end();
            """,
            """
            @Suspendable
            static Generator<String> failing(int depth) {
              yieldValue("before" + depth);
              try {
                if (depth > 0) yieldAll(failing(depth - 1));
              } finally {
                log("leaving " + depth);
              }
              throw new IllegalStateException("thrown in " + depth);
            }
            """)
        .withoutFailures();
  }

  MasterTest returnInsideNested() {
    return generator(
            "Integer",
            """
            yieldAll(down(3));
            yieldValue(-1);
            return down(2);
            """,
            """
            @Suspendable
            static Generator<Integer> down(int n) {
              yieldValue(n);
              if (n == 0) return Generator.end();
              if (n % 2 == 0) {
                yieldAll(down(n - 1));
                return Generator.end();
              }
              return down(n - 1);
            }
            """)
        .withoutFailures();
  }

  MasterTest asStatementOfAllKinds() {
    return generator(
            "Integer",
            """
            List<Integer> two = List.of(1, 2);
            int n = 0;
            for (yieldAll(two); n < 2; yieldAll(two), n++) {
              switch (n) {
                case 0 -> yieldAll(two);
                default -> {
                  if (see(n) == 1) yieldAll(List.of(n, n));
                  else yieldAll(two);
                }
              }
            }
            do yieldAll(List.of(n)); while (n++ < 3);
            return Generator.end();
            """,
            "")
        .withoutFailures();
  }

  MasterTest argumentsAreEvaluatedOnce() {
    return generator(
            "Integer",
            """
            int i = 0;
            yieldAll(List.of(i++, i++));
            yieldValue(i);
            yieldAll(see(i) > 1 ? List.of(i) : List.of());
            return Generator.end();
            """,
            "")
        .withoutFailures();
  }

  MasterTest ints() {
    return primitive("OfInt", "int", "Integer");
  }

  MasterTest longs() {
    return primitive("OfLong", "long", "Long");
  }

  MasterTest doubles() {
    return primitive("OfDouble", "double", "Double");
  }

  private static MasterTest primitive(String kind, String type, String box) {
    return program(
            """
            package p;

            import static dev.suspendable.Coroutines.yieldAll;
            import static dev.suspendable.Coroutines.yieldValue;

            import dev.suspendable.Generator;
            import dev.suspendable.annotations.Suspendable;
            import java.util.List;

            class P {
              @Suspendable
              static Generator.KIND run() {
                yieldAll(range(0, 5));
                yieldAll(List.of((TYPE) 7, (TYPE) 8));
                yieldAll(boxed());
                byte b = 10;
                yieldValue((TYPE) b);
                return range(11, 13);
              }
              @Suspendable
              static Generator.KIND range(TYPE from, TYPE to) {
                if (to - from < 2) {
                  yieldValue(from);
                } else {
                  TYPE middle = (TYPE) (int) ((from + to) / 2);
                  yieldAll(range(from, middle));
                  yieldAll(range(middle, to));
                }
                return Generator.KIND.end();
              }
              @Suspendable
              static Generator<BOX> boxed() {
                BOX nine = (TYPE) 9;
                yieldValue(nine);
                yieldAll(range(20, 22));
                return Generator.end();
              }
            }
            """
                .replace("KIND", kind)
                .replace("TYPE", type)
                .replace("BOX", box))
        .withoutFailures();
  }
}
