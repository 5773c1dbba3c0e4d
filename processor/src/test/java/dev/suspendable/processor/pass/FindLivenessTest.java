package dev.suspendable.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What may still be read, and so what a suspended frame has to hold. */
final class FindLivenessTest {
  @Test
  void whatAHandlerReadsIsLiveInItsTry() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(Task<Integer> one, Task<Integer> other) {
                  int sum = await(one);
                  int unused = sum;
                  try {
                    await(other);
                  } catch (IllegalStateException e) {
                    sum++;
                  }
                  return Task.of(sum);
                }
                """)
            .after("find-liveness");

    assertThat(text)
        .isEqualTo(
            """
            b0: start
              live one, other
              across other
            b1: await(one) [resumed]
              live other
            b2: try at line 4 [guarded by b3]
              live other, sum
              across sum
            b4: await(other) [resumed] [guarded by b3]
              live sum
            b3: catch at line 6
              live sum
            b6:
              live sum
            b7:
              live -
            b5:
              live sum
            """);
  }

  @Test
  void aJumpThatLeavesABlockEarlyLeavesItBeforeTheAssignmentsBehindIt() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(Task<Integer> one) {
                  int x = 5;
                  int n = await(one);
                  while (true) {
                    if (n > 3) break;
                    x = 1;
                    n = await(one);
                  }
                  return Task.of(x);
                }
                """)
            .after("find-liveness");

    assertThat(text).contains("across one, x");
  }
}
