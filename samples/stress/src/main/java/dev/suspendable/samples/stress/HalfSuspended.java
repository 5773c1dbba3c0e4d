package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.SuspendPoint;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * {@code awaitSuspend} may hand the coroutine to any thread, which may resume it before {@code
 * awaitSuspend} has returned: the coroutine is suspended, and all its state is stored ({@code
 * Awaiter}). In each of these tests one thread calls, starts and suspends the coroutine while the
 * other looks for it.
 *
 * <p>Not tested: a {@code FrameAwaiter} that publishes the frame itself by a data race, or to two
 * threads. Such awaiters promise safe publication, once.
 */
public final class HalfSuspended {
  private HalfSuspended() {}

  /**
   * A coroutine that keeps an int, a long and an object across its suspension. It suspends a second
   * time, which shows whether the thread that suspended it first still touches it.
   */
  abstract static class Starting {
    private final Gate second = new Gate();
    private int times;
    private int digits;

    /** Returns what the body has seen; 1234 means everything. */
    final String wentOn() {
      String rested = second.open();
      return rested == Race.WON ? digits + " " + times : "second await: " + rested;
    }

    final void start(Awaiter<?> awaiter) {
      body(awaiter, times).toCompletableFuture();
    }

    @Suspendable
    final Task<Void> body(Awaiter<?> awaiter, int zero) {
      int thousands = zero + 1;
      long hundreds = zero + 2;
      Box box = new Box(zero + 3, zero + 4);
      await(awaiter);
      digits = 1000 * thousands + 100 * (int) hundreds + box.digits();
      await(second);
      times++;
      return Task.of(null);
    }
  }

  @JCStressTest
  @Description(
      "awaitSuspend stores the point in a volatile field, and another thread resumes it from"
          + " there.")
  @Outcome(id = "won, 1234 1", expect = ACCEPTABLE, desc = "Resumed while, or after, it suspends.")
  @Outcome(id = "not yet, 1234 1", expect = ACCEPTABLE, desc = "The other thread came too early.")
  @Outcome(id = "refused, .*", expect = FORBIDDEN, desc = "A point that was not used.")
  @Outcome(expect = FORBIDDEN, desc = "The body saw half of its state, or went on not once.")
  @State
  public static class ByVolatileField extends Starting {
    private final Gate gate = new Gate();

    @Actor
    public void coroutine() {
      start(gate);
    }

    @Actor
    public void resumer(LL_Result r) {
      r.r1 = gate.open();
    }

    @Arbiter
    public void end(LL_Result r) {
      if (r.r1 == Race.NOT_YET) {
        gate.open();
      }
      r.r2 = wentOn();
    }
  }

  /** An awaiter that does not synchronise at all. */
  private static final class Careless implements Awaiter<Object> {
    @Nullable SuspendPoint point;

    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint suspended) {
      point = suspended;
      return Continuation.NOOP;
    }

