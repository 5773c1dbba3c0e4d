package dev.suspendable.processor.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The nodes, the edges and the kept variables of diagrams, in the language of Graphviz. */
final class DiagramTest {
  private static final String LOAD = "static Task<Integer> load(int x) { return Task.of(x); }\n";

  @Test
  void oneAwait() {
    assertThat(
            Drawn.dot(
                LOAD
                    + """
        @Suspendable static Task<Integer> run(int a, int b) {
          int c = a + b;
          return Task.of(await(load(a)) + c);
        }"""))
        .isEqualTo(
            """
                start [label="start\\lline 2\\lkeeps a, b\\l"];
                s1 [label="1: await(load(a))\\lline 4\\lkeeps c\\l"];
                end [label="completes\\l"];
                start -> s1;
                s1 -> end;
                """);
  }

  @Test
  void loop() {
    assertThat(
            Drawn.dot(
                LOAD
                    + """
        @Suspendable static Task<Integer> run(List<Integer> list) {
          int sum = 0;
          for (int each : list) {
            sum += await(load(each));
          }
          return Task.of(sum);
        }"""))
        .isEqualTo(
            """
                start [label="start\\lline 2\\lkeeps list\\l"];
                s1 [label="1: await(load(each))\\lline 5\\lkeeps sum, (iterator)\\l"];
                end [label="completes\\l"];
                start -> s1 [label="next element"];
                start -> end [label="no more elements"];
                s1 -> s1 [label="next element"];
                s1 -> end [label="no more elements"];
                """);
  }

  @Test
  void suspensionOnSeveralLines() {
    assertThat(
            Drawn.dot(
                """
        @Suspendable static Task<List<Integer>> run(Task<List<Integer>> task) {
          return Task.of(
              await(
                  task
                      .map(list -> list)
                      .orElse(List.of())
                      .map(list -> List.copyOf(list))));
        }"""))
        .contains("1: await(task.map(list -> list).orElse(List.of()).map(li…");
  }

  @Test
  void conditions() {
    assertThat(
            Drawn.dot(
                LOAD
                    + """
        @Suspendable Task<Integer> run(int a) {
          if (a > 0 && !isOdd(a)) {
            a = await(load(1));
          } else if (await(load(2)) == 2) {
            a = await(load(3));
          }
          switch (a) {
            case 1, 2: await(load(4)); break;
            default: await(load(5));
          }
          return Task.of(a);
        }
        static boolean isOdd(int a) { return a % 2 == 1; }"""))
        .isEqualTo(
            """
                start [label="start\\lline 2\\lkeeps this, a\\l"];
                s1 [label="1: await(load(1))\\lline 4\\lkeeps this\\l"];
                s3 [label="3: await(load(2))\\lline 5\\lkeeps this, a\\l"];
                s4 [label="4: await(load(3))\\lline 6\\lkeeps this\\l"];
                s7 [label="7: await(load(4))\\lline 9\\lkeeps this, a\\l"];
                s9 [label="9: await(load(5))\\lline 10\\lkeeps this, a\\l"];
                end [label="completes\\l"];
                start -> s1 [label="a > 0 && !P.isOdd(a)"];
                start -> s3 [label="not (a > 0 && !P.isOdd(a))"];
                s1 -> s7 [label="case 1, 2"];
                s1 -> s9 [label="default"];
                s3 -> s4 [label="result == 2"];
                s3 -> s7 [label="result != 2 and case 1, 2"];
                s3 -> s9 [label="result != 2 and default"];
                s4 -> s7 [label="case 1, 2"];
                s4 -> s9 [label="default"];
                s7 -> end;
                s9 -> end;
                """);
  }

