package app;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;

/** Is not compiled again. */
public class Main {
  @Suspendable
  static Task<Integer> work() {
    int result = 0;
    for (int i = 0; i < 2; i++) {
      result = await(Steps.one(Task.of(result)));
    }
    return Task.of(result);
  }

  public static void main(String[] args) throws Exception {
    System.out.println("result " + Task.syncWait(work()));
  }
}
