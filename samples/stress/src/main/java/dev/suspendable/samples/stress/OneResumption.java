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
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * A suspend point is valid for one resumption, from any thread ({@code SuspendPoint}).
 *
 * <p>Not tested: several threads that resume by {@code CoroutineHandle}, or one by handle and one
 * by the point. Handles are not synchronised; their callers have to order these threads.
 */
public final class OneResumption {
  private OneResumption() {}

  /** A suspended coroutine; its scope is left once, in whichever way the coroutine continues. */
  abstract static class Resting {
    final Gate gate = new Gate();
    final CompletableFuture<String> end = body().toCompletableFuture();
    int left;

    @Suspendable
    final Task<String> body() {
      try {
        return Task.of(await(gate));
      } finally {
        left++;
      }
    }

    final String wentOn() {
      return Race.end(end) + " " + left;
    }
  }

  @JCStressTest
  @Description("Two threads resume one suspend point: one wins, the other is refused.")
  @Outcome(
      id = {"won, refused, value 1", "refused, won, value 1"},
      expect = ACCEPTABLE,
      desc = "One resumption.")
  @Outcome(id = "won, won, .*", expect = FORBIDDEN, desc = "Both threads were in one frame.")
  @Outcome(id = "refused, refused, .*", expect = FORBIDDEN, desc = "Lost: no thread continues it.")
  @Outcome(expect = FORBIDDEN, desc = "The body did not continue exactly once.")
  @State
  public static class ResumeResume extends Resting {
    @Actor
    public void first(LLL_Result r) {
      r.r1 = gate.open();
    }

    @Actor
    public void second(LLL_Result r) {
      r.r2 = gate.open();
    }

    @Arbiter
    public void end(LLL_Result r) {
      r.r3 = wentOn();
    }
  }

  @JCStressTest
  @Description("One thread resumes, the other sends the stopped signal: the winner's outcome.")
  @Outcome(id = "won, refused, value 1", expect = ACCEPTABLE, desc = "Resumed.")
  @Outcome(id = "refused, won, cancelled 1", expect = ACCEPTABLE, desc = "Ended by done.")
  @Outcome(id = "won, won, .*", expect = FORBIDDEN, desc = "Both threads were in one frame.")
  @Outcome(id = "refused, refused, .*", expect = FORBIDDEN, desc = "Lost: no thread continues it.")
  @Outcome(expect = FORBIDDEN, desc = "Not the winner's outcome, or not once.")
  @State
  public static class ResumeDone extends Resting {
    @Actor
    public void resume(LLL_Result r) {
      r.r1 = gate.open();
    }

    @Actor
    public void done(LLL_Result r) {
      r.r2 = gate.close();
    }

    @Arbiter
    public void end(LLL_Result r) {
      r.r3 = wentOn();
    }
  }

  @JCStressTest
  @Description("One thread supplies a value, the other an exception: the winner's outcome.")
  @Outcome(id = "won, refused, 42 1", expect = ACCEPTABLE, desc = "The value.")
  @Outcome(id = "refused, won, error 1", expect = ACCEPTABLE, desc = "The exception.")
  @Outcome(id = "won, won, .*", expect = FORBIDDEN, desc = "Both threads were in one frame.")
  @Outcome(id = "refused, refused, .*", expect = FORBIDDEN, desc = "Lost: no thread continues it.")
  @Outcome(expect = FORBIDDEN, desc = "Not the winner's outcome, or not once.")
  @State
  public static class ValueError extends Resting {
    @Actor
    public void value(LLL_Result r) {
      r.r1 = Race.run(gate.point.setValue("42"));
    }

    @Actor
    public void error(LLL_Result r) {
      r.r2 = gate.fail(new Failure("error"));
    }

    @Arbiter
    public void end(LLL_Result r) {
      r.r3 = wentOn();
    }
  }

  @JCStressTest
  @Description(
      "The coroutine suspends again at once: the loser's point, however late, does not resume the"
          + " later suspension.")
  @Outcome(
      id = {"won, refused, at 1 then at 2", "refused, won, at 1 then at 2"},
      expect = ACCEPTABLE,
      desc = "It rests at the second await, and continues from there.")
  @Outcome(id = "won, won, .*", expect = FORBIDDEN, desc = "One point resumed two suspensions.")
  @Outcome(expect = FORBIDDEN, desc = "It is not where one resumption leads.")
  @State
  public static class LaterSuspension {
    private final Gate first = new Gate();
    private final Gate second = new Gate();
    private int at;

    public LaterSuspension() {
      body().toCompletableFuture();
    }

    @Suspendable
    private Task<Void> body() {
      await(first);
      at++;
      await(second);
      at++;
      return Task.of(null);
    }

    @Actor
    public void one(LLL_Result r) {
      r.r1 = first.open();
    }

    @Actor
    public void other(LLL_Result r) {
      r.r2 = first.open();
    }

    @Arbiter
    public void end(LLL_Result r) {
      int before = at;
      second.open();
      r.r3 = "at " + before + " then at " + at;
    }
  }
}
