package dev.suspendable.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Statements to basic blocks, in the order of the source. */
final class LowerTest {
  @Test
  void whatIsEvaluatedBeforeASuspensionIsKept() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(Task<Integer> one, int[] array) {
                  return Task.of(array[0] + await(one));
                }
                """)
            .after("lower");

    assertThat(text)
        .isEqualTo(
            """
            b0: start
              declare operand = array[0]
              await awaiter(one), ready b1, resume b1
            b1: await(one) [resumed]
              finish operand + (cast[Integer](awaiter.awaitResume()))
            """);
  }

  @Test
  void conditions() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(Task<Integer> one, Task<Integer> other) {
                  if (await(one) > 0 && await(other) > 0) {
                    return Task.of(1);
                  }
                  return Task.of(0);
                }
                """)
            .after("lower");

    assertThat(text)
        .isEqualTo(
            """
            b0: start
              await awaiter(one), ready b1, resume b1
            b1: await(one) [resumed]
              if (cast[Integer](awaiter.awaitResume())) > 0 goto b2 else b3
            b2:
              await awaiter(other), ready b4, resume b4
            b4: await(other) [resumed]
              if (cast[Integer](awaiter.awaitResume())) > 0 goto b5 else b3
            b5:
              { complete 1; }
              stop
            b3:
              finish 0
            """);
  }

  @Test
  void returnThroughFinally() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(Task<Integer> one, Task<Integer> closed) {
                  try {
                    return Task.of(await(one));
                  } finally {
                    await(closed);
                  }
                }
                """)
            .after("lower");

    assertThat(text)
        .isEqualTo(
            """
            b0: start
              goto b1
            b1: try at line 2 [guarded by b2 (cleanup b3)]
              await awaiter(one), ready b4, resume b4, cleanup b3
            b4: await(one) [resumed] [guarded by b2 (cleanup b3)]
              result := cast[Integer](awaiter.awaitResume())
              goto b5
            b2:
              failure := thrown
              exit := thrown
              goto b6
            b3:
              exit := stopped
              goto b6
            b6: finally of the try at line 2
              goto b7
            b7: [guarded by b8 (cleanup b9)]
              await awaiter(closed), ready b10, resume b10, cleanup b9
            b10: await(closed) [resumed] [guarded by b8 (cleanup b9)]
              awaiter.awaitResume();
              goto b11
            b8:
              if stopped (exit) goto b12 else b13
            b12:
              frame.$suppress(thrown);
              goto b9
            b13:
              throw thrown
            b11:
              leave by exit
                thrown goto b14
                stopped goto b9
                1 goto b15
                otherwise goto b16
            b16:
              unreachable
            b15: return
              finish result
            b5: [guarded by b2 (cleanup b3)]
              exit := 1
              goto b6
            b9: unwound
              unwound
            b14:
              throw failure
            """);
  }
}
