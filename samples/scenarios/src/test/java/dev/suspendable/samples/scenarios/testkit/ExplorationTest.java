package dev.suspendable.samples.scenarios.testkit;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.TimeoutException;
import dev.suspendable.test.Exploration;
import dev.suspendable.test.Report;
import dev.suspendable.test.ScheduleFailure;
import dev.suspendable.test.TestRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Orders, virtual time, failures, stops and leaks of the test kit. */
class ExplorationTest {

  /** A counter that forgets an increment if two coroutines read it before one of them writes. */
  static final class Counter {
    int value;

    @Suspendable
    Task<Void> increment() {
      int read = value;
      await(Task.yieldNow());
      value = read + 1;
      return Task.completed();
    }
  }

  @Suspendable
  static Task<Void> twoIncrements(Counter counter) {
    await(Task.whenAll(counter.increment(), counter.increment()));
    assertThat(counter.value).isEqualTo(2);
    return Task.completed();
  }

  @Suspendable
  static Task<Void> logs(List<String> log, String name, int times) {
    for (int i = 0; i < times; i++) {
      log.add(name + i);
      await(Task.yieldNow());
    }
    return Task.completed();
  }

  @Test
  void eachOrderOfTwoCoroutines() {
    List<List<String>> orders = new ArrayList<>();
    Report report =
        Exploration.exhaustive(100)
            .check(
                run -> {
                  List<String> log = new ArrayList<>();
                  orders.add(log);
                  run.afterwards("all have run", () -> log.size() == 4);
                  return Task.whenAll(logs(log, "a", 2), logs(log, "b", 2));
                });
    assertThat(report.isComplete()).isTrue();
    assertThat(report.orders()).as("6 over 3: each takes three steps").isEqualTo(20);
    assertThat(Set.copyOf(orders)).as("4 over 2").hasSize(6);
  }

  @Test
  void findsALostUpdateAndRepeatsIt() {
    ScheduleFailure failure =
        catchThrowableOfType(
            ScheduleFailure.class,
            () -> Exploration.random(100).check(run -> twoIncrements(new Counter())));
    assertThat(failure).hasMessageContaining("-Dsuspendable.test.seed=");
    assertThatThrownBy(
            () ->
                Exploration.fifo().seed(failure.seed()).check(run -> twoIncrements(new Counter())))
        .isInstanceOf(ScheduleFailure.class);
  }

  @Suspendable
  static Task<String> slow() {
    await(Task.delay(Duration.ofHours(5)));
    return Task.of("slow");
  }

  @Suspendable
  static Task<Void> timesOut(TestRun run) {
    try {
      await(slow().timeout(Duration.ofHours(2)));
      throw new AssertionError();
    } catch (TimeoutException expected) {
      assertThat(run.elapsed()).isEqualTo(Duration.ofHours(2));
    }
    return Task.completed();
  }

  @Test
  void hoursPassAtOnce() {
    Exploration.random(10).injectingStops().check(ExplorationTest::timesOut);
  }

  @Suspendable
  static Task<Void> waitsForEver() {
    await(new CompletableFuture<String>());
    return Task.completed();
  }

  @Test
  void aDeadlockIsReportedWithADump() {
    assertThatThrownBy(() -> Exploration.fifo().check(run -> waitsForEver()))
        .hasMessageContaining("Deadlock")
        .hasMessageContaining("ExplorationTest.waitsForEver, suspended at ExplorationTest.java:");
  }
}
