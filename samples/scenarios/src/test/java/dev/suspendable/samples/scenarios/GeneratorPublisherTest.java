package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldAll;
import static dev.suspendable.Coroutines.yieldValue;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.scope.StopSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/**
 * How async generators end that are published, or passed on, if the other side does not behave as
 * coroutines do. The rules of Reactive Streams are in {@link ReactiveStreamsTest}.
 */
class GeneratorPublisherTest {
  private final List<Object> log = new ArrayList<>();
  private final CompletableFuture<Boolean> gate = new CompletableFuture<>();
  private final CompletableFuture<String> closed = new CompletableFuture<>();

  @Suspendable
  AsyncGenerator<Integer> count(int n) {
    try {
      for (int i = 0; i < n; i++) {
        yieldValue(i);
      }
    } finally {
      log.add("left");
    }
    return AsyncGenerator.end();
  }

  /** Logs what it gets, and throws an exception at one of the calls. */
  private class Logging implements Flow.Subscriber<Integer> {
    private final String failing;
    private Flow.Subscription subscription;

    Logging(String failing) {
      this.failing = failing;
    }

    void log(String call, Object argument) {
      log.add(call + argument);
      if (call.equals(failing)) {
        throw new IllegalStateException("in " + call);
      }
    }

    @Override
    public void onSubscribe(Flow.Subscription to) {
      subscription = to;
      to.request(2);
      log("onSubscribe", "");
    }

    @Override
    public void onNext(Integer value) {
      log("onNext", value);
    }

    @Override
    public void onError(Throwable failure) {
      log("onError", failure.getMessage());
    }

    @Override
    public void onComplete() {
      log("onComplete", "");
    }
  }

  /** Runs work, and logs what reaches the handler of this thread. */
  private void watched(Runnable work) {
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler((where, t) -> log.add("uncaught " + t.getMessage()));
    try {
      work.run();
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
  }

  // ---- Exceptions of a subscriber.

  @Test
  void anExceptionOfOnCompleteIsReported() {
    watched(() -> count(1).toPublisher().subscribe(new Logging("onComplete")));
    assertThat(log)
        .containsExactly("onSubscribe", "onNext0", "left", "onComplete", "uncaught in onComplete");
  }

  @Test
  void anExceptionOfOnNextClosesTheGenerator() {
    watched(() -> count(9).toPublisher().subscribe(new Logging("onNext")));
    assertThat(log).containsExactly("onSubscribe", "onNext0", "left", "onErrorin onNext");
  }

  @Test
  void anExceptionOfOnErrorIsReported() {
    AsyncGenerator<Integer> failing = count(9).map(i -> 1 / i);
    watched(() -> failing.toPublisher().subscribe(new Logging("onError")));
    assertThat(log)
        .containsExactly("onSubscribe", "left", "onError/ by zero", "uncaught in onError");
  }

  @Test
  void anExceptionOfOnSubscribeClosesTheGenerator() throws Exception {
    AsyncGenerator<Integer> begun = count(9);
    assertThat(syncWait(begun.hasNext())).isTrue();
    assertThatThrownBy(() -> begun.toPublisher().subscribe(new Logging("onSubscribe")))
        .hasMessage("in onSubscribe");
    assertThat(log).containsExactly("onSubscribe", "left");
  }

  // ---- Bodies that end otherwise.

  @Suspendable
  AsyncGenerator<Integer> failingCleanup() {
    try {
      yieldValue(1);
      await(gate);
    } finally {
      throwing();
    }
    return AsyncGenerator.end();
  }

  private static void throwing() {
    throw new IllegalStateException("cleanup");
  }

  @Test
  void aCleanupThatFailsAfterTheCancellationIsReported() {
    Logging subscriber = new Logging("");
    watched(
        () -> {
          failingCleanup().toPublisher().subscribe(subscriber);
          subscriber.subscription.cancel();
        });
    assertThat(log).containsExactly("onSubscribe", "onNext1", "uncaught cleanup");
  }

  @Suspendable
  AsyncGenerator<Integer> stopsItself(StopSource requested) {
    yieldValue(1);
    await(Task.from(gate).withStopToken(requested.token()));
    return AsyncGenerator.end();
  }

  @Test
  void aBodyThatIsStoppedIsAnErrorOfTheSubscriber() {
    StopSource requested = new StopSource();
    requested.requestStop();
    watched(() -> stopsItself(requested).toPublisher().subscribe(new Logging("")));
    assertThat(log).hasSize(3).first().isEqualTo("onSubscribe");
    assertThat(log.get(1)).isEqualTo("onNext1");
    assertThat(log.get(2).toString()).startsWith("onError").contains("the stopped signal");
  }

  // ---- Generators of a class of the user's.

  private final class Own implements AsyncGenerator<Integer> {
    private final RuntimeException failure;

    Own(RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    public Awaitable<Boolean> hasNext() {
      return Task.from(gate);
    }

    @Override
    public Integer next() {
      return 1;
    }

    @Override
    public Awaitable<Void> closeAsync() {
      return closing();
    }

    @Suspendable
    private Task<Void> closing() {
      await(closed);
      log.add("closed");
      if (failure != null) {
        throw failure;
      }
      return Task.completed();
    }
  }

  @Suspendable
  AsyncGenerator<Integer> all(AsyncGenerator<Integer> values) {
    try {
      yieldAll(values);
    } finally {
      log.add("left");
    }
    return AsyncGenerator.end();
  }

  @Suspendable
  Task<Void> consume(AsyncGenerator<Integer> values) {
    try (values) {
      while (await(values.hasNext())) {
        values.next();
      }
    }
    return Task.completed();
  }

  @Test
  void yieldAllClosesItWhenStopped() {
    CompletableFuture<Void> result = consume(all(all(new Own(null)))).toCompletableFuture();
    result.cancel(false);
    assertThat(log).isEmpty();
    closed.complete("");
    assertThat(log).containsExactly("closed", "left", "left");
  }

  @Test
  void anExceptionOfItsClosingIsNotLost() {
    IllegalStateException failure = new IllegalStateException("closing");
    CompletableFuture<Void> result = new CompletableFuture<>();
    StopSource stop = new StopSource();
    consume(all(new Own(failure)))
        .withStopToken(stop.token())
        .toCompletableFuture()
        .whenComplete((value, e) -> result.completeExceptionally(e));
    stop.requestStop();
    assertThat(result).isNotDone();
    closed.complete("");
    assertThat(log).containsExactly("closed", "left");
    assertThat(result.handle((value, e) -> e)).isCompletedWithValue(failure);
  }

  @Test
  void theStopIsTheOutcomeOfTheConsumer() {
    StopSource stop = new StopSource();
    CompletableFuture<Void> result =
        consume(all(new Own(null))).withStopToken(stop.token()).toCompletableFuture();
    stop.requestStop();
    assertThat(result).isNotDone();
    closed.complete("");
    assertThat(result).isCancelled();
    assertThatThrownBy(result::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void aPublisherClosesItWhenCancelled() {
    Logging subscriber = new Logging("");
    new Own(null).toPublisher().subscribe(subscriber);
    subscriber.subscription.cancel();
    closed.complete("");
    assertThat(log).containsExactly("onSubscribe", "closed");
  }
}
