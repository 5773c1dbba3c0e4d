package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * One thread completes a stage while a coroutine awaits it on another. The coroutine continues
 * once, whether it found the stage complete or had to suspend, and sees the writes of the
 * completing thread ({@code Coroutines.await(CompletionStage)}). The same for blocking code that
 * waits for a coroutine, and for coroutines that return a future.
 */
public final class StageRaces {
  private StageRaces() {}

  /** A coroutine that awaits a stage. */
  abstract static class Awaiting {
    final CompletableFuture<Box> stage = new CompletableFuture<>();
    final Thread[] threads = new Thread[2];
    int digits;
    int times;

    @Suspendable
    final Task<Integer> body() {
      threads[0] = Thread.currentThread();
      try {
        digits = await(stage).digits();
      } catch (Failure e) {
        digits = -1;
      }
      threads[1] = Thread.currentThread();
      times++;
      return Task.of(digits);
    }

    final String wentOnBy() {
      return threads[0] == threads[1] ? "same thread" : "other thread";
    }
  }

  @JCStressTest
  @Description("One thread awaits a stage, the other completes it.")
  @Outcome(id = "same thread, 12, 1", expect = ACCEPTABLE, desc = "The awaiting thread went on.")
  @Outcome(id = "other thread, 12, 1", expect = ACCEPTABLE, desc = "The completing thread went on.")
  @Outcome(expect = FORBIDDEN, desc = "The body went on not once, or without the value.")
  @State
  public static class Completed extends Awaiting {
    @Actor
    public void awaiter() {
      body().toCompletableFuture();
    }

    @Actor
    public void complete() {
      stage.complete(new Box(1, 2));
    }

    @Arbiter
    public void end(LLL_Result r) {
      r.r1 = wentOnBy();
      r.r2 = digits;
      r.r3 = times;
    }
  }

  @JCStressTest
  @Description("One thread awaits a stage, the other lets it fail.")
  @Outcome(id = "same thread, -1, 1", expect = ACCEPTABLE, desc = "The awaiting thread went on.")
  @Outcome(id = "other thread, -1, 1", expect = ACCEPTABLE, desc = "The completing thread went on.")
  @Outcome(expect = FORBIDDEN, desc = "The body went on not once, or without the exception.")
  @State
  public static class Failed extends Awaiting {
    @Actor
    public void awaiter() {
      body().toCompletableFuture();
    }

    @Actor
    public void fail() {
      stage.completeExceptionally(new Failure("failed"));
    }

    @Arbiter
    public void end(LLL_Result r) {
      r.r1 = wentOnBy();
      r.r2 = digits;
      r.r3 = times;
    }
  }

  @JCStressTest
  @Description("One thread blocks until the coroutine has ended, which another lets continue.")
  @Outcome(id = "12, 1", expect = ACCEPTABLE, desc = "It gets the value.")
  @Outcome(expect = FORBIDDEN, desc = "Not the value, or not once.")
  @State
  public static class Blocking extends Awaiting {
    @Actor
    public void block(II_Result r) {
      try {
        r.r1 = Task.syncWait(body());
      } catch (InterruptedException e) {
        r.r1 = -1;
      }
    }

    @Actor
    public void complete() {
      stage.complete(new Box(1, 2));
    }

    @Arbiter
    public void end(II_Result r) {
      r.r2 = times;
    }
  }

  @JCStressTest
  @Description("A coroutine that returns a future ends while another awaits that future.")
  @Outcome(id = "34, 1", expect = ACCEPTABLE, desc = "The value, once.")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Lost: no thread continues it.")
  @Outcome(expect = FORBIDDEN, desc = "The body went on not once, or without the value.")
  @State
  public static class OfCoroutine {
    private final Gate gate = new Gate();
    private final CompletableFuture<Box> made = maker();
    private int digits;
    private int times;

    @Suspendable
    private CompletableFuture<Box> maker() {
      await(gate);
      return CompletableFuture.completedFuture(new Box(3, 4));
    }

    @Suspendable
    private Task<Void> taker() {
      digits = await(made).digits();
      times++;
      return Task.of(null);
    }

    @Actor
    public void end() {
      gate.open();
    }

    @Actor
    public void awaiter() {
      taker().toCompletableFuture();
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = digits;
      r.r2 = times;
    }
  }

  @JCStressTest
  @Description(
      "The future of a coroutine is cancelled from outside: the body continues to its end.")
  @Outcome(id = "won, not cancelled, value 1", expect = ACCEPTABLE, desc = "The body was first.")
  @Outcome(id = "won, cancelled, cancelled 1", expect = ACCEPTABLE, desc = "Its result is ignored.")
  @Outcome(expect = FORBIDDEN, desc = "The body was disturbed, or the future has two outcomes.")
  @State
  public static class CancelledOutside {
    private final Gate gate = new Gate();
    private final CompletableFuture<String> made = maker();
    private int times;

    @Suspendable
    private CompletableFuture<String> maker() {
      String value = await(gate);
      times++;
      return CompletableFuture.completedFuture(value);
    }

    @Actor
    public void end(LLL_Result r) {
      r.r1 = gate.open();
    }

    @Actor
    public void cancel(LLL_Result r) {
      r.r2 = made.cancel(false) ? "cancelled" : "not cancelled";
    }

    @Arbiter
    public void outcome(LLL_Result r) {
      r.r3 = Race.end(made) + " " + times;
    }
  }
}
