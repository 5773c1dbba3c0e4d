package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Retry;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.interop.Processes;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.Joiner;
import dev.suspendable.scope.StopSource;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.scope.TimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Everything that waits for time waits for that of its context: hours pass at once. */
class VirtualTimeTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final VirtualTime time = new VirtualTime();
  private final List<String> log = new ArrayList<>();

  private void log(String what) {
    log.add(time.passed().toHours() + "h " + what);
  }

  @Suspendable
  Task<String> after(Duration delay, String name) {
    await(Task.delay(delay));
    log(name);
    return Task.of(name);
  }

  private Throwable failure(CompletableFuture<?> future) {
    try {
      return new AssertionError(String.valueOf(future.join()));
    } catch (CompletionException e) {
      return e.getCause();
    }
  }

  // ---- Delays.

  @Suspendable
  Task<Void> delays() {
    await(after(HOUR, "awaited"));
    await(Task.delay(HOUR));
    await(Task.whenAll(after(HOUR, "second"), after(HOUR, "third"), after(Duration.ZERO, "first")));
    return Task.completed();
  }

  @Test
  void delaysOfAwaitedTasksAndChildren() {
    CompletableFuture<Void> end = time.start(delays());
    time.pass(HOUR.minusNanos(1));
    assertThat(log).isEmpty();
    time.pass(DAY);
    assertThat(end).isCompleted();
    assertThat(log).containsExactly("1h awaited", "2h first", "3h second", "3h third");
  }

  @Test
  void delaysOnAnExecutor() {
    Manual other = new Manual();
    CompletableFuture<String> end = time.start(after(HOUR, "on it").on(other));
    other.runAll();
    time.pass(HOUR);
    assertThat(log).isEmpty();
    other.runAll();
    assertThat(log).containsExactly("1h on it");
    assertThat(end).isCompleted();
  }

  /** An executor that runs work inside execute: the body does not run where timers are served. */
  @Test
  void delaysOnAnInlineExecutor() {
    CompletableFuture<String> end = time.start(after(HOUR, "inline").on(Runnable::run));
    time.advance(HOUR);
    assertThat(time.timers.runDue()).isEqualTo(1);
    assertThat(end).isNotDone();
    time.executor.runAll();
    assertThat(end).isCompletedWithValue("inline");
  }

  @Test
  void aStopTakesTheTimerBack() {
    StopSource source = new StopSource();
    CompletableFuture<String> end =
        time.start(after(HOUR, "stopped").withStopToken(source.token()));
    assertThat(time.timers.size()).isEqualTo(1);
    source.requestStop();
    assertThat(time.timers.size()).isZero();
    assertThat(end).isCancelled();
    assertThat(log).isEmpty();
  }

  // ---- Timeouts and deadlines.

  @Suspendable
  Task<String> nested() {
    try {
      return Task.of(await(after(DAY, "too late").timeout(HOUR)));
    } catch (TimeoutException e) {
      log("inner");
    }
    Instant deadline = await(Context.current()).deadline();
    log("until " + Duration.between(Instant.EPOCH, deadline).toHours() + "h");
    return Task.of(await(after(DAY, "too late").timeout(HOUR.multipliedBy(10))));
  }

  @Test
  void nestedTimeoutsAndTheirDeadlines() {
    CompletableFuture<String> end = time.start(nested().timeout(HOUR.multipliedBy(5)));
    time.pass(DAY);
    assertThat(failure(end)).isInstanceOf(TimeoutException.class).hasMessageContaining("PT5H");
    assertThat(log).containsExactly("1h inner", "1h until 5h");
    assertThat(time.timers.size()).isZero();
  }

  @Test
  void aTaskThatIsInTimeTakesTheTimerBack() {
    CompletableFuture<String> end = time.start(after(HOUR, "in time").timeout(DAY));
    time.pass(HOUR);
    assertThat(end).isCompletedWithValue("in time");
    assertThat(time.timers.size()).isZero();
  }

  @Suspendable
  Task<String> scoped() {
    try (var scope =
        TaskScope.open(
            Joiner.<String>awaitAllSuccessfulOrThrow(), options -> options.withTimeout(HOUR))) {
      scope.fork(after(Duration.ofMinutes(59), "in time"));
      scope.fork(after(DAY, "too late"));
      scope.fork(deadline());
      await(scope.join());
      return Task.of("joined");
    }
  }

  @Suspendable
  Task<String> deadline() {
    Instant deadline = await(Context.current()).deadline();
    log("until " + Duration.between(Instant.EPOCH, deadline).toHours() + "h");
    return Task.of("");
  }

  @Test
  void timeoutsOfScopes() {
    CompletableFuture<String> end = time.start(scoped());
    time.pass(HOUR.minusNanos(1));
    assertThat(end).isNotDone();
    time.pass(Duration.ofNanos(1));
    assertThat(failure(end)).isInstanceOf(TimeoutException.class).hasMessageContaining("PT1H");
    assertThat(log).containsExactly("0h until 1h", "0h in time");
    assertThat(time.timers.size()).isZero();
  }

  // ---- Retries.

  @Suspendable
  Task<String> failing(int times) throws IOException {
    log("attempt");
    if (log.size() <= times) {
      throw new IOException("attempt " + log.size());
    }
    return Task.of("done");
  }

  @Test
  void retries() {
    Retry retry = Retry.times(9).withBackoff(HOUR, 2).withMaxDelay(HOUR.multipliedBy(6));
    CompletableFuture<String> end = time.start(retry.call(() -> failing(5)));
    time.pass(DAY);
    assertThat(end).isCompletedWithValue("done");
    assertThat(log)
        .containsExactly(
            "0h attempt", "1h attempt", "3h attempt", "7h attempt", "13h attempt", "19h attempt");
  }

  // ---- Async generators.

  @Suspendable
  AsyncGenerator<Integer> values(int... hoursBefore) {
    for (int i = 0; i < hoursBefore.length; i++) {
      await(Task.delay(Duration.ofHours(hoursBefore[i])));
      yieldValue(i);
    }
    return AsyncGenerator.end();
  }

  @Suspendable
  Task<Void> consume(AsyncGenerator<Integer> values) {
    try (values) {
      while (await(values.hasNext())) {
        log("" + values.next());
      }
    }
    log("end");
    return Task.completed();
  }

  @Test
  void debounce() {
    CompletableFuture<Void> end =
        time.start(consume(values(1, 1, 3, 1, 5).debounce(Duration.ofHours(2))));
    time.pass(DAY);
    assertThat(end).isCompleted();
    assertThat(log).containsExactly("4h 1", "8h 3", "11h 4", "11h end");
  }

  @Test
  void timeoutsOfGenerators() {
    CompletableFuture<Void> end = time.start(consume(values(1, 1, 3).timeout(HOUR.plusHours(1))));
    time.pass(DAY);
    assertThat(failure(end)).isInstanceOf(TimeoutException.class);
    assertThat(log).containsExactly("1h 0", "2h 1");
    assertThat(time.timers.size()).isZero();
  }

  // ---- Interop.

  @Test
  void theGraceOfAProcess() throws Exception {
    Process process = new ProcessBuilder("sh", "-c", "trap '' TERM; echo; sleep 100").start();
    process.getInputStream().read(); // it ignores the signal now
    StopSource source = new StopSource();
    CompletableFuture<Integer> end =
        time.start(Processes.exit(process, DAY).withStopToken(source.token()));
    source.requestStop();
    assertThat(time.timers.size()).isEqualTo(1);
    time.pass(DAY);
    process.onExit().join();
    assertThatThrownBy(end::join).isInstanceOf(java.util.concurrent.CancellationException.class);
  }

  // ---- Shutdown.

  @Suspendable
  Task<Void> told(Duration delay, String name) {
    try {
      await(Task.delay(delay));
      log(name);
    } catch (RejectedExecutionException e) {
      log(name + " told: " + e.getMessage());
    }
    return Task.completed();
  }

  @Suspendable
  Task<Void> manyTold() {
    await(Task.whenAll(told(DAY, "late"), told(HOUR, "early")));
    await(told(HOUR, "new"));
    return Task.completed();
  }

  /** What waits for time when the timers are shut down is told so, in order, at its await. */
  @Test
  void timersThatAreShutDownTellThoseThatWait() {
    CompletableFuture<Void> end = time.start(manyTold());
    time.timers.shutdown();
    assertThat(log).isEmpty();
    time.timers.shutdownNow();
    time.executor.runAll();
    assertThat(end).isCompleted();
    String because = " told: The timers have been shut down";
    assertThat(log)
        .containsExactly(
            "0h early" + because + " before the time has come",
            "0h late" + because + " before the time has come",
            "0h new" + because);
  }

  @Test
  void noTaskRunsWithoutTheTimeoutThatItHad() {
    Task<String> never = after(DAY, "never").with(context -> context.withTimers(null));
    CompletableFuture<String> timed = time.start(never.timeout(HOUR));
    CompletableFuture<String> scoped = time.start(scoped());
    time.timers.shutdownNow();
    time.executor.runAll();
    assertThat(failure(timed)).isInstanceOf(RejectedExecutionException.class);
    assertThat(failure(scoped)).isInstanceOf(RejectedExecutionException.class);
    CompletableFuture<String> late = time.start(after(DAY, "never").timeout(HOUR));
    assertThat(failure(late)).isInstanceOf(RejectedExecutionException.class);
    CompletableFuture<String> lateScope = time.start(scoped());
    assertThat(failure(lateScope)).isInstanceOf(RejectedExecutionException.class);
  }
}
