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
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * {@code whenAll} completes when all have completed, once, on the thread of the last one. It fails
 * with the first failure in the order of the list, with the others as suppressed exceptions; if
 * none failed but the stopped signal ended some, the signal ends its awaiter too ({@code Tasks}).
 */
public final class WhenAllRaces {
  private WhenAllRaces() {}

  /** A coroutine that awaits two others, which wait for one gate each. */
  abstract static class TwoChildren {
    final Gate left = new Gate();
    final Gate right = new Gate();
    final CompletableFuture<String> end = parent().toCompletableFuture();
    private int times;

    @Suspendable
    final Task<String> parent() {
      try {
        return Task.of(await(Task.whenAll(child(left, 1), child(right, 3), WhenAllRaces::digits)));
      } finally {
        times++;
      }
    }

    @Suspendable
    final Task<Box> child(Gate gate, int number) {
      await(gate);
      return Task.of(new Box(number, number + 1));
    }

    final String wentOn() {
      return Race.end(end) + " " + times;
    }
  }

  static String digits(Box left, Box right) {
    return "" + left.digits() + right.digits();
  }

  @JCStressTest
  @Description("Two children complete on two threads, with objects that have plain fields.")
  @Outcome(id = "won, won, 1234 1", expect = ACCEPTABLE, desc = "Went on once, and saw all.")
  @Outcome(id = "won, won, pending 0", expect = FORBIDDEN, desc = "Lost: no thread continues it.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or without all results.")
  @State
  public static class TwoResults extends TwoChildren {
    @Actor
    public void left(LLL_Result r) {
      r.r1 = left.open();
    }

    @Actor
    public void right(LLL_Result r) {
      r.r2 = right.open();
    }

    @Arbiter
    public void end(LLL_Result r) {
      r.r3 = wentOn();
    }
  }

  @JCStressTest
  @Description("One child completes, the other fails.")
  @Outcome(
      id = "won, won, right 1",
      expect = ACCEPTABLE,
      desc = "Failed once, when both had ended.")
  @Outcome(id = "won, won, pending 0", expect = FORBIDDEN, desc = "Lost: no thread continues it.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or not with the failure.")
  @State
  public static class ResultAndFailure extends TwoChildren {
    @Actor
    public void left(LLL_Result r) {
      r.r1 = left.open();
    }

    @Actor
    public void right(LLL_Result r) {
      r.r2 = right.fail(new Failure("right"));
    }

    @Arbiter
    public void end(LLL_Result r) {
      r.r3 = wentOn();
    }
  }

  @JCStressTest
  @Description("Both children fail: whichever comes first, the first in the list counts.")
  @Outcome(id = "won, won, left with right 1", expect = ACCEPTABLE, desc = "Failed once.")
  @Outcome(id = "won, won, right with left 1", expect = FORBIDDEN, desc = "Not the list's order.")
  @Outcome(id = "won, won, pending 0", expect = FORBIDDEN, desc = "Lost: no thread continues it.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or not with both failures.")
  @State
  public static class TwoFailures extends TwoChildren {
    @Actor
    public void left(LLL_Result r) {
      r.r1 = left.fail(new Failure("left"));
    }

    @Actor
    public void right(LLL_Result r) {
      r.r2 = right.fail(new Failure("right"));
    }

    @Arbiter
    public void end(LLL_Result r) {
      r.r3 = wentOn();
    }
  }

  @JCStressTest
  @Description("One child completes, the stopped signal ends the other, and so the parent.")
  @Outcome(id = "won, won, cancelled 1", expect = ACCEPTABLE, desc = "Ended by done, once.")
  @Outcome(id = "won, won, pending 0", expect = FORBIDDEN, desc = "Lost: no thread continues it.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or not by done.")
  @State
  public static class ResultAndDone extends TwoChildren {
    @Actor
    public void left(LLL_Result r) {
      r.r1 = left.open();
    }

    @Actor
    public void right(LLL_Result r) {
      r.r2 = right.close();
    }

    @Arbiter
    public void end(LLL_Result r) {
      r.r3 = wentOn();
    }
  }

  @JCStressTest
  @Description("The stopped signal ends one child, the other fails: a failure counts more.")
  @Outcome(id = "won, won, right 1", expect = ACCEPTABLE, desc = "Failed, once.")
  @Outcome(id = "won, won, pending 0", expect = FORBIDDEN, desc = "Lost: no thread continues it.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or not with the failure.")
  @State
  public static class DoneAndFailure extends TwoChildren {
    @Actor
    public void left(LLL_Result r) {
      r.r1 = left.close();
    }

    @Actor
    public void right(LLL_Result r) {
      r.r2 = right.fail(new Failure("right"));
    }

    @Arbiter
    public void end(LLL_Result r) {
      r.r3 = wentOn();
    }
  }

  @JCStressTest
  @Description("One thread starts the children while another completes what they wait for.")
  @Outcome(id = "1234 1", expect = ACCEPTABLE, desc = "Went on once, saw all.")
  @Outcome(id = "pending 0", expect = FORBIDDEN, desc = "Lost.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or without all results.")
  @State
  public static class WhileStarting {
    private final CompletableFuture<Box> left = new CompletableFuture<>();
    private final CompletableFuture<Box> right = new CompletableFuture<>();
    private String digits = "pending";
    private int times;

    @Suspendable
    private Task<Box> child(CompletableFuture<Box> stage) {
      return Task.of(await(stage));
    }

    @Suspendable
    private Task<Void> parent() {
      digits = await(Task.whenAll(child(left), child(right), WhenAllRaces::digits));
      times++;
      return Task.of(null);
    }

    @Actor
    public void start() {
      parent().toCompletableFuture();
    }

    @Actor
    public void complete() {
      left.complete(new Box(1, 2));
      right.complete(new Box(3, 4));
    }

    @Arbiter
    public void end(L_Result r) {
      r.r1 = digits + " " + times;
    }
  }

  @JCStressTest
  @Description("Children that are awaiters, no tasks: both are resumed at the same time.")
  @Outcome(id = "won, won, value and value 1", expect = ACCEPTABLE, desc = "Went on once.")
  @Outcome(id = "won, won, pending 0", expect = FORBIDDEN, desc = "Lost: no thread continues it.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or without all results.")
  @State
  public static class TwoAwaiters {
    private final Gate left = new Gate();
    private final Gate right = new Gate();
    private final CompletableFuture<String> end = parent().toCompletableFuture();
    private int times;

    @Suspendable
    private Task<String> parent() {
      String both = await(Task.whenAll(left, right, (one, other) -> one + " and " + other));
      times++;
      return Task.of(both);
    }

    @Actor
    public void left(LLL_Result r) {
      r.r1 = left.open();
    }

    @Actor
    public void right(LLL_Result r) {
      r.r2 = right.open();
    }

    @Arbiter
    public void end(LLL_Result r) {
      r.r3 = Race.end(end) + " " + times;
    }
  }
}
