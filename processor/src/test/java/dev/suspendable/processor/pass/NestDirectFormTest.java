package dev.suspendable.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Blocks become loops, native tries and labelled statements again. */
final class NestDirectFormTest {
  @Test
  void loopWithATry() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(Task<Integer> one, int n) {
                  int sum = 0;
                  for (int i = 0; i < n; i++) {
                    try {
                      sum += await(one);
                    } catch (IllegalStateException e) {
                      break;
                    }
                  }
                  return Task.of(sum);
                }
                """)
            .with("-Asuspendable.direct=always")
            .after("nest-direct-form");

    assertThat(text)
        .isEqualTo(
            """
            direct form: int
            called: false
            entry: true
            b0
            in front of b3
              in front of b8
                loop b1
                  b1
                  if i < n
                    in front of b10
                      try
                        b4
                        await awaiter(one), ready b6, resume b6
                        b6
                      catch
                        b5
                        if thrown instanceof IllegalStateException
                          goto b8
                        else
                          b9
                          throw thrown
                    b10
                  else
                    goto b3
              b8
            b3
            finish sum
            """);
  }
}
