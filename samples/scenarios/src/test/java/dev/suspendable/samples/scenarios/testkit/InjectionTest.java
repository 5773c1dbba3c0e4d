package dev.suspendable.samples.scenarios.testkit;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.sync.AsyncMutex;
import dev.suspendable.test.Exploration;
import dev.suspendable.test.InjectedFailure;
import dev.suspendable.test.Report;
import dev.suspendable.test.ScheduleFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** A failure and a stop at each suspension. */
class InjectionTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Suspendable
  static Task<Void> twoSteps(List<String> log) {
    try {
      log.add("begins");
      await(Task.delay(SECOND));
      log.add("goes on");
      await(Task.delay(SECOND));
      log.add("ends");
    } finally {
      log.add("cleans up");
    }
    return Task.completed();
  }

  /** Returns the different logs of all runs. */
  private static Set<String> logs(Exploration exploration) {
    List<List<String>> logs = new ArrayList<>();
    exploration.check(
        run -> {
          List<String> log = new ArrayList<>();
          logs.add(log);
          return twoSteps(log);
        });
    Set<String> distinct = new LinkedHashSet<>();
    logs.forEach(log -> distinct.add(String.join(", ", log)));
    return distinct;
  }

  @Test
  void aFailureAtEachSuspension() {
    assertThat(logs(Exploration.fifo().injectingFailures()))
        .containsExactly(
            "begins, goes on, ends, cleans up", "begins, cleans up", "begins, goes on, cleans up");
  }

  @Test
  void aStopBeforeEachStep() {
    assertThat(logs(Exploration.fifo().injectingStops()))
        .as("the first stop comes before the body, which never runs")
        .containsExactly(
            "begins, goes on, ends, cleans up",
            "",
            "begins, cleans up",
            "begins, goes on, cleans up");
  }

  @Test
  void theReportCountsThem() {
    Report report =
        Exploration.random(7)
            .injectingFailures()
            .injectingStops()
            .ordersForEachInjection(2)
            .check(run -> twoSteps(new ArrayList<>()));
    assertThat(report.orders()).isEqualTo(7);
    assertThat(report.failures()).as("two places, two orders").isEqualTo(4);
    assertThat(report.stops()).as("three steps, two orders").isEqualTo(6);
    assertThat(report.mostSteps()).isEqualTo(3);
    assertThat(report).hasToString("17 runs: 7 orders, 4 failures, 6 stops; at most 3 steps");
  }

  @Suspendable
  static Task<Void> swallows() {
    try {
      await(Task.delay(SECOND));
    } catch (InjectedFailure expected) {
      throw new IllegalStateException("cannot cope"); // without the cause
    }
    return Task.completed();
  }

  @Suspendable
  static Task<Void> wraps() {
    try {
      await(Task.delay(SECOND));
    } catch (InjectedFailure expected) {
      throw new IllegalStateException("told", expected);
    }
    return Task.completed();
  }

  @Test
  void anotherExceptionIsAFailureUnlessItHasTheInjectedOne() {
    Exploration exploration = Exploration.fifo().injectingFailures();
    assertThatThrownBy(() -> exploration.check(run -> swallows()))
        .isInstanceOf(ScheduleFailure.class)
        .hasMessageContaining("cannot cope")
        .hasMessageContaining("fifo+fail@0");
    exploration.check(run -> wraps());
    exploration.accepting(t -> t instanceof IllegalStateException).check(run -> swallows());
  }

  @Suspendable
  static Task<Void> reads() throws IOException {
    try {
      await(Task.delay(SECOND));
    } catch (RuntimeException e) {
      throw new AssertionError("not of this kind", e);
    }
    await(Task.yieldNow());
    return Task.completed();
  }

  @Test
  void failuresOfTheUsersChoice() {
    List<String> places = new ArrayList<>();
    Exploration.fifo()
        .injectingFailures(
            at -> {
              places.add(at.isOperation() + " " + at.awaiter());
              return at.isOperation() ? new IOException() : null;
            })
        .check(run -> reads());
    assertThat(places).anyMatch(each -> each.startsWith("true Task.delay(PT1S)"));
    assertThat(places).as("yieldNow cannot fail").anyMatch(each -> each.startsWith("false "));
  }

  @Suspendable
  static Task<Void> scoped(AsyncMutex mutex, List<String> log) {
    try (var scope = TaskScope.open()) {
      scope.fork(locked(mutex, log));
      scope.fork(locked(mutex, log));
      await(scope.join());
    }
    return Task.completed();
  }

  @Suspendable
  static Task<Void> locked(AsyncMutex mutex, List<String> log) {
    try (var held = await(mutex.lock())) {
      log.add("in");
      await(Task.delay(SECOND));
    } finally {
      log.add("out");
    }
    return Task.completed();
  }

  @Test
  void aStopAnywhereInAScopeLeavesNothing() {
    Report report =
        Exploration.exhaustive(2)
            .injectingFailures()
            .injectingStops()
            .ordersForEachInjection(5)
            .check(
                run -> {
                  AsyncMutex mutex = new AsyncMutex();
                  run.afterwards("the mutex is unlocked", () -> !mutex.isLocked());
                  return scoped(mutex, new ArrayList<>());
                });
    assertThat(report.stops()).isGreaterThan(20);
    assertThat(report.failures()).isGreaterThan(5);
  }

  @Suspendable
  static Task<Void> stopsItself() {
    await(Task.delay(SECOND));
    throw new CancellationException("by itself");
  }

  @Test
  void endingAsIfStoppedIsAFailure() {
    assertThatThrownBy(() -> Exploration.fifo().check(run -> stopsItself()))
        .isInstanceOf(ScheduleFailure.class);
  }
}
