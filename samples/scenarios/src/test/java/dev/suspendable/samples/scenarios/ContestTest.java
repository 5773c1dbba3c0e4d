package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Result;
import dev.suspendable.Task;
import dev.suspendable.Winner;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopSource;
import dev.suspendable.scope.TimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The first of several tasks, and tasks that take too long: what is not wanted is stopped. */
class ContestTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final CompletableFuture<String> cleanup = new CompletableFuture<>();

  @Suspendable
  Task<String> waiting(String name) {
    try {
      return Task.of(name + await(gate.copy()));
    } finally {
      log.add(name + " leaves");
      await(cleanup);
      log.add(name + " left");
    }
  }

  @Suspendable
  Task<String> failing(String message) throws IOException {
    if (true) {
      throw new IOException(message);
    }
    return Task.of("");
  }

  @Test
  void theFirstSuccessWins() throws Exception {
    CompletableFuture<Winner<String>> any =
        Task.whenAny(List.of(failing("x"), waiting("a"), Task.of("b"), waiting("never starts")))
            .toCompletableFuture();
    assertThat(log).containsExactly("a leaves");
    assertThat(any).as("waits for the loser").isNotDone();
    cleanup.complete("");
    assertThat(any.get()).isEqualTo(new Winner<>(2, "b"));
    assertThat(log).containsExactly("a leaves", "a left");
  }

  @Test
  void ifAllFailTheFirstFailureIsTheOutcome() {
    assertThatThrownBy(() -> syncWait(Task.whenAny(List.of(failing("x"), failing("y")))))
        .hasMessage("x")
        .satisfies(t -> assertThat(t.getSuppressed()[0]).hasMessage("y"));
    assertThatThrownBy(() -> Task.whenAny(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void someOfThemSucceed() throws Exception {
    CompletableFuture<List<Winner<String>>> some =
        Task.some(
                2,
                List.of(
                    waiting("a"),
                    Task.of("b"),
                    failing("x"),
                    Task.of("c"),
                    waiting("never starts")))
            .toCompletableFuture();
    assertThat(some).as("waits for the loser").isNotDone();
    assertThat(log).containsExactly("a leaves");
    cleanup.complete("");
    assertThat(some.get()).containsExactly(new Winner<>(1, "b"), new Winner<>(3, "c"));
    assertThat(log).containsExactly("a leaves", "a left");
    CompletableFuture<List<Winner<String>>> ordered =
        Task.some(2, List.of(waiting("d"), Task.of("e"))).toCompletableFuture();
    gate.complete("1");
    assertThat(ordered.get())
        .as("in the order of their success")
        .containsExactly(new Winner<>(1, "e"), new Winner<>(0, "d1"));
  }

  @Test
  void tooFewCanSucceed() throws Exception {
    cleanup.complete("");
    CompletableFuture<List<Winner<String>>> some =
        Task.some(3, List.of(waiting("a"), failing("x"), failing("y"), waiting("z")))
            .toCompletableFuture();
    assertThat(some).as("fails as soon as it is known").isCompletedExceptionally();
    assertThatThrownBy(some::join)
        .hasRootCauseMessage("x")
        .satisfies(t -> assertThat(t.getCause().getSuppressed()[0]).hasMessage("y"));
    assertThat(log).containsExactly("a leaves", "a left");
    assertThatThrownBy(() -> Task.some(2, List.of(waiting("a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 of 1");
    assertThatThrownBy(() -> Task.some(-1, List.of(waiting("a"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(syncWait(Task.some(0, List.of(waiting("a"))))).isEmpty();
    assertThat(log).as("none has started").containsExactly("a leaves", "a left");
  }

  @Test
  void aStopReachesSome() {
    cleanup.complete("");
    StopSource stop = new StopSource();
    CompletableFuture<List<Winner<String>>> some =
        Task.some(1, List.of(waiting("a"), waiting("b")))
            .withStopToken(stop.token())
            .toCompletableFuture();
    stop.requestStop();
    assertThat(some).isCancelled();
    assertThat(log).contains("a left", "b left");
  }

  @Test
  void futuresTakePart() throws Exception {
    CompletableFuture<String> future = new CompletableFuture<>();
    CompletableFuture<Winner<String>> any =
        Task.whenAny(List.of(Task.from(future), Task.of("b"))).toCompletableFuture();
    assertThat(any.get()).isEqualTo(new Winner<>(1, "b"));
    assertThat(future).as("a stop cancels it").isCancelled();
    CompletableFuture<String> another = CompletableFuture.completedFuture("c");
    Task<String> task = Task.from(another);
    assertThat(syncWait(Task.whenAll(task, task, Task.of("d")))).containsExactly("c", "c", "d");
    Task<String> failed = Task.from(CompletableFuture.failedFuture(new IOException("x")));
    assertThatThrownBy(() -> syncWait(failed)).isInstanceOf(IOException.class).hasMessage("x");
    assertThat(syncWait(Task.<String>from(another.thenApplyAsync(c -> c + "!")))).isEqualTo("c!");
  }

  @Test
  void theFirstToEndWinsARace() throws Exception {
    cleanup.complete("");
    assertThatThrownBy(() -> syncWait(Task.race(List.of(waiting("a"), failing("x"), Task.of("b")))))
        .hasMessage("x");
    assertThat(log).containsExactly("a leaves", "a left");
    CompletableFuture<Winner<String>> race =
        Task.race(List.of(waiting("b"), waiting("c"))).toCompletableFuture();
    gate.complete("1");
    assertThat(race.get()).isIn(new Winner<>(0, "b1"), new Winner<>(1, "c1"));
  }

  @Suspendable
  Task<String> stubborn(Awaiter<String> operation) {
    String value = await(operation);
    log.add("got " + value);
    return Task.of(value);
  }

  @Test
  void aLoserThatDoesNotReactIsWaitedFor() throws Exception {
    Foreign operation = new Foreign("late");
    CompletableFuture<Winner<String>> any =
        Task.whenAny(List.of(stubborn(operation), Task.of("b"))).toCompletableFuture();
    assertThat(any).isNotDone();
    operation.complete();
    assertThat(log).containsExactly("got late");
    assertThat(any.get()).isEqualTo(new Winner<>(1, "b"));
  }

  @Test
  void allResults() throws Exception {
    List<Result<String>> results =
        syncWait(Task.whenAllSettled(List.of(Task.of("a"), failing("x"), Task.of("c"))));
    assertThat(results).hasSize(3);
    assertThat(results.get(0)).isEqualTo(Result.of("a"));
    assertThat(results.get(1).state()).isEqualTo(Result.State.FAILED);
    assertThat(results.get(1).exception()).hasMessage("x");
    assertThat(results.get(2).get()).isEqualTo("c");
    assertThat(syncWait(Task.whenAllSettled(List.of()))).isEmpty();
  }

  @Test
  void aStopFromOutsideStopsAll() {
    StopSource source = new StopSource();
    CompletableFuture<Winner<String>> any =
        Task.whenAny(List.of(waiting("a"), waiting("b")))
            .withStopToken(source.token())
            .toCompletableFuture();
    cleanup.complete("");
    source.requestStop();
    assertThat(log).containsExactly("a leaves", "a left", "b leaves", "b left");
    assertThat(any).isCancelled();
  }

  @Suspendable
  Task<Integer> manyContests(int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += await(Task.whenAny(List.of(forever(), Task.of(1)))).value();
    }
    return Task.of(sum);
  }

  @Suspendable
  Task<Integer> forever() {
    await(Task.delay(Duration.ofDays(1)));
    return Task.of(0);
  }

  @Test
  void contestsInALoopDoNotNest() throws Exception {
    assertThat(syncWait(manyContests(20_000))).isEqualTo(20_000);
  }

  @Test
  void theMessageOfATimeoutNamesWhatTheProgramHasCalled() {
    Duration little = Duration.ofMillis(1);
    assertThatThrownBy(() -> syncWait(Task.whenAll(List.of(forever())).timeout(little)))
        .hasMessage("whenAll has not completed within PT0.001S");
    assertThatThrownBy(() -> syncWait(forever().map(x -> x).timeout(little)))
        .hasMessageStartingWith("Task.map has not completed");
    assertThatThrownBy(() -> syncWait(forever().timeout(little)))
        .hasMessageContaining("ContestTest.forever (ContestTest.java:");
  }

  @Test
  void timesThatAreVeryNegative() throws Exception {
    Duration negative = Duration.ofSeconds(Long.MIN_VALUE);
    syncWait(Task.delay(negative));
    assertThatThrownBy(() -> syncWait(forever().timeout(negative)))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void aTimeoutStopsTheTask() {
    cleanup.complete("");
    assertThatThrownBy(() -> syncWait(waiting("a").timeout(Duration.ofMillis(250))))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("ContestTest.waiting")
        .hasMessageContaining("has not completed within PT0.25S");
    assertThat(log).containsExactly("a leaves", "a left");
    assertThatThrownBy(() -> syncWait(waiting("b").timeout(Duration.ZERO)))
        .isInstanceOf(TimeoutException.class);
    assertThat(log).as("b does not start").hasSize(2);
  }

  @Test
  void aTaskThatIsInTimeIsNotStopped() throws Exception {
    cleanup.complete("");
    CompletableFuture<String> result =
        waiting("a").timeout(Duration.ofDays(1)).toCompletableFuture();
    gate.complete("1");
    assertThat(result.get()).isEqualTo("a1");
    assertThatThrownBy(() -> syncWait(failing("x").timeout(Duration.ofDays(1)))).hasMessage("x");
  }

  @Suspendable
  Task<String> nested() {
    try {
      return Task.of(await(waiting("a").timeout(Duration.ofDays(1))));
    } catch (TimeoutException e) {
      return Task.of("inner");
    }
  }

  @Test
  void aTimeoutInsideOfAShorterOne() {
    cleanup.complete("");
    assertThatThrownBy(() -> syncWait(nested().timeout(Duration.ofMillis(1))))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("ContestTest.nested");
  }

  @Suspendable
  Task<Boolean> hasDeadline() {
    return Task.of(await(Context.current()).deadline() != null);
  }

  @Test
  void aTimeoutIsADeadlineInTheContext() throws Exception {
    assertThat(syncWait(hasDeadline().timeout(Duration.ofDays(1)))).isTrue();
    assertThat(syncWait(hasDeadline())).isFalse();
  }

  @Test
  void aStopComesBeforeATimeout() {
    StopSource source = new StopSource();
    CompletableFuture<String> result =
        waiting("a")
            .timeout(Duration.ofDays(1))
            .withStopToken(source.token())
            .toCompletableFuture();
    cleanup.complete("");
    source.requestStop();
    assertThat(result).isCancelled();
  }
}
