package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * An exception from {@code awaitSuspend} surfaces at the await, and the point cannot be used any
 * more. If the point was already used, the exception goes to the thread's uncaught exception
 * handler ({@code Awaiter}). So either the exception or the resumption is the outcome, once, and an
 * exception that is not the outcome is reported.
 */
public final class FailedSuspension {
  private FailedSuspension() {}

  /** Hands the point to another thread and fails. */
  private static final class Failing extends Gate {
    final Failure failure = new Failure("thrown");

    @Override
    public Continuation awaitSuspend(SuspendPoint suspended) {
      point = suspended;
      Race.linger();
      throw failure;
    }
  }

  /** The second await shows whether the first has used more than its own point. */
  abstract static class Starting {
    final Failing failing = new Failing();
    private final Gate second = new Gate();
    private String first = "";
    private int ended;

    final void start() {
      Race.keepAccountOfReports();
      body().toCompletableFuture();
    }

    @Suspendable
    final Task<Void> body() {
      try {
        first += await(failing);
      } catch (Failure e) {
        first += e.getMessage();
      } finally {
        first += "!";
      }
      await(second);
      ended++;
      return Task.of(null);
    }

    final String wentOn() {
      int early = ended;
      second.open();
      return first + " " + early + ended + ", reported " + failing.failure.reported;
    }
  }

  @JCStressTest
  @Description("awaitSuspend throws, while another thread resumes the point.")
  @Outcome(
      id = "not yet, thrown! 01, reported 0",
      expect = ACCEPTABLE,
      desc = "No other thread came.")
  @Outcome(id = "refused, thrown! 01, reported 0", expect = ACCEPTABLE, desc = "The exception.")
  @Outcome(id = "won, value! 01, reported 1", expect = ACCEPTABLE, desc = "The resumption.")
  @Outcome(id = "won, .*thrown.*", expect = FORBIDDEN, desc = "Both are the outcome.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or the exception was lost.")
  @State
  public static class ThrownMeanwhile extends Starting {
    @Actor
    public void coroutine() {
      start();
    }

    @Actor
    public void resumer(LL_Result r) {
      r.r1 = failing.open();
    }

    @Arbiter
    public void end(LL_Result r) {
      r.r2 = wentOn();
    }
  }

  @JCStressTest
  @Description("awaitSuspend throws, while another thread supplies an exception of its own.")
  @Outcome(
      id = "not yet, thrown! 01, reported 0",
      expect = ACCEPTABLE,
      desc = "No other thread came.")
  @Outcome(id = "refused, thrown! 01, reported 0", expect = ACCEPTABLE, desc = "The exception.")
  @Outcome(id = "won, supplied! 01, reported 1", expect = ACCEPTABLE, desc = "The other exception.")
  @Outcome(id = "won, .*thrown.*", expect = FORBIDDEN, desc = "Both are the outcome.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or the exception was lost.")
  @State
  public static class TwoExceptions extends Starting {
    @Actor
    public void coroutine() {
      start();
    }

    @Actor
    public void resumer(LL_Result r) {
      r.r1 = failing.fail(new Failure("supplied"));
    }

    @Arbiter
    public void end(LL_Result r) {
      r.r2 = wentOn();
    }
  }
}
