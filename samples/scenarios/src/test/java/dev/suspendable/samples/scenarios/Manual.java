package dev.suspendable.samples.scenarios;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** An executor that a test drives by hand, on its own thread. */
final class Manual implements Executor {
  private final Queue<Runnable> ready = new ArrayDeque<>();

  @Override
  public void execute(Runnable work) {
    ready.add(work);
  }

  /** Runs what is ready now, but not what that makes ready. */
  int turn() {
    int count = ready.size();
    for (int i = 0; i < count; i++) {
      ready.remove().run();
    }
    return count;
  }

  /** Runs until nothing is ready. */
  void runAll() {
    while (turn() > 0) {}
  }
}
