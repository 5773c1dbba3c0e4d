package dev.suspendable.samples.scenarios.mistakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.test.Exploration;
import dev.suspendable.test.Report;
import dev.suspendable.test.ScheduleFailure;
import dev.suspendable.test.Strategy;
import dev.suspendable.test.TestBody;
import dev.suspendable.test.TestRun;
import java.util.Arrays;

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
    ScheduleFailure failure = catchThrowableOfType(ScheduleFailure.class, () -> by.check(wrong));
    assertThat(failure).as(name + " is found").isNotNull().hasMessageContaining(message);
    assertThat(failure.run()).as("runs until " + name + " is found").isLessThanOrEqualTo(within);
    ScheduleFailure again =
        catchThrowableOfType(ScheduleFailure.class, () -> by.seed(failure.seed()).check(wrong));
    assertThat(again).as(name + " is repeated by its seed").isNotNull();
    assertThat(again.getCause()).hasSameClassAs(failure.getCause());
    assertThat(withoutHashes(again.getMessage()))
        .as("the same steps lead to the same failure")
        .isEqualTo(withoutHashes(failure.getMessage()));
    Report passed = by.check(right);
    assertThat(passed.runs()).isPositive();
    if (Boolean.getBoolean("mistakes.table")) {
      System.out.println(row(wrong, failure));
    }
  }

  /** Returns the row of the table in the guide. */
  private String row(TestBody wrong, ScheduleFailure failure) {
    return String.join(
        " | ",
        "| " + name,
        within + "",
        failure.run() + "",
        "`" + failure.seed() + "`",
        median(Strategy.random(), wrong),
        median(Strategy.pct(3), wrong),
        median(Strategy.exhaustive(3), wrong) + " |");
  }

  /** Returns the median of the runs that a strategy needs, over 21 series. */
  private String median(Strategy strategy, TestBody wrong) {
    int[] runs = new int[21];
    for (int i = 0; i < runs.length; i++) {
      try {
        by.by(strategy, 1000).seed("" + i * 10_000).check(wrong);
        runs[i] = Integer.MAX_VALUE;
      } catch (ScheduleFailure found) {
        runs[i] = found.run();
      }
    }
    Arrays.sort(runs);
    int median = runs[runs.length / 2];
    return median == Integer.MAX_VALUE ? "no" : "" + median;
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
