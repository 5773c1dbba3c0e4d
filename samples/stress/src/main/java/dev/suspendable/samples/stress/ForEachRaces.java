package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.StopSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The actions of {@code forEachConcurrent} end on several threads at once, or are stopped: each
 * element is taken at most once, each action that has begun is left once, and the task ends after
 * them.
 */
public final class ForEachRaces {
  private ForEachRaces() {}

  abstract static class Actions {
    final StopSource source = new StopSource();
    final List<CompletableFuture<Box>> stages =
        List.of(new CompletableFuture<>(), new CompletableFuture<>(), ended());
    final AtomicInteger sum = new AtomicInteger();
    final AtomicInteger left = new AtomicInteger();
    final CompletableFuture<?> end;

    Actions(int limit) {
      end =
          Task.forEachConcurrent(stages, limit, this::act)
              .withStopToken(source.token())
              .toCompletableFuture();
    }

    private static CompletableFuture<Box> ended() {
      return CompletableFuture.completedFuture(new Box(1, 2));
    }

    @Suspendable
    private Task<Void> act(CompletableFuture<Box> stage) {
      try {
        sum.addAndGet(await(stage).digits());
      } finally {
        left.incrementAndGet();
      }
      return Task.completed();
    }

    final void report(III_Result r) {
      r.r1 = !end.isDone() ? -1 : end.isCancelled() ? 0 : end.isCompletedExceptionally() ? 2 : 1;
      r.r2 = sum.get();
      r.r3 = left.get();
    }
  }

  @JCStressTest
  @Description("Two actions end on two threads; a third element waits for a place.")
  @Outcome(id = "1, 36, 3", expect = ACCEPTABLE, desc = "All elements.")
  @Outcome(expect = FORBIDDEN, desc = "An element was lost or taken twice, or it has not ended.")
  @State
  public static class TwoEnd extends Actions {
    public TwoEnd() {
      super(2);
    }

    @Actor
    public void first() {
      stages.get(0).complete(new Box(1, 2));
    }

    @Actor
    public void second() {
      stages.get(1).complete(new Box(1, 2));
    }

    @Arbiter
    public void end(III_Result r) {
      report(r);
    }
  }

  @JCStressTest
  @Description("Two actions end on two threads; all elements have been taken.")
  @Outcome(id = "1, 36, 3", expect = ACCEPTABLE, desc = "All elements.")
  @Outcome(expect = FORBIDDEN, desc = "An element was lost or taken twice, or it has not ended.")
  @State
  public static class AllAtOnce extends Actions {
    public AllAtOnce() {
      super(9);
    }

    @Actor
    public void first() {
      stages.get(0).complete(new Box(1, 2));
    }

    @Actor
    public void second() {
      stages.get(1).complete(new Box(1, 2));
    }

    @Arbiter
    public void end(III_Result r) {
      report(r);
    }
  }

  @JCStressTest
  @Description("One action ends, and another thread requests a stop.")
  @Outcome(id = "0, 0, 2", expect = ACCEPTABLE, desc = "The stop came first.")
  @Outcome(id = "0, 12, 2", expect = ACCEPTABLE, desc = "It came after the end of the action.")
  @Outcome(id = "0, 24, 3", expect = ACCEPTABLE, desc = "It came after the third action.")
  @Outcome(id = "0, 12, 3", expect = ACCEPTABLE, desc = "It came in the third action.")
  @Outcome(expect = FORBIDDEN, desc = "It has not ended, or an action was left not once.")
  @State
  public static class EndAgainstStop extends Actions {
    public EndAgainstStop() {
      super(2);
    }

    @Actor
    public void complete() {
      stages.get(0).complete(new Box(1, 2));
    }

    @Actor
    public void stop() {
      source.requestStop();
    }

    @Arbiter
    public void end(III_Result r) {
      report(r);
    }
  }

  @JCStressTest
  @Description("One action fails, and the other one ends.")
  @Outcome(id = "2, 0, 2", expect = ACCEPTABLE, desc = "The failure has stopped the other action.")
  @Outcome(id = "2, 12, 2", expect = ACCEPTABLE, desc = "The other action had ended.")
  @Outcome(id = "2, 24, 3", expect = ACCEPTABLE, desc = "The third one had ended, too.")
  @Outcome(id = "2, 12, 3", expect = ACCEPTABLE, desc = "The third one was stopped.")
  @Outcome(expect = FORBIDDEN, desc = "The failure was lost, or an action was left not once.")
  @State
  public static class EndAgainstFailure extends Actions {
    public EndAgainstFailure() {
      super(2);
    }

    @Actor
    public void fail() {
      stages.get(0).completeExceptionally(new Failure("broken"));
    }

    @Actor
    public void complete() {
      stages.get(1).complete(new Box(1, 2));
    }

    @Arbiter
    public void end(III_Result r) {
      report(r);
    }
  }
}
