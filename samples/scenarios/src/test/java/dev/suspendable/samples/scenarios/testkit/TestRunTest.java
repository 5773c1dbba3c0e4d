package dev.suspendable.samples.scenarios.testkit;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Retry;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.debug.CoroutineInfo;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.scope.TimeoutException;
import dev.suspendable.sync.Channel;
import dev.suspendable.test.Exploration;
import dev.suspendable.test.TestRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Time, executors, and what is suspended where. */
class TestRunTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Suspendable
  static Task<Void> sleeps(TestRun run, List<Duration> log) {
    log.add(run.elapsed());
    await(Task.delay(HOUR));
    log.add(run.elapsed());
    await(Task.delay(HOUR.multipliedBy(10)));
    log.add(run.elapsed());
    return Task.completed();
  }

  @Test
  void delaysPassAtOnce() {
    Exploration.random(5)
        .check(
            run -> {
              List<Duration> log = new ArrayList<>();
              run.afterwards(
                  "in order",
                  () -> log.equals(List.of(Duration.ZERO, HOUR, HOUR.multipliedBy(11))));
              return sleeps(run, log);
            });
  }

  @Suspendable
  static Task<Void> logsAfter(Duration delay, String name, List<String> log) {
    await(Task.delay(delay));
    log.add(name);
    return Task.completed();
  }

  @Test
  void timersAreInTheOrderOfTheirTimesAndEqualOnesCompete() {
    List<List<String>> logs = new ArrayList<>();
    Exploration.random(200)
        .check(
            run -> {
              List<String> log = new ArrayList<>();
              logs.add(log);
              return Task.whenAll(
                  logsAfter(HOUR.multipliedBy(2), "late", log),
                  logsAfter(HOUR, "a", log),
                  logsAfter(HOUR, "b", log));
            });
    assertThat(logs).allMatch(log -> log.get(2).equals("late"));
    assertThat(logs).contains(List.of("a", "b", "late")).contains(List.of("b", "a", "late"));
  }

  @Suspendable
  static Task<Void> works(int steps) {
    for (int i = 0; i < steps; i++) {
      await(TestRun.operation("step"));
    }
    return Task.completed();
  }

  @Suspendable
  static Task<Boolean> isInTime() {
    try {
      await(works(3).timeout(Duration.ofSeconds(1)));
      return Task.of(true);
    } catch (TimeoutException late) {
      return Task.of(false);
    }
  }

  @Suspendable
  static Task<Void> notes(List<Boolean> log) {
    log.add(await(isInTime()));
    return Task.completed();
  }

  @Test
  void timeCompetesWithWorksOnlyIfAsked() {
    List<Boolean> inTime = new ArrayList<>();
    Exploration.random(50).check(run -> notes(inTime));
    assertThat(inTime).containsOnly(true);
    Exploration.random(50).withTimeRaces().check(run -> notes(inTime));
    assertThat(inTime).contains(false);
  }

  @Suspendable
  static Task<Void> onIts(Executor executor) {
    assertThat((Object) await(Context.currentExecutor())).isSameAs(executor);
    await(TestRun.operation("step"));
    assertThat((Object) await(Context.currentExecutor())).isSameAs(executor);
    return Task.completed();
  }

  @Test
  void severalExecutorsShareTheThread() {
    Thread thread = Thread.currentThread();
    Exploration.random(20)
        .check(
            run -> {
              Executor database = run.executor("database");
              assertThat(database).hasToString("database");
              run.invariant("on one thread", () -> Thread.currentThread() == thread);
              return Task.whenAll(onIts(database).on(database), onIts(run.executor()));
            });
  }

  @Suspendable
  static Task<Void> serves(Channel<String> requests) {
    while (await(requests.receiveOrNull()) != null) {
      await(Task.delay(HOUR));
    }
    return Task.completed();
  }

  @Suspendable
  static Task<Void> looks(TestRun run) {
    Channel<String> requests = Channel.rendezvous();
    try (var scope = TaskScope.open()) {
      scope.fork(serves(requests));
      await(run.whenIdle());
      run.assertSuspended("TestRunTest.serves", "Channel");
      assertThatThrownBy(() -> run.assertSuspended("TestRunTest.serves", "Task.delay"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("TestRunTest.serves, suspended at TestRunTest.java:");
      await(requests.send("hello"));
      await(run.whenIdle());
      run.assertSuspended("TestRunTest.serves", "Task.delay(PT1H)");
      assertThat(run.elapsed()).as("no time has passed").isZero();
      assertThat(run.suspended().stream().map(CoroutineInfo::name))
          .anyMatch(name -> name.endsWith("serves"));
      requests.close();
      await(scope.join());
    }
    return Task.completed();
  }

  @Test
  void whatIsSuspendedWhere() {
    Exploration.random(20).injectingStops().check(TestRunTest::looks);
  }

  @Test
  void severalRootsBesideEachOther() {
    List<String> log = new ArrayList<>();
    Exploration.fifo()
        .check(
            run -> {
              run.start(logsAfter(HOUR, "first", log));
              run.start(logsAfter(HOUR, "second", log));
              return Task.completed();
            });
    assertThat(log).containsExactly("first", "second");
    assertThatThrownBy(
            () ->
                Exploration.fifo()
                    .check(
                        run -> {
                          run.start(Task.failed(new IllegalStateException("in a root")));
                          return Task.completed();
                        }))
        .hasMessageContaining("in a root");
  }

  @Test
  void aStopByTheTest() {
    List<String> log = new ArrayList<>();
    Exploration.fifo()
        .check(
            run -> {
              run.start(logsAfter(HOUR, "never", log));
              run.executor().execute(run::requestStop);
              return Task.completed();
            });
    assertThat(log).isEmpty();
  }

  @Test
  void invariantsAreTestedAfterEachStep() {
    assertThatThrownBy(
            () ->
                Exploration.fifo()
                    .check(
                        run -> {
                          List<Duration> log = new ArrayList<>();
                          run.invariant("never two", () -> log.size() != 2);
                          return sleeps(run, log);
                        }))
        .hasMessageContaining("After step 2, this does not hold: never two");
  }

  @Test
  void aRunThatHasEndedStartsNothing() {
    TestRun[] ended = new TestRun[1];
    Exploration.fifo()
        .check(
            run -> {
              ended[0] = run;
              return Task.completed();
            });
    assertThatThrownBy(() -> ended[0].start(Task.completed()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("after the end of the run");
  }

  // ---- Random numbers.

  @Suspendable
  static Task<Void> tryAgain(TestRun run, List<Duration> times) {
    int[] attempts = {0};
    Retry retry = Retry.times(4).withBackoff(Duration.ofSeconds(1), 2).withJitter();
    await(
        retry.call(
            () -> {
              times.add(run.elapsed());
              return ++attempts[0] < 5 ? Task.failed(new IOException("busy")) : Task.of("");
            }));
    return Task.completed();
  }

  private static List<List<Duration>> jitter(Exploration exploration) {
    List<List<Duration>> runs = new ArrayList<>();
    exploration.check(
        run -> {
          List<Duration> times = new ArrayList<>();
          runs.add(times);
          return Task.whenAll(tryAgain(run, times), tryAgain(run, times));
        });
    return runs;
  }

  /** Whether a retry comes before another one depends on them. */
  @Test
  void jitterIsDecidedByTheSeed() {
    List<List<Duration>> runs = jitter(Exploration.random(5));
    assertThat(Set.copyOf(runs)).hasSize(5);
    assertThat(jitter(Exploration.fifo().seed("random:2"))).containsExactly(runs.get(3));
    assertThat(jitter(Exploration.random(5))).isEqualTo(runs);
    assertThat(jitter(Exploration.exhaustive(1))).as("orders continue each other").isNotEmpty();
  }

  /** An action that adds itself for the same time does not keep the run from its limits. */
  @Test
  void aTimerThatAddsItself() {
    assertThatThrownBy(
            () ->
                Exploration.fifo()
                    .realTimeLimit(Duration.ofMillis(200))
                    .check(
                        run -> {
                          again(run);
                          return never();
                        }))
        .hasMessageContaining("of real time");
  }

  private static void again(TestRun run) {
    run.timers().schedule(() -> again(run), Duration.ZERO);
  }

  @Suspendable
  static Task<Void> never() {
    await(Channel.rendezvous().receive());
    return Task.completed();
  }
}
