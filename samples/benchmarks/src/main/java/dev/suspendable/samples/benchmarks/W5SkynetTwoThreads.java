package dev.suspendable.samples.benchmarks;

import dev.suspendable.Task;
import java.util.concurrent.ForkJoinPool;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** W5 on two threads. */
@Fork(
    value = 1,
    jvmArgs = {
      Workload.HEAP_MIN,
      Workload.HEAP_MAX,
      Workload.COLLECTOR,
      Workload.PRETOUCH,
      Workload.RAW,
      Workload.CARRIERS_2
    })
public class W5SkynetTwoThreads extends W5Skynet {
  private ForkJoinPool pool;

  @Setup(Level.Trial)
  public void open() {
    pool = new ForkJoinPool(2);
  }

  @TearDown(Level.Trial)
  public void close() {
    pool.shutdown();
  }

  @Benchmark
  public long suspendable() throws InterruptedException {
    return Task.syncWait(skynetOn(pool, 0, leaves).on(pool));
  }

  @Benchmark
  public long hand() {
    return Forked.run(pool, leaves);
  }

  @Benchmark
  public long kotlin() {
    return KotlinSkynet.onPool(pool, leaves);
  }

  @Benchmark
  public long completableFuture() {
    return future(pool, 0, leaves).join();
  }

  @Benchmark
  public long virtualThread() {
    return threads(leaves);
  }
}
