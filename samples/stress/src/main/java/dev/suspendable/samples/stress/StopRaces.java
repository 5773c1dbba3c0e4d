package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopCallback;
import dev.suspendable.scope.StopSource;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * One thread requests a stop while a coroutine is about to wait, waits, or is resumed on another:
 * it is stopped or continues, its scope is left once, and its future gets one outcome.
 */
public final class StopRaces {
  private StopRaces() {}

  abstract static class Stopped {
    final StopSource source = new StopSource();
    final CompletableFuture<Box> stage = new CompletableFuture<>();
    CompletableFuture<Integer> end = new CompletableFuture<>();
    int left;

    @Suspendable
    final Task<Integer> body() {
      try {
        return Task.of(await(stage).digits());
      } finally {
        left++;
      }
    }

    final CompletableFuture<Integer> start() {
      return body().withStopToken(source.token()).toCompletableFuture();
    }

    /** Returns 0 for a stop, -1 for no outcome, or the value. */
    final int outcome() {
      return !end.isDone() ? -1 : end.isCancelled() ? 0 : end.join();
    }
  }

  @JCStressTest
  @Description("One thread requests a stop, the other completes what the coroutine waits for.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The stop came first.")
  @Outcome(id = "12, 1", expect = ACCEPTABLE, desc = "The value came first.")
  @Outcome(expect = FORBIDDEN, desc = "Neither, or the scope was left not once.")
  @State
  public static class AgainstCompletion extends Stopped {
    {
      end = start();
    }

    @Actor
    public void stop() {
      source.requestStop();
    }

    @Actor
    public void complete() {
      stage.complete(new Box(1, 2));
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = outcome();
      r.r2 = left;
    }
  }

  @JCStressTest
  @Description("One thread requests a stop, the other starts the coroutine and suspends it.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "It was stopped where it waits.")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The body never ran.")
  @Outcome(expect = FORBIDDEN, desc = "The stop was lost, or the scope was left not once.")
  @State
  public static class AgainstAwaitSuspend extends Stopped {
    @Actor
    public void start1() {
      end = start();
    }

    @Actor
    public void stop() {
      source.requestStop();
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = outcome();
      r.r2 = left;
    }
  }

  @JCStressTest
  @Description("The same, for a future whose cancellation stops the coroutine.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "It was stopped.")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The body never ran.")
  @Outcome(id = "12, 1", expect = ACCEPTABLE, desc = "The value came first.")
  @Outcome(expect = FORBIDDEN, desc = "Neither, or the scope was left not once.")
  @State
  public static class CancelledFuture extends Stopped {
    {
      end = body().toCompletableFuture();
    }

    @Actor
    public void cancel() {
      end.cancel(true);
    }

    @Actor
    public void complete() {
      stage.complete(new Box(1, 2));
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = outcome();
      r.r2 = left;
    }
  }

  @JCStressTest
  @Description(
      "A stop while a shielded task is completed: the task has its value, whichever is first.")
  @Outcome(id = "0, 12", expect = ACCEPTABLE, desc = "Stopped where it waits next.")
  @Outcome(id = "12, 12", expect = ACCEPTABLE, desc = "It had ended before the stop.")
  @Outcome(expect = FORBIDDEN, desc = "The stop reached the task, or one of both is lost.")
  @State
  public static class AgainstShield extends Stopped {
    private int seen;

    {
      end = owner().withStopToken(source.token()).toCompletableFuture();
    }

    @Suspendable
    private Task<Integer> owner() {
      seen = await(body().shielded());
      await(Context.checkStopped());
      return Task.of(seen);
    }

    @Actor
    public void stop() {
      source.requestStop();
    }

    @Actor
    public void complete() {
      stage.complete(new Box(1, 2));
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = outcome();
      r.r2 = seen;
    }
  }

  @JCStressTest
  @Description("Two children of whenAll: one is stopped, the other completed, by two threads.")
  @Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "The stop came first, for one or both.")
  @Outcome(id = "24, 2", expect = ACCEPTABLE, desc = "The values came first.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, or a scope was left not once.")
  @State
  public static class Children extends Stopped {
    final CompletableFuture<Box> other = new CompletableFuture<>();
    int otherLeft;

    {
      end =
          Task.whenAll(body(), second(), Integer::sum)
              .withStopToken(source.token())
              .toCompletableFuture();
    }

    @Suspendable
    final Task<Integer> second() {
      try {
        return Task.of(await(other).digits());
      } finally {
        otherLeft++;
      }
    }

    @Actor
    public void stop() {
      source.requestStop();
    }

    @Actor
    public void complete() {
      other.complete(new Box(1, 2));
      stage.complete(new Box(1, 2));
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = outcome();
      r.r2 = left + otherLeft;
    }
  }

  @JCStressTest
  @Description("One thread requests a stop, the other registers a callback.")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "Called once.")
  @Outcome(expect = FORBIDDEN, desc = "Not called, or twice.")
  @State
  public static class AgainstRegistration {
    final StopSource source = new StopSource();
    int calls;

    @Actor
    public void stop() {
      source.requestStop();
    }

    @Actor
    public void register() {
      source.token().onStop(() -> calls++);
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = calls;
    }
  }

  @JCStressTest
  @Description("One thread requests a stop, the other ends the registration of a callback.")
  @Outcome(
      id = {"0, 0, 0", "1, 1, 1"},
      expect = ACCEPTABLE,
      desc = "Before, or not at all.")
  @Outcome(expect = FORBIDDEN, desc = "The callback ran after the end of its registration.")
  @State
  public static class AgainstDeregistration {
    final StopSource source = new StopSource();
    int calls;
    int seen;
    final StopCallback callback = source.token().onStop(() -> calls++);

    @Actor
    public void stop() {
      source.requestStop();
    }

    @Actor
    public void close() {
      callback.close();
      seen = calls;
    }

    @Arbiter
    public void end(III_Result r) {
      r.r1 = calls;
      r.r2 = seen;
      r.r3 = calls;
    }
  }
}