  @Test
  void catchAndFinally() {
    assertThat(
            Drawn.dot(
                LOAD
                    + """
        @Suspendable static Task<Integer> run(int a) {
          int x = 0;
          try {
            x = await(load(a));
          } catch (IllegalStateException | IllegalArgumentException e) {
            x = await(load(2));
          } finally {
            await(load(3));
          }
          return Task.of(x);
        }"""))
        .isEqualTo(
            """
                start [label="start\\lline 2\\lkeeps a\\l"];
                s2 [label="2: await(load(a))\\lline 5\\lkeeps x\\l"];
                c1 [label="catch\\lline 6\\l"];
                s4 [label="4: await(load(2))\\lline 7\\lkeeps x\\l"];
                f1 [label="finally\\lline 4\\l"];
                s10 [label="10: await(load(3))\\lline 9\\lkeeps x, (exit), (failure)\\l"];
                end [label="completes\\l"];
                left [label="ends by the exception or the stop\\l"];
                start -> s2;
                s2 -> c1 [style=dashed, label="exception"];
                s2 -> f1 [style=dotted, label="stop"];
                s2 -> s10;
                c1 -> s4 [label="IllegalStateException or IllegalArgumentException"];
                c1 -> f1 [style=dashed, label="exception"];
                s4 -> f1 [style=dashed, label="exception or stop"];
                s4 -> s10;
                f1 -> s10 [style=dashed, label="exception or stop"];
                s10 -> end;
                s10 -> left [style=dashed, label="exception or stop"];
                """);
  }

  /** No edge leads to where nothing of the user's runs. */
  @Test
  void finallyWithoutSuspension() {
    assertThat(
            Drawn.dot(
                "int count;\n"
                    + """
        @Suspendable Generator<Integer> run() {
          try {
            for (int i = 0; ; i++) {
              yieldValue(i);
            }
          } finally {
            count++;
          }
        }"""))
        .isEqualTo(
            """
                start [label="start\\lline 2\\lkeeps this\\l"];
                s2 [label="2: yieldValue(i)\\lline 5\\lkeeps this, i\\l"];
                f1 [label="finally\\lline 3\\l"];
                left [label="ends by the exception or the stop\\l"];
                start -> s2;
                s2 -> s2;
                s2 -> f1 [style=dotted, label="stop"];
                f1 -> left [style=dotted, label="stop"];
                """);
  }

  @Test
  void resource() {
    assertThat(
            Drawn.dot(
                LOAD
                    + """
        @Suspendable static Task<Integer> run(AutoCloseable given) throws Exception {
          try (AutoCloseable it = given) {
            return Task.of(await(load(1)));
          }
        }"""))
        .isEqualTo(
            """
                start [label="start\\lline 2\\lkeeps given\\l"];
                s2 [label="2: await(load(1))\\lline 4\\lkeeps it, (primary)\\l"];
                f1 [label="close\\lline 3\\l"];
                end [label="completes\\l"];
                left [label="ends by the exception or the stop\\l"];
                start -> s2;
                s2 -> f1 [style=dashed, label="exception or stop"];
                s2 -> end;
                f1 -> left [style=dashed, label="exception or stop"];
                """);
  }

  /** It is closed in two ways: with an exception that is being thrown, and without. */
  @Test
  void asyncResource() {
    assertThat(
            Drawn.dot(
                LOAD
                    + """
        @Suspendable static Task<Integer> run(AsyncCloseable given) throws Exception {
          try (AsyncCloseable it = given) {
            await(load(1));
          }
          return Task.of(0);
        }"""))
        .isEqualTo(
            """
                start [label="start\\lline 2\\lkeeps given\\l"];
                s9 [label="9: it.closeAsync()\\lline 3\\lkeeps (primary), (exit), (failure)\\l"];
                s2 [label="2: await(load(1))\\lline 4\\lkeeps it, (primary)\\l"];
                f1 [label="close\\lline 3\\l"];
                s12 [label="12: it.closeAsync()\\lline 5\\lkeeps (exit), (failure)\\l"];
                end [label="completes\\l"];
                left [label="ends by the exception or the stop\\l"];
                start -> s2;
                s9 -> left [style=dashed, label="exception"];
                s2 -> f1 [style=dashed, label="exception or stop"];
                s2 -> s12;
                s2 -> end [label="it == null"];
                f1 -> s9 [style=dashed, label="exception"];
                f1 -> s12 [style=dotted, label="stop"];
                f1 -> left [style=dashed, label="exception or stop"];
                s12 -> end;
                s12 -> left [style=dotted, label="stop"];
                """);
  }

