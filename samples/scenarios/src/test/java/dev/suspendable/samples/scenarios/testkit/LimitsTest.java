package dev.suspendable.samples.scenarios.testkit;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.test.Exploration;
import dev.suspendable.test.Report;
import dev.suspendable.test.ScheduleFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What ends a run that would not end, other threads, and programs that are not deterministic. */
class LimitsTest {

  @Suspendable
  static Task<Void> spins() {
    for (; ; ) {
      await(Task.yieldNow());
    }
  }

  @Test
  void steps() {
    assertThatThrownBy(() -> Exploration.pct(3, 10).stepLimit(100).check(run -> spins()))
        .hasMessageContaining("not ended after 100 steps");
  }

  @Suspendable
  static Task<Void> ticks() {
    for (; ; ) {
      await(Task.delay(Duration.ofMinutes(1)));
    }
  }

  @Test
  void virtualTime() {
    assertThatThrownBy(
            () -> Exploration.fifo().timeLimit(Duration.ofHours(2)).check(run -> ticks()))
        .hasMessageContaining("after PT2H of virtual time")
        .hasMessageContaining("it is PT2H1M");
  }

  @Suspendable
  static Task<String> blocksItsThread() throws Exception {
    return Task.of(Task.syncWait(Task.from(new CompletableFuture<String>())));
  }

  @Test
  void realTime() {
    assertThatThrownBy(
            () ->
                Exploration.fifo()
                    .realTimeLimit(Duration.ofMillis(200))
                    .check(run -> blocksItsThread()))
        .isInstanceOf(ScheduleFailure.class);
    assertThat(Thread.interrupted()).as("the interrupt was the kit's").isFalse();
  }

  @Suspendable
  static Task<Integer> blocking() {
    return Task.of(await(Task.blocking(() -> 6)) * await(Task.blocking(() -> 7)));
  }

  @Test
  void otherThreadsAreWaitedForOnlyIfAsked() {
    Report report =
        Exploration.random(3).waitingForThreads(Duration.ofSeconds(20)).check(run -> blocking());
    assertThat(report.fromThreads()).isEqualTo(6);
    assertThat(report.toString()).endsWith("; 6 works from other threads");
  }

  @Suspendable
  static Task<Void> never() {
    await(new CompletableFuture<Void>());
    return Task.completed();
  }

  @Test
  void aDeadlockSaysWhatToDoAboutOtherThreads() {
    assertThatThrownBy(() -> Exploration.fifo().check(run -> never()))
        .hasMessageContaining("Deadlock")
        .hasMessageContaining("Exploration.waitingForThreads");
    assertThatThrownBy(
            () -> Exploration.fifo().waitingForThreads(Duration.ofMillis(10)).check(run -> never()))
        .hasMessageContaining("Deadlock")
        .satisfies(t -> assertThat(t.getMessage()).doesNotContain("Exploration.waitingForThreads"));
  }

  @Suspendable
  static Task<Void> dependsOn(AtomicInteger runs) {
    if (runs.incrementAndGet() == 3) {
      throw new IllegalStateException("only in the third run");
    }
    await(Task.yieldNow());
    return Task.completed();
  }

  @Test
  void aFailureThatDoesNotComeAgain() {
    AtomicInteger runs = new AtomicInteger();
    assertThatThrownBy(() -> Exploration.random(10).check(run -> dependsOn(runs)))
        .hasMessageContaining("only in the third run")
        .hasMessageContaining("did not fail again")
        .hasMessageContaining("state that is kept between runs");
  }

  @Suspendable
  static Task<Void> yields(int times) {
    for (int i = 0; i < times; i++) {
      await(Task.yieldNow());
    }
    return Task.completed();
  }

  @Test
  void otherChoicesThanInTheRunBefore() {
    AtomicInteger runs = new AtomicInteger();
    assertThatThrownBy(
            () ->
                Exploration.exhaustive(3)
                    .check(
                        run ->
                            runs.incrementAndGet() == 1
                                ? Task.whenAll(yields(2), yields(2))
                                : Task.whenAll(yields(2), yields(2), yields(2))))
        .hasMessageContaining("candidates, not the same as in the run before");
  }

  @Test
  void exceptionsThatNoCoroutineReceives() {
    ScheduleFailure failure =
        catchThrowableOfType(
            ScheduleFailure.class,
            () ->
                Exploration.fifo()
                    .check(
                        run -> {
                          run.executor()
                              .execute(
                                  () -> {
                                    throw new IllegalStateException("in a work");
                                  });
                          return yields(3);
                        }));
    assertThat(failure).hasMessageContaining("in a work");
  }

  @Test
  void badArguments() {
    assertThatThrownBy(() -> Exploration.random(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Exploration.pct(0, 1)).isInstanceOf(IllegalArgumentException.class);
    for (String seed :
        new String[] {
          "x", "random:", "fifo+", "fifo+go@1", "pct3:1", "fifo+fail@-1", "choices:-1"
        }) {
      assertThatThrownBy(() -> Exploration.fifo().seed(seed))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Not a seed: " + seed);
    }
    Exploration fifo = Exploration.fifo();
    for (int number : new int[] {0, -1}) {
      assertThatThrownBy(() -> fifo.ordersForEachInjection(number))
          .hasMessage("ordersForEachInjection " + number);
      assertThatThrownBy(() -> fifo.stepLimit(number)).hasMessage("stepLimit " + number);
      Duration time = Duration.ofSeconds(number);
      assertThatThrownBy(() -> fifo.timeLimit(time)).hasMessage("timeLimit " + time);
      assertThatThrownBy(() -> fifo.realTimeLimit(time)).hasMessage("realTimeLimit " + time);
    }
    assertThatThrownBy(() -> fifo.waitingForThreads(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** As long as there is a limit, it may be any. */
  @Test
  void theLongestTimes() {
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
    Exploration.fifo()
        .realTimeLimit(longest)
        .timeLimit(longest)
        .waitingForThreads(longest)
        .check(run -> Task.blocking(() -> "").timeout(longest));
  }

  /** The run is not repeated then, because nothing would end it. */
  @Test
  void realTimeInTheBody() {
    assertThatThrownBy(
            () ->
                Exploration.fifo()
                    .realTimeLimit(Duration.ofMillis(200))
                    .check(
                        run -> {
                          new CompletableFuture<String>().get();
                          return spins();
                        }))
        .isInstanceOf(ScheduleFailure.class)
        .hasMessageContaining("more than PT0.2S of real time");
    assertThat(Thread.interrupted()).as("for the next test").isFalse();
  }

  @Test
  void theSeedOfAnotherTest() {
    assertThatThrownBy(() -> Exploration.fifo().seed("choices:9").check(run -> raced()))
        .isInstanceOf(ScheduleFailure.class)
        .hasMessageContaining("the seed is that of another test");
  }

  @Suspendable
  static Task<Void> yields() {
    await(Task.yieldNow());
    return Task.completed();
  }

  static Task<?> raced() {
    return Task.whenAll(yields(), yields());
  }

  @Test
  void noTask() {
    assertThatThrownBy(() -> Exploration.fifo().check(run -> null))
        .hasMessageContaining("the test has returned null");
  }
}
