package dev.suspendable.samples.scenarios.mistakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.test.Exploration;
import dev.suspendable.test.Report;
import dev.suspendable.test.ScheduleFailure;
import dev.suspendable.test.TestBody;
import dev.suspendable.test.TestRun;

/** A known concurrency mistake, and how the kit finds it. */
record Mistake(String name, Exploration by, int within) {

  /**
   * @param within the number of runs in which it has to be found
   */
  static Mistake of(String name, Exploration by, int within) {
    return new Mistake(name, by, within);
  }

  /**
   * Finds the mistake, repeats it by its seed, and passes the corrected program.
   *
   * @param message a part of the message of the failure
   */
  void isFoundIn(TestBody wrong, String message, TestBody right) {
    ScheduleFailure failure =
        catchThrowableOfType(ScheduleFailure.class, () -> by.check(wrong));
    assertThat(failure).as(name + " is found").isNotNull().hasMessageContaining(message);
    assertThat(failure.run()).as("runs until " + name + " is found").isLessThanOrEqualTo(within);
    ScheduleFailure again =
        catchThrowableOfType(
            ScheduleFailure.class, () -> by.seed(failure.seed()).check(wrong));
    assertThat(again).as(name + " is repeated by its seed").isNotNull();
    assertThat(again.getCause()).hasSameClassAs(failure.getCause());
    assertThat(withoutHashes(again.getMessage()))
        .as("the same steps lead to the same failure")
        .isEqualTo(withoutHashes(failure.getMessage()));
    Report passed = by.check(right);
    assertThat(passed.runs()).isPositive();
    if (Boolean.getBoolean("mistakes.table")) {
      System.out.println(
          "| "
              + name
              + " | "
              + failure.run()
              + " | `"
              + failure.seed()
              + "` | "
              + passed.runs()
              + " |");
    }
  }

  /** Leaves out which run it was, and what differs between two runs of any Java program. */
  private static String withoutHashes(String text) {
    return text.replaceAll("^Run \\d+", "")
        .replaceAll("@[0-9a-f]+|\\d+ (ms|s) old|at \\d\\S*Z", "");
  }

  /** An operation of the outside, such as a query. */
  static Awaitable<Void> io() {
    return TestRun.operation("io");
  }
}
