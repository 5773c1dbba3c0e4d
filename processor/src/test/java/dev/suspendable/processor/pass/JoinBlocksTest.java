package dev.suspendable.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Straight lines become one block, but not over the edge of a try and not where a suspension
 * resumes.
 */
final class JoinBlocksTest {
  @Test
  void straightLines() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(Task<Integer> one, int n) {
                  int sum = 0;
                  for (int i = 0; i < n; i++) {
                    sum += i;
                    await(one);
                    sum += i;
                  }
                  return Task.of(sum);
                }
                """)
            .after("join-blocks");

    assertThat(text)
        .isEqualTo(
            """
            b0: start
              declare sum = 0
              declare i = 0
              goto b1
            b4: await(one) [resumed]
              awaiter.awaitResume();
              sum += i;
              i++;
              goto b1
            b1: for (int i = 0; i < n; i++) at line 3
              if i < n goto b2 else b3
            b2:
              sum += i;
              await awaiter(one), ready b4, resume b4
            b3:
              finish sum
            """);
  }

  @Test
  void edgesOfATry() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(Task<Integer> one, Task<Integer> other) {
                  int sum = await(one);
                  try {
                    sum += await(other);
                  } catch (IllegalStateException e) {
                    sum++;
                  }
                  return Task.of(sum);
                }
                """)
            .after("join-blocks");

    assertThat(text)
        .isEqualTo(
            """
            b0: start
              await awaiter(one), ready b1, resume b1
            b1: await(one) [resumed]
              declare sum = cast[Integer](awaiter.awaitResume())
              goto b2
            b2: try at line 3 [guarded by b3]
              declare old = sum
              await awaiter(other), ready b4, resume b4
            b4: await(other) [resumed] [guarded by b3]
              sum = old + (cast[Integer](awaiter.awaitResume()));
              goto b5
            b3: catch at line 5
              if thrown instanceof IllegalStateException goto b6 else b7
            b6:
              declare e = cast[IllegalStateException](thrown)
              sum++;
              goto b5
            b7:
              throw thrown
            b5:
              finish sum
            """);
  }
}
