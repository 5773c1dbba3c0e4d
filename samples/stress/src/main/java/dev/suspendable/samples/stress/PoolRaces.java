package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.CoroutineHandle;
import dev.suspendable.coroutine.FramePool;
import dev.suspendable.coroutine.PooledPromise;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A {@code FramePool} is thread-safe: no two threads get the same frame, the pool keeps no frame
 * twice, and an acquired frame is in the state of a new one, with all writes of its last life
 * visible. Handles of that life are stale.
 *
 * <p>Not tested: a handle that is used while another thread destroys its coroutine. Handles are not
 * synchronised.
 */
public final class PoolRaces {
  private PoolRaces() {}

  /** A frame written by hand: each test has its own pool, with as many frames as it needs. */
  static final class Recycled extends PooledPromise {
    private final FramePool<Recycled> pool;
    int used;

    Recycled(FramePool<Recycled> pool) {
      this.pool = pool;
      used = 1;
    }

    @Override
    protected @Nullable Awaiter<?> $step() {
      return null;
    }

    @Override
    protected void unhandledException(Throwable t) {}

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement("PoolRaces", "recycled", null, -1);
    }

    @Override
    protected void recycle() {
      super.recycle();
      used = 0;
      pool.release(this);
    }
  }

  @JCStressTest
  @Description("Two threads take a frame from a pool that has one.")
  @Outcome(
      id = {"1, 0, 1", "0, 1, 1"},
      expect = ACCEPTABLE,
      desc = "One gets it.")
  @Outcome(id = "1, 1, .*", expect = FORBIDDEN, desc = "Both got one frame.")
  @Outcome(id = "0, 0, .*", expect = FORBIDDEN, desc = "It is lost.")
  @Outcome(expect = FORBIDDEN, desc = "The frame is still there, or was counted wrongly.")
  @State
  public static class TwoTakers {
    private final FramePool<Recycled> pool = new FramePool<>(Recycled.class, 1);

    public TwoTakers() {
      new Recycled(pool).handle().destroy();
    }

    @Actor
    public void one(III_Result r) {
      r.r1 = pool.acquire() != null ? 1 : 0;
    }

    @Actor
    public void other(III_Result r) {
      r.r2 = pool.acquire() != null ? 1 : 0;
    }

    @Arbiter
    public void end(III_Result r) {
      r.r3 = pool.acquire() == null ? (int) pool.statistics().hits() : -1;
    }
  }

  @JCStressTest
  @Description("Two threads give back a frame each, to a pool that has room for one.")
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "One is kept, the other dropped.")
  @Outcome(expect = FORBIDDEN, desc = "Not one is kept, or a frame is lost and not counted.")
  @State
  public static class TwoReturners {
    private final FramePool<Recycled> pool = new FramePool<>(Recycled.class, 1);
    private final CoroutineHandle one = make();
    private final CoroutineHandle other = make();

    /** Does what generated code does with an empty pool. */
    private CoroutineHandle make() {
      pool.acquire();
      return new Recycled(pool).handle();
    }

    @Actor
    public void one() {
      one.destroy();
    }

    @Actor
    public void other() {
      other.destroy();
    }

    @Arbiter
    public void end(III_Result r) {
      r.r3 = (int) pool.statistics().outstanding();
      r.r1 = pool.acquire() != null ? 1 : 0;
      r.r2 = pool.acquire() != null ? 1 : 0;
    }
  }

  @JCStressTest
  @Description("One thread gives a frame back, the other takes it: as good as new.")
  @Outcome(id = "none, stale", expect = ACCEPTABLE, desc = "Taken too early.")
  @Outcome(id = "new, stale", expect = ACCEPTABLE, desc = "Taken, and reset.")
  @Outcome(id = "old, .*", expect = FORBIDDEN, desc = "With fields of its last life.")
  @Outcome(expect = FORBIDDEN, desc = "The handle of its last life still works.")
  @State
  public static class ReturnerAndTaker {
    private final FramePool<Recycled> pool = new FramePool<>(Recycled.class, 1);
    private final CoroutineHandle old = new Recycled(pool).handle();

    @Actor
    public void returner() {
      old.destroy();
    }

    @Actor
    public void taker(LL_Result r) {
      Recycled taken = pool.acquire();
      r.r1 = taken == null ? "none" : taken.used == 0 && !taken.handle().isDone() ? "new" : "old";
    }

    @Arbiter
    public void end(LL_Result r) {
      try {
        old.resume();
        r.r2 = "resumed";
      } catch (IllegalStateException e) {
        Race.refused(e, "Stale handle");
        r.r2 = "stale";
      }
    }
  }

  @JCStressTest
  @Description(
      "Two threads let coroutines live that share a small pool: each has its own arguments and its"
          + " own result, life after life.")
  @Outcome(id = "111, 222", expect = ACCEPTABLE, desc = "No frame was mistaken for another.")
  @Outcome(expect = FORBIDDEN, desc = "Two coroutines had one frame.")
  @State
  public static class TwoLives {
    @Suspendable
    private static Job job(int number, FrameGate gate) {
      int times = number * 10;
      await(gate);
      return Job.of(number + times);
    }

    private static int live(int number) {
      FrameGate gate = new FrameGate();
      Job first = job(number, gate);
      gate.frame.run();
      int eleven = first.result();
      first.handle().destroy();
      Job second = job(number, gate);
      gate.frame.run();
      int sum = eleven * 10 + second.result() % 10;
      second.handle().destroy();
      return sum;
    }

    @Actor
    public void one(II_Result r) {
      r.r1 = live(1);
    }

    @Actor
    public void other(II_Result r) {
      r.r2 = live(2);
    }
  }
}