  /** An await in a finally block leads on as the block was entered. */
  @Test
  void waysThroughAnAwaitInFinally() {
    assertThat(
            Drawn.dot(
                LOAD
                    + """
        @Suspendable static Task<Integer> run(int a) {
          while (true) {
            try {
              if (a > 5) { return Task.of(await(load(1))); }
              if (a > 3) { break; }
              a--;
            } finally {
              await(load(2));
              await(load(3));
            }
          }
          return Task.of(await(load(4)));
        }"""))
        .isEqualTo(
            """
                start [label="start\\lline 2\\lkeeps a\\l"];
                s6 [label="6: await(load(1))\\lline 5\\lkeeps a\\l"];
                f1 [label="finally\\lline 4\\l"];
                s11 [label="11: await(load(2))\\lline 9\\lkeeps a, (exit), (result), (failure)\\l"];
                s1 [label="1: await(load(3))\\lline 10\\lkeeps a, (exit), (result), (failure)\\l"];
                s13 [label="13: await(load(4))\\lline 13\\l"];
                end [label="completes\\l"];
                left [label="ends by the exception or the stop\\l"];
                start -> s6 [label="a > 5"];
                start -> s11 [label="not a > 5"];
                s6 -> f1 [style=dashed, label="exception or stop"];
                s6 -> s11;
                f1 -> s11 [style=dashed, label="exception or stop"];
                s11 -> s1;
                s1 -> s6 [label="a > 5"];
                s1 -> s11 [label="not a > 5"];
                s1 -> s13;
                s1 -> end;
                s1 -> left [style=dashed, label="exception or stop"];
                s13 -> end;
                """);
  }

  /** The await in the catch clause is reached by an exception of ordinary code only. */
  @Test
  void exceptionOfOrdinaryCode() {
    assertThat(
            Drawn.dot(
                LOAD
                    + """
        @Suspendable static Task<Integer> run(String text) {
          int x;
          try {
            x = Integer.parseInt(text);
          } catch (NumberFormatException e) {
            x = await(load(0));
          }
          return Task.of(x);
        }"""))
        .isEqualTo(
            """
                start [label="start\\lline 2\\lkeeps text\\l"];
                c1 [label="catch\\lline 6\\l"];
                s3 [label="3: await(load(0))\\lline 7\\l"];
                end [label="completes\\l"];
                left [label="ends by the exception or the stop\\l"];
                start -> c1 [style=dashed, label="exception"];
                start -> end;
                c1 -> s3 [label="NumberFormatException"];
                c1 -> left [style=dashed, label="exception"];
                s3 -> end;
                """);
  }

  /** Jumps in statements that do not suspend lead on as well. */
  @Test
  void jumps() {
    assertThat(
            Drawn.dot(
                LOAD
                    + """
        @Suspendable static Task<Integer> run(int a) {
          while (true) {
            int x = await(load(a));
            if (x == 1) { return Task.of(x); }
            if (x == 2) break;
            a--;
          }
          await(load(7));
          return Task.of(a);
        }"""))
        .isEqualTo(
            """
                start [label="start\\lline 2\\lkeeps a\\l"];
                s1 [label="1: await(load(a))\\lline 4\\lkeeps a\\l"];
                s4 [label="4: await(load(7))\\lline 9\\lkeeps a\\l"];
                end [label="completes\\l"];
                start -> s1;
                s1 -> s1 [label="x != 1 and x != 2"];
                s1 -> s4 [label="x == 2"];
                s1 -> end [label="x == 1"];
                s4 -> end;
                """);
  }

  /** A finally block leads to what a jump through it leads to, and not to more. */
  @Test
  void jumpThroughFinally() {
    assertThat(
            Drawn.dot(
                LOAD
                    + """
        @Suspendable static Task<Integer> run(int a) {
          for (;;) {
            try {
              if (await(load(a)) > 0) { break; }
              await(load(1));
            } finally {
              a++;
            }
          }
          return Task.of(await(load(2)));
        }"""))
        .isEqualTo(
            """
                start [label="start\\lline 2\\lkeeps a\\l"];
                s9 [label="9: await(load(a))\\lline 5\\lkeeps a\\l"];
                s1 [label="1: await(load(1))\\lline 6\\lkeeps a\\l"];
                f1 [label="finally\\lline 4\\l"];
                s12 [label="12: await(load(2))\\lline 11\\l"];
                end [label="completes\\l"];
                left [label="ends by the exception or the stop\\l"];
                start -> s9;
                s9 -> s1 [label="not result > 0"];
                s9 -> f1 [style=dashed, label="exception or stop"];
                s9 -> s12 [label="result > 0"];
                s1 -> s9;
                s1 -> f1 [style=dashed, label="exception or stop"];
                f1 -> left [style=dashed, label="exception or stop"];
                s12 -> end;
                """);
  }

