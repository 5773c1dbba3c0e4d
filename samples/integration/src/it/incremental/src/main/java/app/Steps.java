package app;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;

class Steps {
  @Suspendable
  static Task<Integer> one(Task<Integer> task) {
    return Task.of(await(task) + 1);
  }

  @Suspendable
  static Task<Integer> gone(Task<Integer> task) {
    return Task.of(await(task) + 2);
  }
}
