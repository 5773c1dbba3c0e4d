package dev.suspendable.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * An object with a lock for a few instructions. The lock does not block: a thread that finds it
 * taken tries again, and soon lets others run.
 *
 * <p>Under the lock no code of others runs except {@code SuspendPoint.resumeIfUnused}, which
 * decides whether a coroutine can still be resumed. So a decision and its consequences are one
 * step. Coroutines and executors run without the lock.
 *
 * <p>It takes one compare-and-set and one store. A monitor takes two atomic operations on JDKs
 * without biased locking, and lets a virtual thread be unmounted.
 */
abstract class Guarded {
  private static final VarHandle TAKEN;

  static {
    try {
      TAKEN = MethodHandles.lookup().findVarHandle(Guarded.class, "taken", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How often to try before another thread gets the processor. */
  private static final int SPINS = 64;

  /** How often to let another thread run before sleeping: the holder may have a lower priority. */
  private static final int YIELDS = 64;

  @SuppressWarnings("UnusedVariable") // through TAKEN
  private int taken;

  /** Takes the lock, which cannot be taken twice. */
  final void enter() {
    if (!TAKEN.compareAndSet(this, 0, 1)) {
      enterLater();
    }
  }

  private void enterLater() {
    for (int tries = 0; ; tries++) {
      if ((int) TAKEN.getOpaque(this) == 0 && TAKEN.compareAndSet(this, 0, 1)) {
        return;
      }
      if (tries < SPINS) {
        Thread.onSpinWait();
      } else if (tries < SPINS + YIELDS) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(10_000);
      }
    }
  }

  /** Releases the lock. */
  final void exit() {
    TAKEN.setRelease(this, 0);
  }
}
