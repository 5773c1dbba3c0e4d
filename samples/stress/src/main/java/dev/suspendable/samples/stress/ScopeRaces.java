package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.suspendable.SharedTask;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.Subtask;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.scope.TimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
 * Subtasks of a scope, the tasks of a contest, and the awaiters of a shared task end, fail or are
 * stopped on several threads at once: the owner continues once, when all have ended.
 */
public final class ScopeRaces {
  private ScopeRaces() {}

  abstract static class Scoped {
    final CompletableFuture<Box> first = new CompletableFuture<>();
    final CompletableFuture<Box> second = new CompletableFuture<>();
    final AtomicInteger left = new AtomicInteger();
    int leftAtTheEnd = -1;
    CompletableFuture<Integer> end = new CompletableFuture<>();

    @Suspendable
    final Task<Integer> child(CompletableFuture<Box> stage) {
      try {
        return Task.of(await(stage).digits());
      } finally {
        left.incrementAndGet();
      }
    }

    @Suspendable
    final Task<Integer> owner() {
      try (var scope = TaskScope.open()) {
        Subtask<Integer> a = scope.fork(child(first));
        Subtask<Integer> b = scope.fork(child(second));
        await(scope.join());
        return Task.of(a.get() + b.get());
      } finally {
        leftAtTheEnd = left.get();
      }
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
  @Description("Two threads each complete what one subtask waits for.")
  @Outcome(id = "46, 2", expect = ACCEPTABLE, desc = "The owner has both values.")
  @Outcome(expect = FORBIDDEN, desc = "The owner does not continue, or too early.")
  @State
  public static class BothEnd extends Scoped {
    {
      end = owner().toCompletableFuture();
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
  @Description("Two threads each make one subtask fail.")
  @Outcome(id = "-2, 2", expect = ACCEPTABLE, desc = "The owner fails when both have ended.")
  @Outcome(expect = FORBIDDEN, desc = "The owner does not continue, or too early.")
  @State
  public static class BothFail extends Scoped {
    {
      end = owner().toCompletableFuture();
    }

    @Actor
    public void one() {
      first.completeExceptionally(new IllegalStateException("first"));
    }

    @Actor
    public void other() {
      second.completeExceptionally(new IllegalStateException("second"));
    }

    @Arbiter
    public void end(II_Result r) {
      report(r);
    }
  }

  @JCStressTest
  @Description("One thread stops the owner, the other completes what the last subtask waits for.")
  @Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "The stop came first; both subtasks ended.")
  @Outcome(id = "46, 2", expect = ACCEPTABLE, desc = "The value came first.")
  @Outcome(expect = FORBIDDEN, desc = "A subtask outlived the scope, or the owner was lost.")
  @State
  public static class StopAgainstEnd extends Scoped {
    {
      first.complete(new Box(1, 2));
      end = owner().toCompletableFuture();
    }

    @Actor
    public void stop() {
      end.cancel(false);
    }

    @Actor
    public void complete() {
      second.complete(new Box(3, 4));
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = end.isCancelled() ? 0 : outcome();
      r.r2 = leftAtTheEnd;
    }
  }

  @JCStressTest
  @Description("Two threads each complete one task of a contest.")
  @Outcome(id = "12, 0, 2", expect = ACCEPTABLE, desc = "The first one won.")
  @Outcome(id = "34, 1, 2", expect = ACCEPTABLE, desc = "The second one won.")
  @Outcome(expect = FORBIDDEN, desc = "No winner, or it did not wait for the other.")
  @State
  public static class WhenAny extends Scoped {
    private int index = -1;
    private int value = -1;

    {
      contest().toCompletableFuture();
    }

    @Suspendable
    final Task<Void> contest() {
      var winner = await(Task.whenAny(List.of(child(first), child(second))));
      index = winner.index();
      value = winner.value();
      leftAtTheEnd = left.get();
      return Task.completed();
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
    public void end(III_Result r) {
      r.r1 = value;
      r.r2 = index;
      r.r3 = leftAtTheEnd;
    }
  }

  @JCStressTest
  @Description("A timer against a value.")
  @Outcome(id = "12, 1", expect = ACCEPTABLE, desc = "The value came first.")
  @Outcome(id = "-3, 1", expect = ACCEPTABLE, desc = "The timeout came first.")
  @Outcome(id = "-3, 0", expect = ACCEPTABLE, desc = "It came before the body had started.")
  @Outcome(expect = FORBIDDEN, desc = "Neither, or the scope was left not once.")
  @State
  public static class TimeoutAgainstValue extends Scoped {
    @Actor
    public void start() {
      end = child(first).timeout(Duration.ofNanos(10_000)).toCompletableFuture();
    }

    @Actor
    public void complete() {
      first.complete(new Box(1, 2));
    }

    @Arbiter
    public void end(II_Result r) {
      try {
        r.r1 = end.join();
      } catch (CompletionException e) {
        r.r1 = e.getCause() instanceof TimeoutException ? -3 : -2;
      }
      r.r2 = left.get();
    }
  }

  abstract static class Shared {
    final CompletableFuture<Box> stage = new CompletableFuture<>();
    final SharedTask<Integer> shared = shared();
    CompletableFuture<Integer> a = new CompletableFuture<>();
    CompletableFuture<Integer> b = new CompletableFuture<>();
    int runs;

    @Suspendable
    final SharedTask<Integer> shared() {
      runs++;
      return SharedTask.of(await(stage).digits());
    }

    @Suspendable
    final Task<Integer> awaiting() {
      return Task.of(await(shared));
    }

    static int outcome(CompletableFuture<Integer> end) {
      return !end.isDone() ? -1 : end.isCancelled() ? 0 : end.join();
    }

    final void report(III_Result r) {
      r.r1 = outcome(a);
      r.r2 = outcome(b);
      r.r3 = runs;
    }
  }

  @JCStressTest
  @Description("Two threads await a shared task that has not started.")
  @Outcome(id = "12, 12, 1", expect = ACCEPTABLE, desc = "The body ran once, for both.")
  @Outcome(expect = FORBIDDEN, desc = "It ran twice, or a value was lost.")
  @State
  public static class SharedAwaiters extends Shared {
    @Actor
    public void one() {
      a = awaiting().toCompletableFuture();
    }

    @Actor
    public void other() {
      b = awaiting().toCompletableFuture();
    }

    @Arbiter
    public void end(III_Result r) {
      stage.complete(new Box(1, 2));
      report(r);
    }
  }

  @JCStressTest
  @Description("A second awaiter of a shared task comes while the task completes.")
  @Outcome(id = "12, 12, 1", expect = ACCEPTABLE, desc = "Both got the value.")
  @Outcome(expect = FORBIDDEN, desc = "The value was lost, or the body ran twice.")
  @State
  public static class SharedAwaitersAgainstTheEnd extends Shared {
    {
      a = awaiting().toCompletableFuture();
    }

    @Actor
    public void other() {
      b = awaiting().toCompletableFuture();
    }

    @Actor
    public void complete() {
      stage.complete(new Box(1, 2));
    }

    @Arbiter
    public void end(III_Result r) {
      report(r);
    }
  }

  @JCStressTest
  @Description("One awaiter of a shared task is stopped while the task completes.")
  @Outcome(id = "12, 12, 1", expect = ACCEPTABLE, desc = "The value came first.")
  @Outcome(id = "0, 12, 1", expect = ACCEPTABLE, desc = "The stop came first; the other is not.")
  @Outcome(expect = FORBIDDEN, desc = "The other one lost the value.")
  @State
  public static class SharedStop extends Shared {
    {
      a = awaiting().toCompletableFuture();
      b = awaiting().toCompletableFuture();
    }

    @Actor
    public void stop() {
      a.cancel(false);
    }

    @Actor
    public void complete() {
      stage.complete(new Box(1, 2));
    }

    @Arbiter
    public void end(III_Result r) {
      report(r);
    }
  }
}
