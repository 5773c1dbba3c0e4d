package app;

import static dev.suspendable.Coroutines.await;

import app.inner.Words;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.time.Duration;

public class Main {
  @Suspendable
  static Task<String> late() {
    await(Task.delay(Duration.ofMillis(1)));
    return Task.of(" late");
  }

  @Suspendable
  static Task<Integer> work(Words words) {
    int sum = 0;
    for (String word : words.all()) {
      sum += word.length();
    }
    return Task.of(sum + await(words.length(late())));
  }

  @Suspendable
  static Task<Integer> failing(Task<Integer> task) {
    int sum = await(task);
    throw new IllegalStateException("sum " + sum);
  }

  public static void main(String[] args) throws Exception {
    Words words = new Words("some more words");
    assert words.getClass().getName().equals("hidden.inner.Words");
    assert Task.class.getName().equals("hidden.coroutines.Task");
    int result = Task.syncWait(work(words));
    assert result == 13 + 20 : result;
    try {
      Task.syncWait(failing(work(words)));
      throw new AssertionError("no exception");
    } catch (IllegalStateException e) {
      assert e.getStackTrace()[0].getFileName().equals("Main.java") : e.getStackTrace()[0];
      assert e.getStackTrace()[0].getMethodName().startsWith("failing") : e.getStackTrace()[0];
    }
  }
}
