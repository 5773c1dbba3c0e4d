package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.StopSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * An async generator gets a value, fails, is closed or is stopped on several threads at once: its
 * consumer continues once, and each body is left once, before the consumer leaves.
 */
public final class AsyncGeneratorRaces {
  private AsyncGeneratorRaces() {}

  abstract static class Values {
    final StopSource source = new StopSource();
    final CompletableFuture<Box> first = new CompletableFuture<>();
    final CompletableFuture<Box> second = new CompletableFuture<>();
    final AtomicInteger left = new AtomicInteger();
    int leftAtTheEnd = -1;
    CompletableFuture<Integer> end = new CompletableFuture<>();

    @Suspendable
    final AsyncGenerator<Integer> values(CompletableFuture<Box> stage) {
      try {
        yieldValue(await(stage).digits());
      } finally {
        left.incrementAndGet();
      }
      return AsyncGenerator.end();
    }

    /** Adds the values, at most so many. */
    @Suspendable
    final Task<Integer> sum(AsyncGenerator<Integer> values, int most) {
      int sum = 0;
      try {
        try (values) {
          for (int i = 0; i < most && await(values.hasNext()); i++) {
            sum += values.next();
          }
        }
      } finally {
        leftAtTheEnd = left.get();
      }
      return Task.of(sum);
    }

    final void start(AsyncGenerator<Integer> values, int most) {
      end = sum(values, most).withStopToken(source.token()).toCompletableFuture();
    }

    /** Returns 0 for a stop, -1 for no outcome, -2 for an exception, or the value. */
    final int outcome() {
      return !end.isDone()
          ? -1
          : end.isCancelled() ? 0 : end.isCompletedExceptionally() ? -2 : end.join();
    }

    final void report(II_Result r) {
      r.r1 = outcome();
      r.r2 = leftAtTheEnd;
    }
  }

  @JCStressTest
  @Description("One thread stops the consumer, the other completes what the body waits for.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The stop came first.")
  @Outcome(id = "12, 1", expect = ACCEPTABLE, desc = "The value came first.")
  @Outcome(expect = FORBIDDEN, desc = "Neither, or the body was left not once.")
  @State
  public static class StopAgainstHasNext extends Values {
    {
      start(values(first), 9);
    }

    @Actor
    public void stop() {
      source.requestStop();
    }

    @Actor
    public void complete() {
      first.complete(new Box(1, 2));
    }

    @Arbiter
    public void end(II_Result r) {
      report(r);
    }
  }

  @JCStressTest
  @Description("Two threads each complete what one of two merged bodies waits for.")
  @Outcome(id = "46, 2", expect = ACCEPTABLE, desc = "The consumer has both values.")
  @Outcome(expect = FORBIDDEN, desc = "A value was lost, or the consumer.")
  @State
  public static class TwoMerged extends Values {
    {
      start(AsyncGenerator.merge(values(first), values(second)), 9);
    }

    @Actor
    public void one() {
      first.complete(new Box(1, 2));
    }

    @Actor
    public void other() {
      second.complete(new Box(3, 4));
    }

    @Arbiter
    public void end(II_Result r) {
      report(r);
    }
  }

  @JCStressTest
  @Description("The consumer closes two merged bodies after a value, while the other one has one.")
  @Outcome(id = "12, 2", expect = ACCEPTABLE, desc = "The first value came first.")
  @Outcome(id = "34, 2", expect = ACCEPTABLE, desc = "The second value came first.")
  @Outcome(expect = FORBIDDEN, desc = "A body outlived the generator, or the consumer was lost.")
  @State
  public static class CloseAgainstValue extends Values {
    {
      start(AsyncGenerator.merge(values(first), values(second)), 1);
    }

    @Actor
    public void one() {
      first.complete(new Box(1, 2));
    }

    @Actor
    public void other() {
      second.complete(new Box(3, 4));
    }

    @Arbiter
    public void end(II_Result r) {
      report(r);
    }
  }

