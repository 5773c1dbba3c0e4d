package dev.suspendable.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What follows the last suspension of a loop comes in front of its head. */
final class OrderLoopsTest {
  @Test
  void loopThatSuspendsInItsBody() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(Task<Integer> one, int n) {
                  for (int i = 0; i < n; i++) {
                    await(one);
                    System.out.println(i);
                  }
                  return Task.of(n);
                }
                """)
            .after("order-loops");

    assertThat(text)
        .isEqualTo(
            """
            b0: start
              declare i = 0
              goto b1
            b4: await(one) [resumed]
              awaiter.awaitResume();
              System.out.println(i);
              goto b5
            b5:
              i++;
              goto b1
            b1: for (int i = 0; i < n; i++) at line 2
              if i < n goto b2 else b3
            b2:
              await awaiter(one), ready b4, resume b4
            b3:
              finish n
            """);
  }

  @Test
  void notWithEachLineInOnePlace() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(Task<Integer> one, int n) {
                  for (int i = 0; i < n; i++) {
                    await(one);
                    System.out.println(i);
                  }
                  return Task.of(n);
                }
                """)
            .with("-Asuspendable.lines=single")
            .after("order-loops");

    assertThat(text)
        .isEqualTo(
            """
            b0: start
              declare i = 0
              goto b1
            b1: for (int i = 0; i < n; i++) at line 2
              if i < n goto b2 else b3
            b2:
              await awaiter(one), ready b4, resume b4
            b4: await(one) [resumed]
              awaiter.awaitResume();
              System.out.println(i);
              goto b5
            b5:
              i++;
              goto b1
            b3:
              finish n
            """);
  }
}
