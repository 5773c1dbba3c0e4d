package dev.suspendable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Coroutines that return futures. */
class FuturePromiseTest {

  /** {@code return CompletableFuture.completedFuture(await(x))}. */
  private static final class Await<T> extends FuturePromise<T> {
    private final Awaitable<T> x;

    private Await(Awaitable<T> x) {
      this.x = x;
    }

    static <T> CompletableFuture<T> ramp(Awaitable<T> x) {
      Await<T> frame = new Await<>(x);
      CompletableFuture<T> result = frame.getReturnObject();
      frame.$start();
      return result;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected @Nullable Awaiter<?> $step() throws Throwable {
      if ($unwinding()) {
        return $unwound();
      }
      Awaiter<?> awaiter;
      if ($resumePoint() == 0) {
        awaiter = x.awaiter();
        if (!awaiter.awaitReady()) {
          return $suspend(1, awaiter);
        }
      } else {
        awaiter = $awaited();
      }
      returnValue((T) awaiter.awaitResume());
      return null;
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement("Futures", "await", "Futures.java", 3);
    }
  }

  /** {@code return stage}. */
  private static final class Return<T> extends FuturePromise<T> {
    private final @Nullable CompletionStage<T> stage;

    private Return(@Nullable CompletionStage<T> stage) {
      this.stage = stage;
    }

    static <T> CompletableFuture<T> ramp(@Nullable CompletionStage<T> stage) {
      Return<T> frame = new Return<>(stage);
      CompletableFuture<T> result = frame.getReturnObject();
      frame.$start();
      return result;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    protected @Nullable Awaiter<?> $step() throws Throwable {
      Awaiter<?> awaiter;
      if ($resumePoint() == 0) {
        awaiter = returnFrom(stage).awaiter();
        if (!awaiter.awaitReady()) {
          return $suspend(1, awaiter);
        }
      } else {
        awaiter = $awaited();
      }
      returnValue((T) awaiter.awaitResume());
      return null;
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement("Futures", "return", "Futures.java", 8);
    }
  }

  @Test
  void startsAtTheCall() {
    Gate<String> gate = new Gate<>();
    CompletableFuture<String> future = Await.ramp(gate);
    assertThat(gate.isAwaited()).isTrue();
    assertThat(future).isNotDone();
    gate.complete("value");
    assertThat(future).isCompletedWithValue("value");
    assertThat(Await.ramp(Task.of(1))).isCompletedWithValue(1);
  }

  @Test
  void failsWithTheExceptionItself() {
    IOException error = new IOException();
    CompletableFuture<Object> future = Await.ramp(Task.failed(error));
    Throwable[] seen = new Throwable[1];
    future.whenComplete((v, t) -> seen[0] = t);
    assertThat(seen[0]).isSameAs(error);
  }

  @Test
  void theStoppedSignalCancels() {
    Gate<String> gate = new Gate<>();
    CompletableFuture<String> future = Await.ramp(gate);
    gate.stopped();
    assertThat(future).isCancelled();
  }

  @Test
  void returnOfAStage() {
    assertThat(Return.ramp(CompletableFuture.completedFuture(1))).isCompletedWithValue(1);
    CompletableFuture<Integer> source = new CompletableFuture<>();
    CompletableFuture<Integer> future = Return.ramp(source.thenApply(i -> i + 1));
    assertThat(future).isNotDone();
    source.complete(1);
    assertThat(future).isCompletedWithValue(2);
  }

  @Test
  void returnOfAFailedStageFailsWithTheCause() {
    IOException error = new IOException();
    CompletableFuture<Object> source = new CompletableFuture<>();
    CompletableFuture<Object> future = Return.ramp(source.thenApply(o -> o));
    source.completeExceptionally(error);
    Throwable[] seen = new Throwable[1];
    future.whenComplete((v, t) -> seen[0] = t);
    assertThat(seen[0]).isSameAs(error);
  }

  @Test
  void returnOfACancelledStageIsCancelled() {
    CompletableFuture<Object> source = new CompletableFuture<>();
    CompletableFuture<Object> future = Return.ramp(source);
    source.cancel(true);
    assertThat(future).isCancelled();
    assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void returnOfNullFails() {
    assertThatThrownBy(() -> Return.ramp(null).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(NullPointerException.class);
  }

  @Test
  void aFutureCompletedFromOutsideKeepsItsResult() {
    Gate<String> gate = new Gate<>();
    CompletableFuture<String> future = Await.ramp(gate);
    future.complete("outside");
    gate.complete("inside");
    assertThat(future).isCompletedWithValue("outside");
  }
}
