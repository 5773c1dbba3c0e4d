package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.StopSource;
import dev.suspendable.time.Timer;
import dev.suspendable.time.TimerWheel;
import dev.suspendable.time.Timers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.LI_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Timers: the time comes while another thread cancels, schedules, stops, or shuts down. */
public final class TimerRaces {
  private TimerRaces() {}

  /** Timers whose clock is set by hand: what is scheduled without a delay is due. */
  abstract static class Driven {
    volatile int wakeUps;
    volatile long now;
    final Slot executor = new Slot();

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread schedules
    final TimerWheel wheel =
        new TimerWheel(() -> now, InstantSource.system(), executor, () -> wakeUps++);
  }

  @JCStressTest
  @Description("The time comes, and another thread cancels.")
  @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "Cancelled.")
  @Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "Ran.")
  @Outcome(expect = FORBIDDEN, desc = "Both, or neither, or not forgotten.")
  @State
  public static class FireAgainstCancel extends Driven {
    int runs;
    final Timer timer = wheel.schedule(() -> runs++, 0);

    @Actor
    public void fire() {
      wheel.runDue();
    }

    @Actor
    public void cancel(ZI_Result r) {
      r.r1 = timer.cancel();
    }

    @Arbiter
    public void end(ZI_Result r) {
      wheel.runDue();
      r.r2 = runs + 10 * wheel.size();
    }
  }

  @JCStressTest
  @Description("The first and the last timer of a slot are cancelled, and the one between fires.")
  @Outcome(
      id = {"0, 2", "1, 1", "2, 0"},
      expect = ACCEPTABLE,
      desc = "Each ran or was cancelled.")
  @Outcome(expect = FORBIDDEN, desc = "The list of the slot is broken.")
  @State
  public static class NeighboursCancelled extends Driven {
    int runs;
    final Timer first = wheel.schedule(() -> runs++, 0);
    final Timer last = wheel.schedule(() -> runs++, 0);

    @Actor
    public void fire() {
      wheel.runDue();
    }

    @Actor
    public void cancel(II_Result r) {
      r.r1 = (last.cancel() ? 1 : 0) + (first.cancel() ? 1 : 0);
    }

    @Arbiter
    public void end(II_Result r) {
      r.r2 = runs + 10 * wheel.size();
    }
  }

  @JCStressTest
  @Description("A timer is added while the driver decides how long to sleep.")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "It has run, or the driver was woken.")
  @Outcome(expect = FORBIDDEN, desc = "The driver sleeps, and the timer waits for ever.")
  @State
  public static class ScheduleAgainstSleep extends Driven {
    int runs;
    boolean sleeps;

    @Actor
    public void schedule() {
      wheel.schedule(() -> runs++, 0);
    }

    @Actor
    public void drive() {
      wheel.runDue();
      sleeps = wheel.nanosToNext() > 0;
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = runs == 1 || !sleeps || wakeUps > 0 ? 1 : 0;
    }
  }

  @JCStressTest
  @Description("A timer is added while the timers are shut down.")
  @Outcome(id = "refused, 0", expect = ACCEPTABLE, desc = "Not taken.")
  @Outcome(id = "taken, 1", expect = ACCEPTABLE, desc = "Taken, and told.")
  @Outcome(expect = FORBIDDEN, desc = "Taken, but not told.")
  @State
  public static class ScheduleAgainstShutdown extends Driven {
    int told;

    private final class Told implements Timers.Action {
      @Override
      public void run() {
        told += 10;
      }

      @Override
      public void rejected(RejectedExecutionException cause) {
        told++;
      }
    }

    @Actor
    public void schedule(LI_Result r) {
      try {
        wheel.schedule(new Told(), 0);
        r.r1 = "taken";
      } catch (RejectedExecutionException e) {
        r.r1 = "refused";
      }
    }

    @Actor
    public void shutdown() {
      wheel.shutdownNow();
    }

    @Arbiter
    public void end(LI_Result r) {
      r.r2 = told;
    }
  }

  @JCStressTest
  @Description("The delay of a coroutine ends, and another thread requests a stop.")
  @Outcome(id = "value, 1", expect = ACCEPTABLE, desc = "The time came first.")
  @Outcome(id = "cancelled, 1", expect = ACCEPTABLE, desc = "The stop came first.")
  @Outcome(expect = FORBIDDEN, desc = "It waits for ever, or was continued twice.")
  @State
  public static class DelayAgainstStop extends Driven {
    private final StopSource source = new StopSource();
    private int left;
    private final CompletableFuture<String> end =
        body()
            .with(context -> context.withTimers(wheel).withStopToken(source.token()))
            .toCompletableFuture();

    @Suspendable
    private Task<String> body() {
      try {
        await(Task.delay(Duration.ofNanos(1)));
        return Task.of("value");
      } finally {
        left++;
      }
    }

    @Actor
    public void fire() {
      now = 1;
      wheel.runDue();
      executor.runOne();
    }

    @Actor
    public void stop() {
      source.requestStop();
    }

    @Arbiter
    public void end(LI_Result r) {
      executor.runOne();
      r.r1 = Race.end(end);
      r.r2 = left + 10 * wheel.size();
    }
  }
}
