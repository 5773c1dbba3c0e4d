package app;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;

/** Not for this compiler. */
public class Main {
  @Suspendable
  static Task<Integer> twice(Task<Integer> task) {
    return Task.of(await(task) * 2);
  }
}
