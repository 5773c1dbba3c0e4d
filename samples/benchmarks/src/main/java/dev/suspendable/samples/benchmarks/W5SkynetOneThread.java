package dev.suspendable.samples.benchmarks;

import dev.suspendable.Task;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;

/** W5 on one thread. */
public class W5SkynetOneThread extends W5Skynet {

  @Benchmark
  public long suspendable() throws InterruptedException {
    return Task.syncWait(skynet(0, leaves));
  }

  @Benchmark
  public long hand() {
    return handStack(leaves);
  }

  @Benchmark
  public long kotlin() {
    return KotlinSkynet.onOneThread(leaves);
  }

  @Benchmark
  public long completableFuture() {
    ArrayDeque<Runnable> stack = new ArrayDeque<>();
    CompletableFuture<Long> result = future(stack::push, 0, leaves);
    for (Runnable next = stack.poll(); next != null; next = stack.poll()) {
      next.run();
    }
    return result.join();
  }

  @Benchmark
  public long virtualThread() {
    return threads(leaves);
  }
}
