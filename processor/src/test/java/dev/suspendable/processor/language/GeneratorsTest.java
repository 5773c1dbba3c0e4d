package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.generator;
import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Generators yield what a plain version of them collects. */
final class GeneratorsTest extends LanguageTest {
  MasterTest empty() {
    return generator(
        "String",
        """
        log("body");
        return Generator.end();
        """,
        "");
  }

  MasterTest loop() {
    return generator(
        "Integer",
        """
        for (int i = 0; i < 4; i++) {
          log("before " + i);
          yieldValue(i);
          log("after " + i);
        }
        return Generator.end();
        """,
        "");
  }

  MasterTest infiniteUntilClosed() {
    return generator(
        "Integer",
        """
        int a = 0, b = 1;
        for (int n = 0; ; n++) {
          yieldValue(a);
          int t = a + b;
          a = b;
          b = t;
          if (n == 8) throw new IllegalStateException("enough");
        }
        """,
        "");
  }

  MasterTest valuesOfAllKinds() {
    return generator(
        "Object",
        """
        yieldValue("s");
        yieldValue((Object) null);
        yieldValue(List.of(1));
        yieldValue(new int[] {2});
        Integer boxed = 3;
        yieldValue(boxed);
        return Generator.end();
        """,
        "");
  }

  MasterTest characters() {
    return generator(
        "Character",
        """
        for (char c : "abc".toCharArray()) yieldValue(c);
        yieldValue('d');
        Character e = 'e';
        yieldValue(e);
        return Generator.end();
        """,
        "");
  }

  MasterTest longs() {
    return generator(
        "Long",
        """
        yieldValue(1L);
        for (long l = 2; l < 4; l++) yieldValue(l);
        return Generator.end();
        """,
        "");
  }

  MasterTest cleanups() {
    return generator(
        "String",
        """
        try {
          yieldValue("a");
          try {
            yieldValue("b");
          } finally {
            log("inner");
          }
          yieldValue("c");
        } catch (RuntimeException e) {
          log(e);
          yieldValue("caught");
        } finally {
          log("outer");
        }
        return Generator.end();
        """,
        "");
  }

  MasterTest yieldsInFinally() {
    return generator(
            "String",
            """
            try {
              yieldValue("a");
            } finally {
              log("finally");
              yieldValue("f");
              log("end");
            }
            return Generator.end();
            """,
            "")
        .withoutStops();
  }

  MasterTest recursionByHand() {
    return generator(
        "Integer",
        """
        Deque<int[]> stack = new ArrayDeque<>();
        stack.push(new int[] {1, 7});
        while (!stack.isEmpty()) {
          int[] range = stack.pop();
          if (range[0] > range[1]) continue;
          int mid = (range[0] + range[1]) / 2;
          yieldValue(mid);
          stack.push(new int[] {mid + 1, range[1]});
          stack.push(new int[] {range[0], mid - 1});
        }
        return Generator.end();
        """,
        "");
  }

  MasterTest throwsInTheMiddle() {
    return generator(
        "Integer",
        """
        yieldValue(1);
        if (see(true)) throw new IllegalStateException("middle");
        yieldValue(2);
        return Generator.end();
        """,
        "");
  }

  MasterTest labelledAndSwitch() {
    return generator(
        "String",
        """
        outer:
        for (int i = 0; i < 4; i++) {
          switch (i) {
            case 0 -> yieldValue("zero");
            case 1 -> {
              for (int j = 0; ; j++) {
                yieldValue("j" + j);
                if (j == 1) continue outer;
              }
            }
            case 2 -> {
              yieldValue(switch (i) { case 2 -> "two"; default -> "?"; });
              break;
            }
            default -> {
              break outer;
            }
          }
          yieldValue("end" + i);
        }
        return Generator.end();
        """,
        "");
  }

  MasterTest captures() {
    return generator(
        "Supplier<Integer>",
        """
        for (int i = 0; i < 3; i++) {
          int j = i;
          Supplier<Integer> s = () -> j;
          yieldValue(s);
        }
        return Generator.end();
        """,
        "");
  }

  MasterTest resources() {
    return generator(
        "String",
        """
        try (R a = new R("a"); R b = new R("b")) {
          yieldValue(a.name());
          yieldValue(b.name());
        }
        return Generator.end();
        """,
        """
        record R(String name) implements AutoCloseable {
          @Override
          public void close() {
            log("close " + name);
          }
        }
        """);
  }

  MasterTest arguments() {
    return generator(
            "String",
            """
            return words("p", 2);
            """,
            """
            @Suspendable
            static Generator<String> words(String prefix, int n) {
              for (int i = 0; i < n; i++) yieldValue(prefix + i);
              n = 10;
              yieldValue(prefix + n);
              return Generator.end();
            }
            """)
        .withoutFailures();
  }

  MasterTest ints() {
    return program(
        """
        package p;

        import static dev.suspendable.Coroutines.yieldValue;

        import dev.suspendable.Generator;
        import dev.suspendable.annotations.Suspendable;

        class P {
          @Suspendable
          static Generator.OfInt run() {
            int i = 0;
            while (i < 3) yieldValue(i++);
            byte b = 7;
            yieldValue(b + 1);
            Integer boxed = 9;
            yieldValue((int) boxed);
            return Generator.OfInt.end();
          }
        }
        """);
  }

  MasterTest instanceAndGeneric() {
    return program(
        """
        package p;

        import static dev.suspendable.Coroutines.yieldValue;

        import dev.suspendable.Generator;
        import dev.suspendable.annotations.Suspendable;
        import java.util.List;

        class P<T> {
          private final List<? extends T> items;
          private int served;
          P(List<? extends T> items) {
            this.items = items;
          }
          static Generator<String> run() {
            return new P<>(List.of("a", "b")).all();
          }
          @Suspendable
          private Generator<T> all() {
            for (T t : items) {
              served++;
              yieldValue(t);
            }
            T first = items.get(0);
            yieldValue(first);
            if (served != 2) throw new AssertionError();
            return Generator.end();
          }
        }
        """);
  }
}
