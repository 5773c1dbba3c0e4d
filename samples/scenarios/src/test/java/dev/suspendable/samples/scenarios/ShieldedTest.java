package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Droppable;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.ContextKey;
import dev.suspendable.scope.StopSource;
import dev.suspendable.scope.StopToken;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.scope.TimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@link Task#shielded}: work that a stop of the awaiting coroutine does not reach. */
class ShieldedTest {
  private static final ContextKey<String> USER = ContextKey.of("user");

  private final List<String> log = new ArrayList<>();
  private final StopSource source = new StopSource();
  private final CompletableFuture<String> answer = new CompletableFuture<>();

  private <T> CompletableFuture<T> started(Task<T> task) {
    return task.withStopToken(source.token()).toCompletableFuture();
  }

  @Suspendable
  Task<String> commit() {
    try {
      log.add("begins");
      String value = await(answer.copy());
      log.add("got " + value);
      return Task.of(value);
    } finally {
      log.add("ends");
    }
  }

  @Suspendable
  Task<String> owner(Task<String> shielded) {
    try {
      log.add("committed " + await(shielded));
      await(Context.checkStopped());
      return Task.of("not stopped");
    } finally {
      log.add("leaves");
    }
  }

  @Test
  void withoutAStopItIsTheTask() throws Exception {
    CompletableFuture<String> future = started(owner(commit().shielded()));
    answer.complete("a");
    assertThat(future.get()).isEqualTo("not stopped");
    assertThat(log).containsExactly("begins", "got a", "ends", "committed a", "leaves");
  }

  @Test
  void aStopMeanwhile() {
    CompletableFuture<String> future = started(owner(commit().shielded()));
    source.requestStop();
    assertThat(log).containsExactly("begins");
    assertThat(future).isNotDone();
    answer.complete("a");
    assertThat(log).containsExactly("begins", "got a", "ends", "committed a", "leaves");
    assertThat(future).isCancelled();
  }

  @Suspendable
  Task<String> stopsBefore(Task<String> shielded) {
    source.requestStop();
    return Task.of(await(owner(shielded)));
  }

  @Test
  void aStopBefore() {
    CompletableFuture<String> future = started(stopsBefore(commit().shielded()));
    assertThat(log).containsExactly("begins");
    answer.complete("a");
    assertThat(log).containsExactly("begins", "got a", "ends", "committed a", "leaves");
    assertThat(future).isCancelled();
  }

  /** A future is not cancelled either; without the shield it is. */
  @Test
  void aFuture() {
    CompletableFuture<String> bare = new CompletableFuture<>();
    CompletableFuture<String> unshielded = started(owner(Task.from(bare)));
    CompletableFuture<String> shielded = started(owner(Task.from(answer).shielded()));
    source.requestStop();
    assertThat(bare).isCancelled();
    assertThat(unshielded).isCancelled();
    assertThat(answer).isNotDone();
    answer.complete("a");
    assertThat(log).containsExactly("leaves", "committed a", "leaves");
    assertThat(shielded).isCancelled();
  }

  @Suspendable
  Task<Void> opened() {
    try {
      await(Task.completed());
      return Task.completed();
    } finally {
      String last = await(commit().shielded());
      log.add("last " + last);
    }
  }

  /** A finally block that is reached in the ordinary way is not shielded by itself. */
  @Test
  void aCleanupInTheOrdinaryWay() {
    CompletableFuture<Void> future = started(opened());
    source.requestStop();
    answer.complete("a");
    assertThat(log).containsExactly("begins", "got a", "ends", "last a");
    assertThat(future).isCompleted();
  }

  @Suspendable
  Task<String> inside(CompletableFuture<?> gate) {
    StopToken token = await(Context.currentStopToken());
    String user = await(USER);
    await(gate.copy());
    return Task.of(user + " " + (token == StopToken.never()) + " " + await(USER));
  }

  @Test
  void theRestOfTheContextIsInherited() throws Exception {
    Manual executor = new Manual();
    CompletableFuture<String> future =
        started(inside(answer).shielded().with(USER, "ada").on(executor));
    executor.runAll();
    answer.complete("");
    assertThat(future).isNotDone();
    executor.runAll();
    assertThat(future.get()).isEqualTo("ada true ada");
  }

  @Test
  void itsOwnTimeout() {
    Task<String> late = commit().timeout(Duration.ofMillis(1)).shielded();
    assertThatThrownBy(() -> syncWait(owner(late)))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("commit");
    assertThat(log).containsExactly("begins", "ends", "leaves");
  }

  @Suspendable
  Task<String> slow() {
    await(Task.delay(Duration.ofMillis(20)));
    return Task.of("done");
  }

