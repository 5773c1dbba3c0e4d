package dev.suspendable.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A direct form pays for a coroutine that is called, or that calls. */
final class ChooseFormsTest {
  @Test
  void called() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(Task<Integer> one) {
                  return Task.of(await(one));
                }

                @Suspendable static Task<Integer> caller() {
                  return Task.of(await(run(Task.of(1))) + 1);
                }
                """)
            .after("choose-forms");

    assertThat(text)
        .isEqualTo(
            """
            direct form: Integer
            called: true
            entry: false
            """);
  }

  @Test
  void neverCalled() {
    String text =
        Dumped.of(
                """
                @Suspendable private static Task<Integer> run(Task<Integer> one) {
                  return Task.of(await(one));
                }
                """)
            .after("choose-forms");

    assertThat(text)
        .isEqualTo(
            """
            direct form: none
            called: false
            entry: false
            """);
  }

  @Test
  void notWanted() {
    String text =
        Dumped.of(
                """
                @Suspendable static Task<Integer> run(Task<Integer> one) {
                  return Task.of(await(one));
                }

                @Suspendable static Task<Integer> caller() {
                  return Task.of(await(run(Task.of(1))) + 1);
                }
                """)
            .with("-Asuspendable.direct=none")
            .after("choose-forms");

    assertThat(text)
        .isEqualTo(
            """
            direct form: none
            called: false
            entry: false
            """);
  }
}
