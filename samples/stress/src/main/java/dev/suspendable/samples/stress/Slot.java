package dev.suspendable.samples.stress;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/** An executor whose thread is whoever asks for work. */
final class Slot extends AtomicReference<Runnable> implements Executor {
  private static final long serialVersionUID = 1;

  @Override
  public void execute(Runnable work) {
    set(work);
  }

  /** Does the work, if there is some. */
  boolean runOne() {
    Runnable work = getAndSet(null);
    if (work != null) {
      work.run();
    }
    return work != null;
  }
}
