package dev.suspendable.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Fields of the frame, locals of the step method, and what a suspension does to them. */
final class LayOutTest {
  @Test
  void variablesShareFields() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(Task<Integer> one, String text) {
                  int sum = text.length();
                  for (int i = 0; i < 2; i++) {
                    sum += await(one);
                  }
                  for (int j = 0; j < 2; j++) {
                    int twice = 2 * j;
                    sum += twice;
                    await(one);
                  }
                  return Task.of(sum);
                }
                """)
            .after("lay-out");

    assertThat(text)
        .isEqualTo(
            """
            field one: Task<Integer>
            field text: String
            field sum: int
            field i in that of sum: int
            field old: int
            field j in that of old: int
            local sum: int
            local i: int
            local old: int
            local j: int
            b2 suspends
              spill i, old
              clear text
              restore i, old
            b7 suspends
              spill sum, j
              clear text
              restore sum, j
            """);
  }

  @Test
  void whatIsAssignedOnceIsSpilledOnce() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<String> run(Task<String> one, Task<String> other) {
                  String first = await(one);
                  String second = await(other);
                  await(one);
                  return Task.of(first);
                }
                """)
            .after("lay-out");

    assertThat(text)
        .isEqualTo(
            """
            field one: Task<String>
            field other: Task<String>
            field first: String
            local first: String
            b0 suspends
            b1 suspends
              spill first
              clear other
              restore first
            b2 suspends
              spill first
              clear one, other
              restore first
            """);
  }
}