  /** The time is over, and what is shielded ends all the same. */
  @Test
  void aTimeoutAroundIt() throws Exception {
    assertThat(syncWait(slow().shielded().timeout(Duration.ofMillis(1)))).isEqualTo("done");
  }

  @Suspendable
  Task<String> fails() throws IOException {
    await(answer.copy());
    throw new IOException("full");
  }

  @Test
  void aFailurePasses() throws Exception {
    CompletableFuture<String> future = started(owner(fails().shielded()));
    answer.complete("");
    assertThatThrownBy(future::get).hasCauseInstanceOf(IOException.class);
    assertThat(log).containsExactly("leaves");
  }

  @Suspendable
  Task<String> stopsItself() {
    StopSource own = new StopSource();
    own.requestStop();
    return Task.of(await(owner(Task.of("x")).withStopToken(own.token())));
  }

  /** A stop from inside is not held back: there is no value. */
  @Test
  void aStopFromInside() {
    assertThatThrownBy(() -> syncWait(owner(stopsItself().shielded())))
        .isInstanceOf(CancellationException.class);
    assertThat(log).endsWith("leaves");
  }

  @Suspendable
  Task<String> ownerWithScope() {
    try (var scope = TaskScope.open()) {
      scope.fork(subtask());
      String value = await(commit().shielded());
      await(scope.join());
      return Task.of(value);
    }
  }

  @Suspendable
  Task<Void> subtask() {
    try {
      await(new CompletableFuture<Void>());
    } finally {
      log.add("subtask leaves");
    }
    return Task.completed();
  }

  /** The others are stopped meanwhile. */
  @Test
  void inAScope() {
    CompletableFuture<String> future = started(ownerWithScope());
    source.requestStop();
    assertThat(log).containsExactly("begins", "subtask leaves");
    answer.complete("a");
    assertThat(log).containsExactly("begins", "subtask leaves", "got a", "ends");
    assertThat(future).isCancelled();
  }

  @Test
  void onceOnly() throws Exception {
    Task<String> task = commit().shielded();
    answer.complete("a");
    assertThat(syncWait(task)).isEqualTo("a");
    assertThatThrownBy(() -> syncWait(task))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was awaited before");
  }

  @Test
  void dropped() {
    Task<String> inner = commit();
    Droppable.drop(inner.shielded());
    assertThatThrownBy(() -> syncWait(inner)).isInstanceOf(IllegalStateException.class);
    assertThat(log).isEmpty();
  }

  @Test
  void itsText() {
    assertThat(commit().shielded()).hasToString("Task.shielded of " + commit());
  }

  @Suspendable
  Task<Integer> nested(int levels) {
    if (levels == 0) {
      await(Task.yieldNow());
      return Task.of(0);
    }
    return Task.of(await(nested(levels - 1).shielded()) + 1);
  }

  /** Whichever looks for the context of the innermost one. */
  @Test
  void nestedDeeply() throws Exception {
    assertThat(syncWait(nested(100_000))).isEqualTo(100_000);
    assertThat(nested(100_000).toCompletableFuture().get()).isEqualTo(100_000);
  }

  /** The trace of an exception has the coroutines outside of the shield. */
  @Test
  void itsTrace() throws Exception {
    CompletableFuture<String> future = started(owner(fails().shielded()));
    answer.complete("");
    assertThatThrownBy(future::get)
        .cause()
        .satisfies(
            thrown ->
                assertThat(thrown.getStackTrace())
                    .extracting(StackTraceElement::getMethodName)
                    .containsSequence("shielded", "owner"));
  }

  // ---- Where the library closes something.

  @Suspendable
  Task<Void> closed() {
    await(Context.checkStopped());
    log.add("closed");
    return Task.completed();
  }

  @Suspendable
  Task<Void> failing(int element) throws IOException {
    source.requestStop();
    throw new IOException("element " + element);
  }

  /** A stop that comes with the end does not keep the source from being closed. */
  @Test
  void elementsOfForEachConcurrent() {
    CompletableFuture<Void> future =
        started(Task.forEachConcurrent(new ClosingLazily(), 1, this::failing));
    assertThat(log).containsExactly("closed");
    assertThat(future).isCompletedExceptionally();
  }

  /** Its closing is a coroutine that has not begun. */
  private final class ClosingLazily implements AsyncGenerator<Integer> {
    private int last;

    @Override
    public Awaitable<Boolean> hasNext() {
      return Task.of(last < 1);
    }

    @Override
    public Integer next() {
      return ++last;
    }

    @Override
    public Awaitable<Void> closeAsync() {
      return closed();
    }
  }
}
