package dev.suspendable.samples.stress;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/** An executor that runs its work on the thread that calls {@link #runOne}. */
final class Slot extends AtomicReference<Runnable> implements Executor {
  private static final long serialVersionUID = 1;

  @Override
  public void execute(Runnable work) {
    set(work);
  }

  /** Runs the work, if there is any. */
  boolean runOne() {
    Runnable work = getAndSet(null);
    if (work != null) {
      work.run();
    }
    return work != null;
  }
}
