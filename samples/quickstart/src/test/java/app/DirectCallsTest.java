package app;

import static dev.suspendable.Coroutines.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Coroutines that await each other's calls run on the Java stack, as far as the stack has room. */
class DirectCallsTest {
  private static final int SMALL_STACK = 256 << 10;

  @Suspendable
  private static Task<Integer> down(int n) {
    return n == 0 ? Task.of(0) : Task.of(await(down(n - 1)) + 1);
  }

  @Suspendable
  private static Task<Long> wide(int n, String s, long x, double y, Object o) {
    if (n == 0) {
      return Task.of(x + s.length());
    }
    String t = s.substring(1) + (n % 10);
    double z = y * 2;
    Object p = o == null ? t : o;
    long below = await(wide(n - 1, t, x + 1, z, p));
    return Task.of(below + (p == o || t.equals(s) || z < 0 ? 0 : 1));
  }

  @Suspendable
  private static Task<Integer> waiting(int n, CompletableFuture<Integer> bottom) {
    return n == 0 ? Task.of(await(bottom)) : Task.of(await(waiting(n - 1, bottom)) + 1);
  }

  @Suspendable
  private static Task<Integer> failing(int n, RuntimeException failure) {
    if (n == 0) {
      throw failure;
    }
    return Task.of(await(failing(n - 1, failure)) + 1);
  }

  @Suspendable
  private static Task<Long> sum(int n, long sum) {
    return n == 0 ? Task.of(sum) : sum(n - 1, sum + n);
  }

  private static <T> T on(int stackSize, Callable<T> action) throws Exception {
    FutureTask<T> task = new FutureTask<>(action);
    new Thread(null, task, "recursion", stackSize).start();
    return task.get(1, TimeUnit.MINUTES);
  }

  @Test
  void aMillionLevels() throws InterruptedException {
    assertEquals(1_000_000, Task.syncWait(down(1_000_000)));
  }

  /** Runs often enough that every compiler compiles the code; their frames differ in size. */
  @Test
  void onSmallStacks() throws Exception {
    for (int i = 0; i < 30; i++) {
      assertEquals(30_000, on(SMALL_STACK, () -> Task.syncWait(down(30_000))));
      assertEquals(30_004, on(SMALL_STACK, () -> Task.syncWait(wide(30_000, "abc", 0, 1, null))));
    }
  }

  @Test
  void suspendedAtTheBottom() throws InterruptedException {
    CompletableFuture<Integer> bottom = new CompletableFuture<>();
    CompletableFuture<Integer> result = waiting(100_000, bottom).toCompletableFuture();

    bottom.complete(5);

    assertEquals(100_005, result.join());
  }

  @Test
  void failingAtTheBottom() throws InterruptedException {
    RuntimeException failure = new IllegalStateException("bottom");

    CompletableFuture<Integer> result = failing(100_000, failure).toCompletableFuture();

    assertSame(failure, result.handle((value, thrown) -> thrown).join());
  }

  @Test
  void tailCalls() throws Exception {
    assertEquals(50_000_005_000_000L, on(SMALL_STACK, () -> Task.syncWait(sum(10_000_000, 0))));
  }
}
