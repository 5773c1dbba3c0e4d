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
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Coroutines that change threads by executors: each activation happens-before the next, so plain
 * locals and plain fields of objects that a coroutine owns are correct after every hop ({@code
 * Task.switchTo}, {@code Task.on}).
 */
public final class Hops {
  private Hops() {}

  private static void look(Slot slot) {
    for (int i = 0; i < 4 * Race.LOOKS; i++) {
      slot.runOne();
      Thread.onSpinWait();
    }
  }

  @JCStressTest
  @Description("A coroutine hops between two threads four times and counts in plain variables.")
  @Outcome(id = "over and back, 4 45", expect = ACCEPTABLE, desc = "All hops, in time.")
  @Outcome(id = "to the end, 4 45", expect = ACCEPTABLE, desc = "The last hops were made later.")
  @Outcome(expect = FORBIDDEN, desc = "It lost a hop, or what it had counted.")
  @State
  public static class SwitchTo {
    private final Slot first = new Slot();
    private final Slot second = new Slot();
    private CompletableFuture<String> end;

    @Suspendable
    private Task<String> body() {
      int hops = 0;
      Box box = new Box(0, 1);
      await(Task.switchTo(second));
      hops++;
      box.left += hops;
      box.right++;
      await(Task.switchTo(first));
      hops++;
      box.left += hops - 1;
      box.right++;
      await(Task.switchTo(second));
      hops++;
      box.left += hops - 2;
      box.right++;
      await(Task.switchTo(first));
      hops++;
      box.left += hops - 3;
      box.right++;
      return Task.of(hops + " " + box.digits());
    }

    @Actor
    public void first() {
      end = body().toCompletableFuture();
      look(first);
    }

    @Actor
    public void second() {
      look(second);
    }

    @Arbiter
    public void end(LL_Result r) {
      r.r1 = end.isDone() ? "over and back" : "to the end";
      boolean busy = true;
      while (busy) {
        busy = first.runOne() | second.runOne();
      }
      r.r2 = Race.end(end);
    }
  }

  @JCStressTest
  @Description("A task is started on another thread; its awaiter continues there.")
  @Outcome(id = "over, 12 1", expect = ACCEPTABLE, desc = "The other thread did it.")
  @Outcome(id = "later, 12 1", expect = ACCEPTABLE, desc = "The other thread came too early.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or without what was there before.")
  @State
  public static class ScheduleOn {
    private final Slot slot = new Slot();
    private int times;
    private int digits;

    @Suspendable
    private Task<Box> work(Box box) {
      box.right++;
      return Task.of(box);
    }

    @Suspendable
    private Task<Void> body() {
      Box box = new Box(1, 1);
      Task<Box> work = work(box).on(slot);
      digits = await(work).digits();
      times++;
      return Task.of(null);
    }

    @Actor
    public void caller() {
      body().toCompletableFuture();
    }

    @Actor
    public void executor() {
      look(slot);
    }

    @Arbiter
    public void end(LL_Result r) {
      r.r1 = slot.runOne() ? "later" : "over";
      r.r2 = digits + " " + times;
    }
  }

  @JCStressTest
  @Description(
      "An executor throws though it has handed the work on: the work or the exception, not both.")
  @Outcome(id = "not yet, rejected! 0", expect = ACCEPTABLE, desc = "No thread ran the work.")
  @Outcome(id = "refused, rejected! 0", expect = ACCEPTABLE, desc = "Rejected, so it may not run.")
  @Outcome(id = "won, value! 1", expect = ACCEPTABLE, desc = "It ran; the exception is reported.")
  @Outcome(id = "won, .*rejected.*", expect = FORBIDDEN, desc = "The work ran, but was rejected.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or the exception was lost.")
  @State
  public static class RejectedLate {
    private final Slot slot = new Slot();
    private final Failure rejection = new Failure("rejected");
    private String outcome = "";

    @Suspendable
    private Task<String> work() {
      return Task.of("value");
    }

    @Suspendable
    private Task<Void> body() {
      Task<String> work =
          work()
              .on(
                  command -> {
                    slot.execute(command);
                    Race.linger();
                    throw rejection;
                  });
      try {
        outcome += await(work);
      } catch (Failure e) {
        outcome += e.getMessage();
      }
      outcome += "!";
      return Task.of(null);
    }

    private String runOne() {
      try {
        return slot.runOne() ? Race.WON : Race.NOT_YET;
      } catch (IllegalStateException e) {
        return Race.refused(e, "was run before");
      }
    }

    @Actor
    public void caller() {
      Race.keepAccountOfReports();
      body().toCompletableFuture();
    }

    @Actor
    public void executor(LL_Result r) {
      r.r1 = runOne();
      for (int i = 0; i < Race.LOOKS && r.r1 == Race.NOT_YET; i++) {
        Thread.onSpinWait();
        r.r1 = runOne();
      }
    }

    @Arbiter
    public void end(LL_Result r) {
      if (r.r1 == Race.NOT_YET && runOne() != Race.REFUSED) {
        outcome += " and run";
      }
      r.r2 = outcome + " " + rejection.reported;
    }
  }
}
