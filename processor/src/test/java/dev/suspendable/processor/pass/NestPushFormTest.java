package dev.suspendable.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A generator that hands its values to a consumer; nothing else has a push form. */
final class NestPushFormTest {
  @Test
  void generator() {
    String text =
        Dumped.of(
                """
                @Suspendable static Generator<Integer> run(int n) {
                  for (int i = 0; i < n; i++) {
                    yieldValue(i);
                  }
                  return Generator.end();
                }
                """)
            .after("nest-push-form");

    assertThat(text)
        .isEqualTo(
            """
            b0
            loop b1
              b1
              if i < n
                b2
                suspend frame.yieldValue(i), resume b4
                b4
              else
                b3
                finish
            """);
  }

  @Test
  void task() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(Task<Integer> one) {
                  return Task.of(await(one));
                }
                """)
            .after("nest-push-form");

    assertThat(text)
        .isEqualTo(
            """
            none
            """);
  }
}
