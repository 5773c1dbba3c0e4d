package dev.suspendable.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The blocks b2, b5 and b8, which the forwarding of jumps has left over, are gone. */
final class DropUnreachableTest {
  @Test
  void leftOvers() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(Task<Integer> one, boolean b) {
                  if (b) {
                    await(one);
                  } else {
                    while (true) {
                      await(one);
                      if (b) {
                        break;
                      }
                    }
                  }
                  return Task.of(1);
                }
                """)
            .after("drop-unreachable");

    assertThat(text)
        .isEqualTo(
            """
            b0: start
              if b goto b1 else b6
            b1:
              await awaiter(one), ready b3, resume b3
            b3: await(one) [resumed]
              awaiter.awaitResume();
              goto b4
            b7: await(one) [resumed]
              awaiter.awaitResume();
              if (b) { goto b4; }
              goto b6
            b6:
              await awaiter(one), ready b7, resume b7
            b4:
              finish 1
            """);
  }
}
