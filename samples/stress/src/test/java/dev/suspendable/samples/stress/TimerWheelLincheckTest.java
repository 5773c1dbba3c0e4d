package dev.suspendable.samples.stress;

import dev.suspendable.time.Timer;
import dev.suspendable.time.TimerWheel;
import java.time.InstantSource;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * The timing wheel is linearizable as far as its driver takes one timer: one thread moves the time
 * forward while another one adds and cancels.
 *
 * <p>Running all timers that are due is not one step, on purpose: between two of them others may
 * add and cancel. So one timer comes due here. When the time gets to its slot, the others of that
 * slot move to a finer level, and are cancelled meanwhile.
 */
class TimerWheelLincheckTest {
  @Test
  void timers() {
    new ModelCheckingOptions()
        .iterations(Integer.getInteger("lincheck.iterations", 5))
        .invocationsPerIteration(Integer.getInteger("lincheck.invocations", 200))
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(2)
        .minimizeFailedScenario(true)
        .sequentialSpecification(SequentialWheel.class)
        .check(Driven.class);
  }

  /** The wheel under test. */
  public static class Driven {
    private volatile long now;
    private int runs; // of the driver
    private final TimerWheel wheel =
        new TimerWheel(() -> now, InstantSource.system(), Runnable::run, () -> {});
    private final Timer due = wheel.schedule(() -> runs++, 66);
    private final Timer later = wheel.schedule(() -> runs++, 110);
    private final Timer last = wheel.schedule(() -> runs++, 120);

    /** Starts shortly before the slot of the three timers, which is that of 64 to 127. */
    public Driven() {
      now = 60;
    }

    /** Lets time pass, and returns how many have run. It does not get to 110. */
    @Operation(nonParallelGroup = "driver")
    public int pass(@Param(gen = IntGen.class, conf = "0:4") int time) {
      int before = runs;
      now = now + time;
      wheel.runDue();
      return runs - before;
    }

    /** Cancels the one that comes due. */
    @Operation
    public boolean cancelDue() {
      return due.cancel();
    }

    /** Cancels another one of the slot. */
    @Operation
    public boolean cancelLater() {
      return later.cancel();
    }

    /** Cancels another one of the slot. */
    @Operation
    public boolean cancelLast() {
      return last.cancel();
    }

    /** Adds a timer. */
    @Operation
    public void schedule() {
      wheel.schedule(() -> runs++, 60);
    }

    /** Returns the number of timers. */
    @Operation
    public int size() {
      return wheel.size();
    }
  }

  /** What timers do. */
  public static class SequentialWheel {
    private long now = 60;
    private boolean due = true;
    private boolean later = true;
    private boolean last = true;
    private int size = 3;

    /** Starts with three timers. */
    public SequentialWheel() {}

    /** See the wheel. */
    public int pass(int time) {
      now += time;
      if (!due || now < 66) {
        return 0;
      }
      due = false;
      size--;
      return 1;
    }

    /** See the wheel. */
    public boolean cancelDue() {
      boolean was = due;
      due = false;
      return forget(was);
    }

    /** See the wheel. */
    public boolean cancelLater() {
      boolean was = later;
      later = false;
      return forget(was);
    }

    /** See the wheel. */
    public boolean cancelLast() {
      boolean was = last;
      last = false;
      return forget(was);
    }

    private boolean forget(boolean was) {
      size -= was ? 1 : 0;
      return was;
    }

    /** See the wheel. */
    public void schedule() {
      size++;
    }

    /** See the wheel. */
    public int size() {
      return size;
    }
  }
}
