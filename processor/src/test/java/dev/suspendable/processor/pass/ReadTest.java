package dev.suspendable.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Trees to statements: only what suspends is taken apart. */
final class ReadTest {
  @Test
  void loops() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(Task<Integer> one, Task<Integer> other) {
                  int sum = 1;
                  for (int i = 0; i < 3; i++) {
                    sum += await(one) * await(other);
                  }
                  int[] more = {1, 2};
                  for (int each : more) {
                    sum += each;
                  }
                  if (sum > 10 && await(other) > 0) {
                    return Task.of(sum);
                  }
                  return one;
                }
                """)
            .after("read");

    assertThat(text)
        .isEqualTo(
            """
            Task<Integer> run(Task<Integer> one, Task<Integer> other)
              declare int sum = 1
              loop as L1
                first
                  declare int i = 0
                while i < 3
                do
                  evaluate sum += unbox(await[awaiter(one)]) * unbox(await[awaiter(other)])
                next
                  evaluate i++
              declare int[] more = new int[]{1, 2}
              verbatim for (int each : more) { sum += each; }
              if (sum > 10 && unbox(await[awaiter(other)]) > 0)
                verbatim [does not complete] { return value sum; }
              return outcome of await[frame.returnFrom(one).awaiter()]
            """);
  }

  @Test
  void switchInTry() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<String> run(Task<String> text, Task<String> closed) {
                  outer:
                  try {
                    String first = switch (await(text)) {
                      case "a" -> "A";
                      case "b" -> await(text);
                      default -> throw new IllegalStateException();
                    };
                    if (first.isEmpty()) {
                      break outer;
                    }
                  } catch (IllegalStateException | Error e) {
                    throw e;
                  } finally {
                    await(closed);
                  }
                  return Task.of("none");
                }
                """)
            .after("read");

    assertThat(text)
        .isEqualTo(
            """
            Task<String> run(Task<String> text, Task<String> closed)
              labelled L1
                try
                  declare String first = { switch await[awaiter(text)] as L2; case "a" ->; yield to L2 "A"; case "b" ->; yield to L2 await[awaiter(text)]; default ->; verbatim [does not complete] throw new IllegalStateException();; unmatched throw new IncompatibleClassChangeError() }
                  verbatim if (first.isEmpty()) { break L1; }
                catch IllegalStateException | Error e
                  verbatim [does not complete] throw e;
                finally
                  evaluate await[awaiter(closed)]
              return value "none"
            """);
  }
}
