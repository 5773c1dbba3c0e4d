package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.CompilerControl.Mode;
import org.openjdk.jmh.annotations.Param;

/**
 * W3: {@code acc += i; await(park())} in a loop, and a driver on the same thread that resumes. One
 * operation is one suspension with its resumption.
 *
 * <p>A coroutine holds the place where it parks, as the machine by hand does. With one load more in
 * between the driver's loop took half as long again on one processor: where it looks for what parks
 * next is where that was stored, and the address of the store is loaded from the frame.
 *
 * <p>{@code mono}: the driver has seen one class of coroutines. {@code mega}: three in turn, a
 * third of the operations each.
 */
public class W3Suspend extends Workload {
  @Param("10000000")
  int n;

  @Param({"mono", "mega"})
  String site;

  private final Parking parking = new Parking();
  private final CheckedParking checkedParking = new CheckedParking();

  @Override
  protected long operations() {
    return n;
  }

  @Override
  protected long expected() {
    return site.equals("mono") ? upTo(n) : 2 * upTo(n / 3) + upTo(n - n / 3 * 2);
  }

  private static long upTo(int n) {
    return (long) n * (n - 1) / 2;
  }

  @Override
  protected void shrink() {
    n = 1000;
  }

  // ---- Ours.

  @Suspendable
  private static Task<Long> first(Parking parking, int n) {
    long acc = 0;
    for (int i = 0; i < n; i++) {
      acc += i;
      await(parking.park());
    }
    return Task.of(acc);
  }

  @Suspendable
  private static Task<Long> second(Parking parking, int n) {
    long acc = 0;
    for (int i = 0; i < n; i++) {
      acc += i;
      await(parking.park());
    }
    return Task.of(acc);
  }

  @Suspendable
  private static Task<Long> third(Parking parking, int n) {
    long acc = 0;
    for (int i = 0; i < n; i++) {
      acc += i;
      await(parking.park());
    }
    return Task.of(acc);
  }

  @Suspendable
  private static Task<Long> firstChecked(CheckedParking parking, int n) {
    long acc = 0;
    for (int i = 0; i < n; i++) {
      acc += i;
      await(parking.park());
    }
    return Task.of(acc);
  }

  @Suspendable
  private static Task<Long> secondChecked(CheckedParking parking, int n) {
    long acc = 0;
    for (int i = 0; i < n; i++) {
      acc += i;
      await(parking.park());
    }
    return Task.of(acc);
  }

  @Suspendable
  private static Task<Long> thirdChecked(CheckedParking parking, int n) {
    long acc = 0;
    for (int i = 0; i < n; i++) {
      acc += i;
      await(parking.park());
    }
    return Task.of(acc);
  }

  @Benchmark
  public long suspendable() {
    return site.equals("mono")
        ? parking.drive(first(parking, n))
        : parking.drive(first(parking, n / 3))
            + parking.drive(second(parking, n / 3))
            + parking.drive(third(parking, n - n / 3 * 2));
  }

  /** With an awaiter that is not trusted with the frame, as one would be at first. */
  @Benchmark
  public long suspendableChecked() {
    return site.equals("mono")
        ? checkedParking.drive(firstChecked(checkedParking, n))
        : checkedParking.drive(firstChecked(checkedParking, n / 3))
            + checkedParking.drive(secondChecked(checkedParking, n / 3))
            + checkedParking.drive(thirdChecked(checkedParking, n - n / 3 * 2));
  }

  // ---- By hand.

  private abstract static class Machine {
    long acc;

    abstract void resume();
  }

  private @Nullable Machine waiting;

  @CompilerControl(Mode.DONT_INLINE)
  private long drive(Machine machine) {
    machine.resume();
    for (Machine next = waiting; next != null; next = waiting) {
      waiting = null;
      next.resume();
    }
    return machine.acc;
  }

  @Benchmark
  public long hand() {
    return site.equals("mono")
        ? drive(new First(this, n))
        : drive(new First(this, n / 3))
            + drive(new Second(this, n / 3))
            + drive(new Third(this, n - n / 3 * 2));
  }

