package dev.suspendable.samples.stress;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** An executor whose work any thread runs, and which rejects work once it is closed. */
final class ClosableQueue implements Executor {
  private final Queue<Runnable> ready = new ArrayDeque<>();
  private boolean isClosed;

  @Override
  public synchronized void execute(Runnable work) {
    if (isClosed) {
      throw new RejectedExecutionException("closed");
    }
    ready.add(work);
  }

  synchronized void close() {
    isClosed = true;
  }

  private synchronized Runnable poll() {
    return ready.poll();
  }

  /** Runs what is there. */
  void runAll() {
    for (Runnable work = poll(); work != null; work = poll()) {
      work.run();
    }
  }
}