  /** The blocks of a coroutine with a direct form that only this form has are in the diagram. */
  @Test
  void directCalls() {
    assertThat(
            Drawn.dot(
                """
        @Suspendable static Task<Integer> leaf(Task<Integer> t) { return Task.of(await(t)); }
        @Suspendable static Task<Integer> run(Task<Integer> t, int n) {
          int before = n + 1;
          int first = await(leaf(t));
          return Task.of(await(leaf(t)) + before + first);
        }"""))
        .isEqualTo(
            """
                start [label="start\\lline 2\\lkeeps t, n\\l"];
                s1 [label="1: await(leaf(t))\\lline 4\\lkeeps t, before\\l"];
                s2 [label="2: await(leaf(t))\\lline 5\\lkeeps before, first\\l"];
                end [label="completes\\l"];
                start -> s1;
                s1 -> s2;
                s2 -> end;
                """);
  }

  /** A temporary has its generated name where the variable itself is kept too. */
  @Test
  void earlierValueOfAVariable() {
    assertThat(
            Drawn.dot(
                LOAD
                    + """
        @Suspendable static Task<Integer> run(int a) {
          int sum = a;
          try {
            sum += await(load(a));
          } catch (RuntimeException e) {
            return Task.of(sum);
          }
          return Task.of(sum);
        }"""))
        .isEqualTo(
            """
                start [label="start\\lline 2\\lkeeps a\\l"];
                s2 [label="2: await(load(a))\\lline 5\\lkeeps sum, (old)\\l"];
                c1 [label="catch\\lline 6\\l"];
                end [label="completes\\l"];
                left [label="ends by the exception or the stop\\l"];
                start -> s2;
                s2 -> c1 [style=dashed, label="exception"];
                s2 -> end;
                c1 -> end [label="RuntimeException"];
                c1 -> left [style=dashed, label="exception"];
                """);
  }

  /** The parts of a state machine that is split are one diagram. */
  @Test
  void split() {
    String members =
        LOAD
            + """
        @Suspendable static Task<Integer> run(int a) {
          int x = await(load(a));
          x += await(load(x));
          x += await(load(x));
          return Task.of(x);
        }""";

    assertThat(Drawn.dot(members, "-Asuspendable.split=100").replaceAll("\\bs?\\d+\\b", "N"))
        .isEqualTo(Drawn.dot(members).replaceAll("\\bs?\\d+\\b", "N"));
  }

  @Test
  void lambda() {
    String file =
        Drawn.file(
            "dot",
            LOAD
                + """
        interface Function { @Suspendable Task<Integer> apply(int x); }
        Function run(int y) { return x -> Task.of(await(load(x)) + y); }""");

    assertThat(file)
        .isEqualTo(
            """
                // The states of lambda in P.run, P.java:3. Generated by Suspendable.
                digraph "P.run" {
                  node [shape=box, style=rounded, fontname="monospace", fontsize=10];
                  edge [fontname="sans-serif", fontsize=9];
                  start [label="start\\lline 3\\lkeeps y, x\\l"];
                  s1 [label="1: await(load(x))\\lline 3\\lkeeps y\\l"];
                  end [label="completes\\l"];
                  start -> s1;
                  s1 -> end;
                }
                """);
  }

  @Test
  void quotes() {
    assertThat(
            Drawn.file(
                "dot",
                """
        static Task<String> text(String s) { return Task.of(s); }
        @Suspendable static Task<String> run() {
          return Task.of(await(text("\\\\ \\"}; </svg> <!-- -->")));
        }"""))
        .isEqualTo(
            """
                // The states of P.run, P.java:2. Generated by Suspendable.
                digraph "P.run" {
                  node [shape=box, style=rounded, fontname="monospace", fontsize=10];
                  edge [fontname="sans-serif", fontsize=9];
                  start [label="start\\lline 2\\l"];
                  s1 [label="1: await(text(\\"\\\\\\\\ \\\\\\"}; </svg> <!-- -->\\"))\\lline 3\\l"];
                  end [label="completes\\l"];
                  start -> s1;
                  s1 -> end;
                }
                """);
  }
}