    @Override
    public Object awaitResume() {
      return this;
    }
  }

  @JCStressTest
  @Description("The same by a plain field: a data race.")
  @Outcome(id = "won, 1234 1", expect = ACCEPTABLE, desc = "Resumed while, or after, it suspends.")
  @Outcome(id = "not yet, 1234 1", expect = ACCEPTABLE, desc = "The other thread came too early.")
  @Outcome(
      id = "refused, 1234 1",
      expect = ACCEPTABLE_INTERESTING,
      desc = "The point was not seen to be unused; allowed, where the machine reorders reads.")
  @Outcome(expect = FORBIDDEN, desc = "The body saw half of its state, or went on not once.")
  @State
  public static class ByPlainField extends Starting {
    private final Careless careless = new Careless();

    @Actor
    public void coroutine() {
      start(careless);
    }

    @Actor
    public void resumer(LL_Result r) {
      SuspendPoint seen = careless.point;
      r.r1 = seen == null ? Race.NOT_YET : Race.run(seen.resume());
    }

    @Arbiter
    public void end(LL_Result r) {
      if (r.r1 != Race.WON) {
        careless.point.resume().run();
      }
      r.r2 = wentOn();
    }
  }

  @JCStressTest
  @Description("The frame itself, by the volatile field of a FrameAwaiter.")
  @Outcome(id = "resumed, 1234 1", expect = ACCEPTABLE, desc = "While, or after, it suspends.")
  @Outcome(id = "not yet, 1234 1", expect = ACCEPTABLE, desc = "The other thread came too early.")
  @Outcome(expect = FORBIDDEN, desc = "The body saw half of its state, or went on not once.")
  @State
  public static class FrameByVolatileField extends Starting {
    private final FrameGate gate = new FrameGate();

    @Actor
    public void coroutine() {
      start(gate);
    }

    @Actor
    public void resumer(LL_Result r) {
      Frame seen = gate.frame;
      r.r1 = Race.NOT_YET;
      if (seen != null) {
        seen.run();
        r.r1 = "resumed";
      }
    }

    @Arbiter
    public void end(LL_Result r) {
      if (r.r1 == Race.NOT_YET) {
        gate.frame.run();
      }
      r.r2 = wentOn();
    }
  }

  @JCStressTest
  @Description(
      "The innermost of three coroutines that call each other directly suspends: it is published"
          + " when all of them are at rest.")
  @Outcome(id = "won, 1234 1", expect = ACCEPTABLE, desc = "Resumed while, or after, it suspends.")
  @Outcome(id = "not yet, 1234 1", expect = ACCEPTABLE, desc = "The other thread came too early.")
  @Outcome(expect = FORBIDDEN, desc = "A caller was not at rest yet, or went on not once.")
  @State
  public static class CalledDirectly {
    private final Gate gate = new Gate();
    private int times;
    private int digits;

    @Suspendable
    private Task<Void> outer(int zero) {
      Box box = new Box(zero + 3, zero + 4);
      int hundreds = await(middle(zero));
      digits = hundreds + box.digits();
      times++;
      return Task.of(null);
    }

    @Suspendable
    private Task<Integer> middle(int zero) {
      long hundreds = zero + 2;
      int thousands = await(inner(zero));
      return Task.of(1000 * thousands + 100 * (int) hundreds);
    }

    @Suspendable
    private Task<Integer> inner(int zero) {
      int thousands = zero + 1;
      await(gate);
      return Task.of(thousands);
    }

    @Actor
    public void coroutine() {
      outer(times).toCompletableFuture();
    }

    @Actor
    public void resumer(LL_Result r) {
      r.r1 = gate.open();
    }

    @Arbiter
    public void end(LL_Result r) {
      if (r.r1 == Race.NOT_YET) {
        gate.open();
      }
      r.r2 = digits + " " + times;
    }
  }

  /** Lets other threads resume, and resumes itself before it returns. */
  private static final class Impatient extends Gate {
    String own = Race.NOT_YET;

    @Override
    public Continuation awaitSuspend(SuspendPoint suspended) {
      point = suspended;
      Race.linger();
      own = Race.run(suspended.resume());
      return Continuation.NOOP;
    }
  }

  @JCStressTest
  @Description(
      "awaitSuspend hands the point over and resumes it itself, which only marks it: one wins.")
  @Outcome(id = "not yet, won 1234 1", expect = ACCEPTABLE, desc = "No other thread came.")
  @Outcome(id = "refused, won 1234 1", expect = ACCEPTABLE, desc = "awaitSuspend was first.")
  @Outcome(id = "won, refused 1234 1", expect = ACCEPTABLE, desc = "The other thread was first.")
  @Outcome(id = "won, won .*", expect = FORBIDDEN, desc = "Both resumed it.")
  @Outcome(expect = FORBIDDEN, desc = "The body saw half of its state, or went on not once.")
  @State
  public static class MarkedMeanwhile extends Starting {
    private final Impatient gate = new Impatient();

    @Actor
    public void coroutine() {
      start(gate);
    }

    @Actor
    public void resumer(LL_Result r) {
      r.r1 = gate.open();
    }

    @Arbiter
    public void end(LL_Result r) {
      r.r2 = gate.own + " " + wentOn();
    }
  }

  /** Lets other threads resume, and returns the same continuation. */
  private static final class Undecided extends Gate {
    @Override
    public Continuation awaitSuspend(SuspendPoint suspended) {
      point = suspended;
      Race.linger();
      return suspended.resume();
    }
  }

  @JCStressTest
  @Description(
      "awaitSuspend hands the point over and returns its continuation, which is run: one wins.")
  @Outcome(id = "not yet, won 1234 1", expect = ACCEPTABLE, desc = "No other thread came.")
  @Outcome(id = "refused, won 1234 1", expect = ACCEPTABLE, desc = "The first thread went on.")
  @Outcome(id = "won, refused 1234 1", expect = ACCEPTABLE, desc = "The other thread was first.")
  @Outcome(id = "won, won .*", expect = FORBIDDEN, desc = "Both resumed it.")
  @Outcome(expect = FORBIDDEN, desc = "The body saw half of its state, or went on not once.")
  @State
  public static class ReturnedMeanwhile extends Starting {
    private final Undecided gate = new Undecided();
    private String own = Race.WON;

    @Actor
    public void coroutine() {
      try {
        start(gate);
      } catch (IllegalStateException e) {
        own = Race.refused(e, "was already resumed from this suspend point");
      }
    }

    @Actor
    public void resumer(LL_Result r) {
      r.r1 = gate.open();
    }

    @Arbiter
    public void end(LL_Result r) {
      r.r2 = own + " " + wentOn();
    }
  }

  /**
   * Publishes its point to other threads, and passes it on to another awaiter, which takes the
   * frame.
   */
  private static final class Lending extends Gate {
    final FrameGate inner = new FrameGate();
    final Failure failure = new Failure("not lent");

    @Override
    public Continuation awaitSuspend(SuspendPoint suspended) throws Throwable {
      point = suspended;
      Race.linger();
      try {
        return inner.awaitSuspend(suspended);
      } catch (IllegalStateException e) {
        Race.refused(e, "was already resumed from this suspend point");
        throw failure;
      }
    }
  }

  @JCStressTest
  @Description(
      "An awaiter lends its point to a FrameAwaiter, while another thread resumes it: one wins."
          + " A point that is lent is spent.")
  @Outcome(id = "not yet, lent 1234 1", expect = ACCEPTABLE, desc = "No other thread came.")
  @Outcome(id = "refused, lent 1234 1", expect = ACCEPTABLE, desc = "It was lent already.")
  @Outcome(id = "won, kept 1 1234 1", expect = ACCEPTABLE, desc = "Resumed before it was lent.")
  @Outcome(id = "won, lent .*", expect = FORBIDDEN, desc = "The frame has two masters.")
  @Outcome(expect = FORBIDDEN, desc = "The body saw half of its state, or went on not once.")
  @State
  public static class LentMeanwhile extends Starting {
    private final Lending gate = new Lending();

    @Actor
    public void coroutine() {
      Race.keepAccountOfReports();
      start(gate);
    }

    @Actor
    public void resumer(LL_Result r) {
      r.r1 = gate.open();
    }

    @Arbiter
    public void end(LL_Result r) {
      Frame lent = gate.inner.frame;
      if (lent != null) {
        lent.run();
      }
      r.r2 = (lent != null ? "lent" : "kept " + gate.failure.reported) + " " + wentOn();
    }
  }
}
