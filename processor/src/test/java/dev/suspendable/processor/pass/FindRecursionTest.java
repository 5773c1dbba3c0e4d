package dev.suspendable.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Direct calls that may come back to the coroutine. */
final class FindRecursionTest {
  @Test
  void byAnother() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(int n) {
                  return Task.of(n == 0 ? 0 : await(other(n - 1)) + await(last(n)));
                }

                @Suspendable static Task<Integer> other(int n) {
                  return Task.of(await(run(n)) + 1);
                }

                @Suspendable static Task<Integer> last(int n) {
                  return Task.of(await(Task.of(n)) + 1);
                }
                """)
            .after("find-recursion");

    assertThat(text)
        .isEqualTo(
            """
            Task<Integer> run(int n)
            calls other, last
            recursive: other
              return value (n == 0 ? 0 : unbox(call[direct other(context, n - 1)]) + unbox(call[direct last(context, n)]))
            """);
  }
}
