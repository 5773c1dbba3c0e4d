package dev.suspendable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** {@code await(stage)}. */
class StageAwaiterTest {

  private static Task<Integer> addOne(CompletionStage<Integer> stage) {
    return AddOne.ramp(Operators.awaiter(stage));
  }

  @Test
  void aCompletedStageDoesNotSuspend() throws Exception {
    assertThat(new StageAwaiter<>(CompletableFuture.completedFuture(1)).awaitReady()).isTrue();
    assertThat(Task.syncWait(addOne(CompletableFuture.completedFuture(1)))).isEqualTo(2);
  }

  @Test
  void goesOnWhenTheStageCompletes() {
    CompletableFuture<Integer> stage = new CompletableFuture<>();
    CompletableFuture<Integer> result = addOne(stage).toCompletableFuture();
    assertThat(result).isNotDone();
    stage.complete(1);
    assertThat(result).isCompletedWithValue(2);
  }

  @Test
  void aMinimalStageIsAwaitedAsWell() throws Exception {
    assertThat(Task.syncWait(addOne(CompletableFuture.completedStage(1)))).isEqualTo(2);
    assertThatThrownBy(
            () -> Task.syncWait(addOne(CompletableFuture.failedStage(new IOException()))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void theCauseIsThrownBeforeAndAfterSuspending() {
    IOException error = new IOException();
    CompletableFuture<Integer> source = new CompletableFuture<>();
    CompletableFuture<Integer> dependent = source.thenApply(i -> i);
    CompletableFuture<Integer> late = addOne(dependent).toCompletableFuture();
    source.completeExceptionally(error);
    assertThatThrownBy(late::get).cause().isSameAs(error);
    assertThatThrownBy(() -> Task.syncWait(addOne(dependent))).isSameAs(error);
    assertThatThrownBy(() -> Task.syncWait(addOne(source))).isSameAs(error);
  }

  @Test
  void wrappersAreTakenOff() {
    IOException error = new IOException();
    assertThat(StageAwaiter.cause(new CompletionException(new ExecutionException(error))))
        .isSameAs(error);
    CompletionException bare = new CompletionException("no cause", null);
    assertThat(StageAwaiter.cause(bare)).isSameAs(bare);
  }

  @Test
  void aCancelledStageThrowsCancellationException() {
    CompletableFuture<Integer> source = new CompletableFuture<>();
    CompletableFuture<Integer> dependent = source.thenApply(i -> i);
    CompletableFuture<Integer> late = addOne(dependent).toCompletableFuture();
    source.cancel(false);
    assertThat(late).isCancelled();
    assertThatThrownBy(() -> Task.syncWait(addOne(source)))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> Task.syncWait(addOne(dependent)))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void nullIsANullPointerException() {
    assertThatThrownBy(() -> Operators.awaiter((CompletionStage<Object>) null))
        .isInstanceOf(NullPointerException.class);
  }
}
