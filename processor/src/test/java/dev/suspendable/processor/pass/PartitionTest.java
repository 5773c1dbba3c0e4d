package dev.suspendable.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A state machine in as many parts as can be, and in one. */
final class PartitionTest {
  @Test
  void everyBlockAPart() {
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
            .with("-Asuspendable.split=0")
            .after("partition");

    assertThat(text)
        .isEqualTo(
            """
            part 0: b0
              left to b1
            part 1: b1
              entered at b1
              left to b2
              b1 needs [AWAITER]
            part 2: b2
              entered at b2
              left to b4 b3
            part 3: b4
              entered at b4
              left to b5 b3
              b4 needs [AWAITER]
            part 4: b3
              entered at b3
              left to b6 b7
              b3 needs [THROWN]
            part 5: b6
              entered at b6
              left to b5
              b6 needs [THROWN]
            part 6: b7
              entered at b7
              b7 needs [THROWN]
            part 7: b5
              entered at b5
            """);
  }

  @Test
  void onePart() {
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
            .after("partition");

    assertThat(text)
        .isEqualTo(
            """
            part 0: b0 b1 b2 b4 b3 b6 b7 b5
            """);
  }
}
