package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.CompilerControl.Mode;
import org.openjdk.jmh.annotations.Param;

/**
 * Does it pay to keep the frame of a callee where it was called, and to use it again for the next
 * call from there? {@code x = await(callee(x, i))} in a loop, where every callee suspends, and the
 * caller has its frame throughout: the case that is best for such frames. By hand, with a new frame
 * for each call and with one in a field of the caller's frame; {@code …Large} has twelve longs
 * alive over the suspension. With {@code waiting} callers that take turns, frames get old. POOL.md
 * has what came of it.
 */
public class CallSiteFrames extends Workload {
  @Param("2000000")
  int n;

  /** How many callers there are, each suspended in its callee while the others have their turn. */
  @Param({"1", "100000"})
  int waiting;

  private final Parking parking = new Parking();

  @Override
  protected long operations() {
    return n;
  }

  @Override
  protected long expected() {
    int calls = n / waiting;
    int x = 0;
    for (int i = 0; i < calls; i++) {
      x = (x ^ i) + W2Await.GOLDEN;
    }
    return (long) x * waiting;
  }

  @Override
  protected void shrink() {
    n = 5000;
    waiting = Math.min(waiting, 50);
  }

  // ---- Ours: a new frame for each call.

  @Suspendable
  private Task<Integer> callee(int x, int i) {
    await(parking.park());
    return Task.of((x ^ i) + W2Await.GOLDEN);
  }

  @Suspendable
  private Task<Integer> caller(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = await(callee(x, i));
    }
    return Task.of(x);
  }

  /** One after the other: what it costs with all of them waiting is W3's business. */
  @Benchmark
  public long suspendable() {
    long sum = 0;
    for (int k = 0; k < waiting; k++) {
      sum += parking.drive(caller(n / waiting));
    }
    return sum;
  }

  // ---- By hand.

  private abstract static class Callee {
    private Caller caller;
    int x;
    int i;

    Callee(Caller caller) {
      this.caller = caller;
    }

    abstract int resume();
  }

  private static final class Small extends Callee {
    Small(Caller caller) {
      super(caller);
    }

    @Override
    int resume() {
      return (x ^ i) + W2Await.GOLDEN;
    }
  }

  private static final class Large extends Callee {
    private long a;
    private long b;
    private long c;
    private long d;
    private long e;
    private long f;
    private long g;
    private long h;
    private long j;
    private long k;
    private long l;
    private long m;

    Large(Caller caller) {
      super(caller);
    }

    @Override
    int resume() {
      long sum = a + b + c + d + e + f + g + h + j + k + l + m;
      return sum == 0 ? 0 : (x ^ i) + W2Await.GOLDEN;
    }
  }

  private static final class Caller {
    private final boolean keep;
    private final boolean large;
    private final int n;
    private int i;
    private int x;
    private @Nullable Callee kept;

    Caller(int n, boolean keep, boolean large) {
      this.n = n;
      this.keep = keep;
      this.large = large;
    }

    /** Calls the callee, which suspends; null at the end. */
    @Nullable Callee step(int value) {
      x = value;
      if (i == n) {
        return null;
      }
      return large ? callLarge(x, i++) : callSmall(x, i++);
    }

    @CompilerControl(Mode.DONT_INLINE)
    private Callee callSmall(int x, int i) {
      Callee callee = kept;
      if (callee == null) {
        callee = new Small(this);
        if (keep) {
          kept = callee;
        }
      }
      callee.x = x;
      callee.i = i;
      return callee;
    }

    @CompilerControl(Mode.DONT_INLINE)
    private Callee callLarge(int x, int i) {
      Large callee = (Large) kept;
      if (callee == null) {
        callee = new Large(this);
        if (keep) {
          kept = callee;
        }
      }
      callee.x = x;
      callee.i = i;
      callee.a = i;
      callee.b = x;
      callee.c = i + 2;
      callee.d = x + 3;
      callee.e = i + 4;
      callee.f = x + 5;
      callee.g = i + 6;
      callee.h = x + 7;
      callee.j = i + 8;
      callee.k = x + 9;
      callee.l = i + 10;
      callee.m = Long.MAX_VALUE >> 8;
      return callee;
    }
  }

  private long byHand(boolean keep, boolean large) {
    long sum = 0;
    ArrayDeque<Callee> parked = new ArrayDeque<>(waiting + 1);
    for (int k = 0; k < waiting; k++) {
      parked.add(new Caller(n / waiting, keep, large).step(0));
    }
    for (Callee callee = parked.poll(); callee != null; callee = parked.poll()) {
      Caller caller = callee.caller;
      int value = callee.resume();
      Callee next = caller.step(value);
      if (next == null) {
        sum += value;
      } else {
        parked.add(next);
      }
    }
    return sum;
  }

  @Benchmark
  public long handNew() {
    return byHand(false, false);
  }

  @Benchmark
  public long handKept() {
    return byHand(true, false);
  }

  @Benchmark
  public long handNewLarge() {
    return byHand(false, true);
  }

  @Benchmark
  public long handKeptLarge() {
    return byHand(true, true);
  }
}
