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
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * The stopped signal, sent to a suspend point by one thread while another resumes it: it ends the
 * whole chain of awaits or no part of it, and every scope is left once ({@code
 * SuspendPoint.setStopped}, {@code Task}).
 *
 * <p>Not tested: {@code CoroutineHandle.setStopped} against another thread. Handles are not
 * synchronised.
 */
public final class DoneRaces {
  private DoneRaces() {}

  @JCStressTest
  @Description(
      "Three tasks await each other; the innermost is resumed and sent the stopped signal.")
  @Outcome(id = "won, refused, cancelled 3", expect = ACCEPTABLE, desc = "All ended by done.")
  @Outcome(id = "refused, won, value 3", expect = ACCEPTABLE, desc = "All completed.")
  @Outcome(id = "won, won, .*", expect = FORBIDDEN, desc = "Both threads were in one frame.")
  @Outcome(expect = FORBIDDEN, desc = "Some ended otherwise than others, or not once.")
  @State
  public static class UpTheChain {
    private final Gate gate = new Gate();
    private int left;
    private final CompletableFuture<String> end =
        around(around(around(null))).toCompletableFuture();

    @Suspendable
    private Task<String> around(Task<String> inner) {
      try {
        String value = inner == null ? await(gate) : await(inner);
        return Task.of(value);
      } finally {
        left++;
      }
    }

    @Actor
    public void done(LLL_Result r) {
      r.r1 = gate.close();
    }

    @Actor
    public void resume(LLL_Result r) {
      r.r2 = gate.open();
    }

    @Arbiter
    public void end(LLL_Result r) {
      r.r3 = Race.end(end) + " " + left;
    }
  }

  @JCStressTest
  @Description("The stopped signal reaches a cleanup that suspends, which another thread resumes.")
  @Outcome(id = "won, won, cancelled 1 1", expect = ACCEPTABLE, desc = "The cleanup went on.")
  @Outcome(id = "won, not yet, cancelled 1 1", expect = ACCEPTABLE, desc = "It was resumed later.")
  @Outcome(expect = FORBIDDEN, desc = "The cleanup was not run once, or done was lost.")
  @State
  public static class SuspendedCleanup {
    private final Gate gate = new Gate();
    private final Gate cleanup = new Gate();
    private int begun;
    private int ended;
    private final CompletableFuture<String> end = body().toCompletableFuture();

    @Suspendable
    private Task<String> body() {
      try {
        return Task.of(await(gate));
      } finally {
        begun++;
        await(cleanup);
        ended++;
      }
    }

    @Actor
    public void done(LLL_Result r) {
      r.r1 = gate.close();
    }

    @Actor
    public void resume(LLL_Result r) {
      r.r2 = cleanup.open();
    }

    @Arbiter
    public void end(LLL_Result r) {
      if (r.r2 == Race.NOT_YET) {
        cleanup.open();
      }
      r.r3 = Race.end(end) + " " + begun + " " + ended;
    }
  }

  @JCStressTest
  @Description("A coroutine is sent the stopped signal while it still suspends on another thread.")
  @Outcome(id = "won, cancelled 1", expect = ACCEPTABLE, desc = "Ended by done.")
  @Outcome(id = "not yet, cancelled 1", expect = ACCEPTABLE, desc = "Ended later.")
  @Outcome(expect = FORBIDDEN, desc = "Its scope was not left once, or done was lost.")
  @State
  public static class WhileSuspending {
    private final Gate gate = new Gate();
    private CompletableFuture<String> end;
    private int left;

    @Suspendable
    private Task<String> body() {
      try {
        return Task.of(await(gate));
      } finally {
        left++;
      }
    }

    @Actor
    public void start() {
      end = body().toCompletableFuture();
    }

    @Actor
    public void done(LL_Result r) {
      r.r1 = gate.close();
    }

    @Arbiter
    public void end(LL_Result r) {
      if (r.r1 == Race.NOT_YET) {
        gate.close();
      }
      r.r2 = Race.end(end) + " " + left;
    }
  }
}