  private static final class First extends Machine {
    private final W3Suspend self;
    private final int n;
    private int state;
    private int i;

    First(W3Suspend self, int n) {
      this.self = self;
      this.n = n;
    }

    @Override
    void resume() {
      switch (state) {
        case 0:
          i = 0;
          break;
        case 1:
          i++;
          break;
        default:
          throw new IllegalStateException();
      }
      if (i < n) {
        acc += i;
        state = 1;
        self.waiting = this;
      } else {
        state = 2;
      }
    }
  }

  private static final class Second extends Machine {
    private final W3Suspend self;
    private final int n;
    private int state;
    private int i;

    Second(W3Suspend self, int n) {
      this.self = self;
      this.n = n;
    }

    @Override
    void resume() {
      switch (state) {
        case 0:
          i = 0;
          break;
        case 1:
          i++;
          break;
        default:
          throw new IllegalStateException();
      }
      if (i < n) {
        acc += i;
        state = 1;
        self.waiting = this;
      } else {
        state = 2;
      }
    }
  }

  private static final class Third extends Machine {
    private final W3Suspend self;
    private final int n;
    private int state;
    private int i;

    Third(W3Suspend self, int n) {
      this.self = self;
      this.n = n;
    }

    @Override
    void resume() {
      switch (state) {
        case 0:
          i = 0;
          break;
        case 1:
          i++;
          break;
        default:
          throw new IllegalStateException();
      }
      if (i < n) {
        acc += i;
        state = 1;
        self.waiting = this;
      } else {
        state = 2;
      }
    }
  }

  // ---- Others.

  @Benchmark
  public long kotlin() {
    return site.equals("mono")
        ? KotlinSuspend.first(n)
        : KotlinSuspend.first(n / 3)
            + KotlinSuspend.second(n / 3)
            + KotlinSuspend.third(n - n / 3 * 2);
  }

  @Benchmark
  public long kotlinCancellable() {
    return site.equals("mono")
        ? KotlinSuspend.firstCancellable(n)
        : KotlinSuspend.firstCancellable(n / 3)
            + KotlinSuspend.secondCancellable(n / 3)
            + KotlinSuspend.thirdCancellable(n - n / 3 * 2);
  }

  private volatile boolean parkedThread;
  private long threadSum;

  /** Driver and body are virtual threads on one carrier. */
  @Benchmark
  public long virtualThread() {
    if (site.equals("mono")) {
      return inThread(n);
    }
    return inThread(n / 3) + inThread(n / 3) + inThread(n - n / 3 * 2);
  }

  private long inThread(int n) {
    parkedThread = false;
    VirtualThreads.run(
        () -> {
          Thread driver = Thread.currentThread();
          Thread body =
              VirtualThreads.start(
                  () -> {
                    long acc = 0;
                    for (int i = 0; i < n; i++) {
                      acc += i;
                      parkedThread = true;
                      LockSupport.unpark(driver);
                      while (parkedThread) {
                        LockSupport.park(this);
                      }
                    }
                    threadSum = acc;
                  });
          for (int i = 0; i < n; i++) {
            while (!parkedThread) {
              LockSupport.park(this);
            }
            parkedThread = false;
            LockSupport.unpark(body);
          }
          VirtualThreads.join(body);
        });
    return threadSum;
  }

  @Benchmark
  public long rawContinuation() {
    if (site.equals("mono")) {
      return inContinuation(n);
    }
    return inContinuation(n / 3) + inContinuation(n / 3) + inContinuation(n - n / 3 * 2);
  }

  private long inContinuation(int n) {
    RawContinuation body =
        new RawContinuation(
            () -> {
              long acc = 0;
              for (int i = 0; i < n; i++) {
                acc += i;
                RawContinuation.suspend();
              }
              threadSum = acc;
            });
    do {
      body.resume();
    } while (!body.done());
    return threadSum;
  }
}
