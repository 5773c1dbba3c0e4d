package dev.suspendable.test;

import dev.suspendable.coroutine.CoroutineWork;
import dev.suspendable.coroutine.Inspection;
import dev.suspendable.coroutine.Promise;
import org.jspecify.annotations.Nullable;

/** One work that is ready to run: a candidate of the next choice. */
final class Step {
  private final Runnable work;
  private final String executor;
  private final @Nullable Promise coroutine;
  private final boolean yields;

  /** Stands for the chain of coroutines that await each other; another object for other works. */
  final Object chain;

  Step(Runnable work, String executor) {
    this.work = work;
    this.executor = executor;
    this.coroutine = work instanceof CoroutineWork resumption ? resumption.coroutine() : null;
    this.yields = work instanceof CoroutineWork resumption && resumption.yields();
    this.chain = coroutine == null ? this : outermost(coroutine);
  }

  private static Object outermost(Promise coroutine) {
    Promise at = coroutine;
    while (Inspection.around(at) instanceof Promise awaiting) {
      at = awaiting;
    }
    return at;
  }

  void run() {
    work.run();
  }

  /** Whether it lets others go first. */
  boolean yields() {
    return yields;
  }

  @Override
  public String toString() {
    return executor + ": " + Text.shortened(String.valueOf(coroutine == null ? work : coroutine));
  }
}