  @JCStressTest
  @Description("One of two merged bodies fails, while the other one has a value.")
  @Outcome(id = "-2, 2", expect = ACCEPTABLE, desc = "The consumer fails when both have ended.")
  @Outcome(expect = FORBIDDEN, desc = "A body outlived the generator, or the consumer was lost.")
  @State
  public static class FailureAgainstValue extends Values {
    {
      start(AsyncGenerator.merge(values(first), values(second)), 9);
    }

    @Actor
    public void one() {
      first.completeExceptionally(new IllegalStateException());
    }

    @Actor
    public void other() {
      second.complete(new Box(3, 4));
    }

    @Arbiter
    public void end(II_Result r) {
      report(r);
    }
  }

  @JCStressTest
  @Description("One thread stops the consumer of two merged bodies, the other lets one continue.")
  @Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "Stopped, when both had been left.")
  @Outcome(expect = FORBIDDEN, desc = "The stop was lost, or a body outlived the generator.")
  @State
  public static class StopAgainstMerged extends Values {
    {
      start(AsyncGenerator.merge(values(first), values(second)), 9);
    }

    @Actor
    public void stop() {
      source.requestStop();
    }

    @Actor
    public void complete() {
      first.complete(new Box(1, 2));
    }

    @Arbiter
    public void end(II_Result r) {
      report(r);
    }
  }

  @JCStressTest
  @Description("A body runs ahead on one thread, while the consumer continues on the other.")
  @Outcome(id = "10, 1", expect = ACCEPTABLE, desc = "All values, in order.")
  @Outcome(expect = FORBIDDEN, desc = "A value was lost, or the consumer, or the order.")
  @State
  public static class Buffered extends Values {
    @Suspendable
    final AsyncGenerator<Integer> four() {
      try {
        yieldValue(1);
        await(first);
        yieldValue(2);
        yieldValue(3);
        yieldValue(4);
      } finally {
        left.incrementAndGet();
      }
      return AsyncGenerator.end();
    }

    @Suspendable
    final Task<Integer> sumInOrder(AsyncGenerator<Integer> values) {
      int sum = 0;
      int last = 0;
      try {
        try (values) {
          while (await(values.hasNext())) {
            int value = values.next();
            if (value == 1) {
              await(second);
            }
            sum += value == last + 1 ? value : 100;
            last = value;
          }
        }
      } finally {
        leftAtTheEnd = left.get();
      }
      return Task.of(sum);
    }

    {
      end = sumInOrder(four().buffer(2)).toCompletableFuture();
    }

    @Actor
    public void producer() {
      first.complete(new Box(1, 2));
    }

    @Actor
    public void consumer() {
      second.complete(new Box(3, 4));
    }

    @Arbiter
    public void end(II_Result r) {
      report(r);
    }
  }

  @JCStressTest
  @Description("One thread cancels the subscription, the other completes what the body waits for.")
  @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "The cancellation came first.")
  @Outcome(id = "12, 0, 1", expect = ACCEPTABLE, desc = "The value came first.")
  @Outcome(id = "12, 1, 1", expect = ACCEPTABLE, desc = "The value and the end came first.")
  @Outcome(expect = FORBIDDEN, desc = "The body was not left once, or the subscriber failed.")
  @State
  public static class CancelAgainstEmission extends Values implements Flow.Subscriber<Integer> {
    private volatile Flow.Subscription subscription;
    private final AtomicInteger got = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();

    {
      values(first).toPublisher().subscribe(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription granted) {
      subscription = granted;
      granted.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Integer value) {
      got.addAndGet(value);
    }

    @Override
    public void onError(Throwable error) {
      ends.addAndGet(100);
    }

    @Override
    public void onComplete() {
      ends.incrementAndGet();
    }

    @Actor
    public void cancel() {
      subscription.cancel();
    }

    @Actor
    public void complete() {
      first.complete(new Box(1, 2));
    }

    @Arbiter
    public void end(III_Result r) {
      r.r1 = got.get();
      r.r2 = ends.get();
      r.r3 = left.get();
    }
  }
}
