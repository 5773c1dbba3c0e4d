package dev.suspendable.samples.scenarios.testkit;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.test.Exploration;
import dev.suspendable.test.Report;
import dev.suspendable.test.ScheduleFailure;
import dev.suspendable.test.TestBody;
import dev.suspendable.test.TestRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each strategy tries, and that a seed repeats it. */
class StrategiesTest {

  @Suspendable
  static Task<Void> logs(List<String> log, String name, int times) {
    for (int i = 0; i < times; i++) {
      log.add(name);
      await(TestRun.operation("step"));
    }
    return Task.completed();
  }

  /** Returns the orders in which the steps of two coroutines have run. */
  private static List<String> orders(Exploration exploration) {
    List<List<String>> logs = new ArrayList<>();
    exploration.check(
        run -> {
          List<String> log = new ArrayList<>();
          logs.add(log);
          return Task.whenAll(logs(log, "a", 3), logs(log, "b", 3));
        });
    return logs.stream().map(log -> String.join("", log)).toList();
  }

  @Test
  void fifoIsFirst() {
    assertThat(orders(Exploration.fifo())).containsExactly("ababab");
    assertThat(orders(Exploration.random(5))).hasSize(5).startsWith("ababab");
    assertThat(orders(Exploration.pct(2, 5))).hasSize(5).startsWith("ababab");
  }

  @Test
  void randomTriesAllOrders() {
    assertThat(new HashSet<>(orders(Exploration.random(1000)))).as("6 over 3").hasSize(20);
  }

  @Test
  void aSeriesIsAlwaysTheSameAndAnotherSeedIsAnotherOne() {
    List<String> first = orders(Exploration.random(20));
    assertThat(orders(Exploration.random(20))).isEqualTo(first);
    assertThat(orders(Exploration.random(20).seed("1000"))).isNotEqualTo(first);
    assertThat(orders(Exploration.random(20).seed("random:7"))).containsExactly(first.get(8));
  }

  @Test
  void prioritiesRunACoroutineAsLongAsPossible() {
    Set<String> orders = new HashSet<>(orders(Exploration.pct(1, 100)));
    assertThat(orders).as("FIFO, and no change").containsOnly("ababab", "aaabbb", "bbbaaa");
    assertThat(new HashSet<>(orders(Exploration.pct(2, 500))))
        .as("one change")
        .contains("aabbba", "abbbaa", "bbaaab", "baaabb")
        .doesNotContain("abbaab");
  }

  @Test
  void exhaustiveTriesThoseWithFewDifferencesFirst() {
    List<String> all = orders(Exploration.exhaustive(100));
    assertThat(new HashSet<>(all)).hasSize(20);
    assertThat(all).as("each takes four steps: 8 over 4").hasSize(70);
    List<String> bounded = orders(Exploration.exhaustive(1));
    assertThat(all).startsWith(bounded.toArray(new String[0]));
    assertThat(bounded).hasSizeBetween(5, 10);
    assertThat(orders(Exploration.exhaustive(0))).containsExactly("ababab");
  }

  @Test
  void theReportSaysWhetherAllHaveBeenTried() {
    TestBody body =
        run -> Task.whenAll(logs(new ArrayList<>(), "a", 1), logs(new ArrayList<>(), "b", 1));
    Report all = Exploration.exhaustive(10).check(body);
    assertThat(all.isComplete()).isTrue();
    assertThat(all.toString()).startsWith("6 runs: 6 orders, which are all,");
    assertThat(Exploration.exhaustive(1).check(body).isComplete()).isTrue();
    assertThat(Exploration.random(6).check(body).isComplete()).isFalse();
  }

  // ---- A mistake of depth 2: the first of k steps of one comes after the last step of the other.

  private static final class Late {
    private int value;

    @Suspendable
    Task<Void> sets() {
      await(TestRun.operation("step"));
      value = 1;
      return Task.completed();
    }

    @Suspendable
    Task<Void> runs(int steps) {
      for (int i = 0; i < steps; i++) {
        await(TestRun.operation("step"));
      }
      if (value == 0) {
        throw new IllegalStateException("the other one has not run");
      }
      return Task.completed();
    }
  }

  private static int runsUntilFound(Exploration exploration) {
    ScheduleFailure failure =
        catchThrowableOfType(
            ScheduleFailure.class,
            () ->
                exploration.check(
                    run -> {
                      Late late = new Late();
                      return Task.whenAll(late.sets(), late.runs(30));
                    }));
    return failure == null ? Integer.MAX_VALUE : failure.run();
  }

  @Test
  void prioritiesFindWhatARandomWalkDoesNot() {
    assertThat(runsUntilFound(Exploration.random(1000))).isEqualTo(Integer.MAX_VALUE);
    assertThat(runsUntilFound(Exploration.pct(1, 1000))).as("half of the runs").isLessThan(10);
  }
}
