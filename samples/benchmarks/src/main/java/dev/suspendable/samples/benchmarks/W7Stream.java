package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.sync.Channel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jctools.queues.SpscArrayQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * W7 on two threads: numbers from a producer on one thread to a consumer on another, through a
 * buffer of a thousand. One operation is one number.
 *
 * <p>{@code handSpinning} is the limit: a queue of JCTools for one producer and one consumer, which
 * never wait but try again.
 */
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
public class W7Stream extends Workload {
  private static final int BUFFER = 1024;

  @Param("1000000")
  int n;

  private ExecutorService producer;
  private ExecutorService consumer;

  @Override
  protected long operations() {
    return n;
  }

  @Override
  protected long expected() {
    return (long) n * (n - 1) / 2;
  }

  @Override
  protected void shrink() {
    n = 10_000;
  }

  @Setup(Level.Trial)
  public void open() {
    producer = Executors.newSingleThreadExecutor();
    consumer = Executors.newSingleThreadExecutor();
  }

  @TearDown(Level.Trial)
  public void close() {
    producer.shutdown();
    consumer.shutdown();
  }

  @Suspendable
  private static Task<Void> produce(Channel<Integer> channel, int n) {
    for (int i = 0; i < n; i++) {
      await(channel.send(i));
    }
    channel.close();
    return Task.completed();
  }

  @Suspendable
  private static Task<Long> consume(Channel<Integer> channel) {
    long sum = 0;
    for (Integer next = await(channel.receiveOrNull());
        next != null;
        next = await(channel.receiveOrNull())) {
      sum += next;
    }
    return Task.of(sum);
  }

  @Benchmark
  public long suspendable() throws InterruptedException {
    Channel<Integer> channel = Channel.buffered(BUFFER);
    return Task.syncWait(
        Task.<Void, Long, Long>whenAll(
            produce(channel, n).on(producer), consume(channel).on(consumer), (none, sum) -> sum));
  }

  @Benchmark
  public long kotlin() {
    return KotlinPingPong.stream(producer, consumer, n, BUFFER);
  }

  private static Void put(BlockingQueue<Integer> queue, int n) {
    try {
      for (int i = 0; i < n; i++) {
        queue.put(i);
      }
      return null;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long take(BlockingQueue<Integer> queue, int n) {
    try {
      long sum = 0;
      for (int i = 0; i < n; i++) {
        sum += queue.take();
      }
      return sum;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long onThreads(Runnable producing, Supplier<Long> consuming) {
    CompletableFuture<Void> produced = CompletableFuture.runAsync(producing, producer);
    long sum = CompletableFuture.supplyAsync(consuming, consumer).join();
    produced.join();
    return sum;
  }

  @Benchmark
  public long arrayBlockingQueue() {
    BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(BUFFER);
    return onThreads(() -> put(queue, n), () -> take(queue, n));
  }

  private long sum;

  @Benchmark
  public long virtualThread() {
    BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(BUFFER);
    Thread producing = VirtualThreads.start(() -> put(queue, n));
    VirtualThreads.run(() -> sum = take(queue, n));
    VirtualThreads.join(producing);
    return sum;
  }

  private static void offer(SpscArrayQueue<Integer> queue, int n) {
    for (int i = 0; i < n; i++) {
      Integer next = i;
      while (!queue.offer(next)) {
        Thread.onSpinWait();
      }
    }
  }

  private static long poll(SpscArrayQueue<Integer> queue, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      Integer next = queue.poll();
      while (next == null) {
        Thread.onSpinWait();
        next = queue.poll();
      }
      sum += next;
    }
    return sum;
  }

  @Benchmark
  public long handSpinning() {
    SpscArrayQueue<Integer> queue = new SpscArrayQueue<>(BUFFER);
    return onThreads(() -> offer(queue, n), () -> poll(queue, n));
  }
}
