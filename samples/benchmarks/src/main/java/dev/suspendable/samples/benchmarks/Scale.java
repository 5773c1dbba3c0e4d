package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.await;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import dev.suspendable.coroutine.Promise;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Measures the cost of one coroutine when there are many, or when a chain of them is deep. Not a
 * JMH benchmark: measures one part for one number in a JVM of its own and prints one line of JSON.
 * See scale.sh.
 *
 * <p>Time is CPU time: of the calling thread for each phase, and of the whole process, with the
 * collector and all other threads, for the phases together. Figures are medians of five samples (of
 * three for timers, which mostly wait); a sample repeats small numbers until it has a million
 * operations, except for timers.
 *
 * <p>Arguments: the part, the number.
 */
public final class Scale {
  private static final int SAMPLE = 1_000_000;
  private static final int WARM_UP = 3_000_000;
  private static final int SAMPLES = 5;
  private static final int WAITING_SAMPLES = 3;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Something to do n times, in phases. */
  interface Part {
    /**
     * The names of the phases; after the first one all n are there at once, if there is another.
     */
    List<String> phases();

    void run(int phase) throws Exception;

    /** Whether it mostly waits: a sample is then one round. */
    default boolean waits() {
      return false;
    }
  }

  private Scale() {}

  public static void main(String[] args) throws Exception {
    int n = Integer.parseInt(args[1]);
    Part part = part(args[0], n);
    List<String> phases = part.phases();
    int warmUp = part.waits() ? 1 : Math.max(1, WARM_UP / n);
    for (int i = 0; i < warmUp; i++) {
      for (int phase = 0; phase < phases.size(); phase++) {
        part.run(phase);
      }
    }
    int samples = part.waits() ? WAITING_SAMPLES : SAMPLES;
    int rounds = part.waits() ? 1 : Math.max(1, SAMPLE / n);
    double[][] own = new double[phases.size()][samples];
    double[] all = new double[samples];
    double[] wall = new double[samples];
    double[] bytes = new double[samples];
    for (int sample = 0; sample < samples; sample++) {
      System.gc();
      long process = SYSTEM.getProcessCpuTime();
      long clock = System.nanoTime();
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      for (int round = 0; round < rounds; round++) {
        for (int phase = 0; phase < phases.size(); phase++) {
          long thread = THREADS.getCurrentThreadCpuTime();
          part.run(phase);
          own[phase][sample] += THREADS.getCurrentThreadCpuTime() - thread;
        }
      }
      bytes[sample] = THREADS.getCurrentThreadAllocatedBytes() - allocated;
      wall[sample] = (System.nanoTime() - clock) / 1e6 * n; // milliseconds for a round
      all[sample] = SYSTEM.getProcessCpuTime() - process;
    }
    double operations = (double) n * rounds;
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("part", "\"" + args[0] + "\"");
    result.put("n", n);
    for (int phase = 0; phase < phases.size(); phase++) {
      result.put(phases.get(phase), median(own[phase], operations));
    }
    result.put("all", median(all, operations));
    result.put("bytes", median(bytes, operations));
    result.put("wallMs", median(wall, operations));
    if (phases.size() > 1) {
      result.put("retained", retained(part, n));
    }
    System.out.println(
        result.entrySet().stream()
            .map(each -> "\"" + each.getKey() + "\": " + each.getValue())
            .collect(Collectors.joining(", ", "{", "}")));
    System.exit(0); // pools may have threads that are no daemons
  }

  /** The heap that is in use for each while all n are there. */
  private static String retained(Part part, int n) throws Exception {
    long before = usedHeap();
    part.run(0);
    long after = usedHeap();
    for (int phase = 1; phase < part.phases().size(); phase++) {
      part.run(phase);
    }
    return String.format(Locale.ROOT, "%.2f", (double) (after - before) / n);
  }

  private static long usedHeap() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      used = Math.min(used, memory.getHeapMemoryUsage().getUsed());
    }
    return used;
  }

  private static String median(double[] samples, double operations) {
    double[] sorted = Arrays.stream(samples).sorted().toArray();
    return String.format(Locale.ROOT, "%.2f", sorted[sorted.length / 2] / operations);
  }

  static Part part(String name, int n) {
    return switch (name) {
      case "live" -> new Live(n);
      case "liveHand" -> new LiveHand(n);
      case "timersSame" -> new Timers(n, 0, false);
      case "timersSpread" -> new Timers(n, 1_000_000_000 / n, false);
      case "timersSameJdk" -> new Timers(n, 0, true);
      case "timersSpreadJdk" -> new Timers(n, 1_000_000_000 / n, true);
      case "chainDirect" -> oneResult(n, () -> W4Recursion.down(n));
      case "chainReturn" -> oneResult(n, () -> hop(n, n));
      case "chainValues" -> new Values(n);
      case "chainParked" -> new Parked(n);
      case "skynetOne" -> oneResult((long) n * (n - 1) / 2, () -> W5Skynet.skynet(0, n));
      case "skynetTwo" -> {
        ForkJoinPool pool = new ForkJoinPool(2);
        yield oneResult((long) n * (n - 1) / 2, () -> W5Skynet.skynetOn(pool, 0, n).on(pool));
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void check(long actual, long expected) {
    if (actual != expected) {
      throw new IllegalStateException(actual + " is not " + expected);
    }
  }

  // ---- One task that does everything.

  private interface Making {
    Task<? extends Number> task();
  }

  private static Part oneResult(long expected, Making making) {
    return new Part() {
      @Override
      public List<String> phases() {
        return List.of("run");
      }

      @Override
      public void run(int phase) throws InterruptedException {
        check(Task.syncWait(making.task()).longValue(), expected);
      }
    };
  }

  /** A chain of returned tasks: each completes the one before in its place. */
  @Suspendable
  static Task<Integer> hop(int n, int result) {
    return n == 0 ? Task.of(result) : hop(n - 1, result);
  }

  // ---- Many at once.

  /** Where coroutines wait, in the order of their coming. */
  private static final class Park implements FrameAwaiter<@Nullable Void> {
    final @Nullable Frame[] waiting;
    int count;

    Park(int n) {
      waiting = new Frame[n];
    }

    void resumeAll() {
      int n = count;
      count = 0;
      for (int i = 0; i < n; i++) {
        Frame frame = waiting[i];
        waiting[i] = null;
        frame.run();
      }
    }

    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    public Continuation awaitSuspendUnchecked(Frame frame) {
      waiting[count++] = frame;
      return Continuation.NOOP;
    }

    @Override
    public @Nullable Void awaitResume() {
      return null;
    }
  }

  /** As {@link W6Retained}: each holds an int, a long and a reference while it waits. */
  private static final class Live implements Part {
    private final int n;
    private final Park park;
    private long sum;

    Live(int n) {
      this.n = n;
      park = new Park(n);
    }

    @Override
    public List<String> phases() {
      return List.of("suspend", "resume");
    }

    @Suspendable
    private Task<Long> body(int a, long b, Object c) {
      await(park);
      sum += W6Retained.value(a, b, c);
      return Task.of(0L);
    }

    @Override
    public void run(int phase) {
      if (phase == 0) {
        for (int i = 0; i < n; i++) {
          ((Promise) body(i, 2L * i, this)).handle().resume();
        }
      } else {
        sum = 0;
        park.resumeAll();
        check(sum, 3L * n * (n - 1) / 2);
      }
    }
  }

  /** The same by hand, to tell what memory itself costs. */
  private static final class LiveHand implements Part {
    private final int n;
    private final @Nullable Hand[] waiting;
    private long sum;

    LiveHand(int n) {
      this.n = n;
      waiting = new Hand[n];
    }

    private static final class Hand {
      private final LiveHand self;
      private final int a;
      private final long b;
      private final Object c;
      private int state;

      Hand(LiveHand self, int a, long b, Object c) {
        this.self = self;
        this.a = a;
        this.b = b;
        this.c = c;
      }

      void resume() {
        if (state++ > 0) {
          throw new IllegalStateException();
        }
        self.sum += W6Retained.value(a, b, c);
      }
    }

    @Override
    public List<String> phases() {
      return List.of("suspend", "resume");
    }

    @Override
    public void run(int phase) {
      if (phase == 0) {
        for (int i = 0; i < n; i++) {
          waiting[i] = new Hand(this, i, 2L * i, this);
        }
      } else {
        sum = 0;
        for (int i = 0; i < n; i++) {
          Hand hand = waiting[i];
          waiting[i] = null;
          hand.resume();
        }
        check(sum, 3L * n * (n - 1) / 2);
      }
    }
  }

  // ---- Timers.

  /** Each is due a second after it has begun, or later by a step for each. */
  private static final class Timers implements Part {
    private final int n;
    private final int step;
    private final boolean jdk;
    private CountDownLatch running = new CountDownLatch(0);

    /**
     * @param step by how much a timer is later than the one before, in nanoseconds
     * @param jdk whether to use what is beneath {@link Task#delay}, without coroutines
     */
    Timers(int n, int step, boolean jdk) {
      this.n = n;
      this.step = step;
      this.jdk = jdk;
    }

    @Override
    public List<String> phases() {
      return List.of("begin", "wait");
    }

    @Override
    public boolean waits() {
      return true;
    }

    @Suspendable
    private Task<Long> body(CountDownLatch latch, long nanos) {
      await(Task.delay(Duration.ofNanos(nanos)));
      latch.countDown();
      return Task.of(0L);
    }

    @Override
    public void run(int phase) throws InterruptedException {
      if (phase > 0) {
        running.await();
        return;
      }
      CountDownLatch latch = new CountDownLatch(n);
      running = latch;
      for (int i = 0; i < n; i++) {
        long nanos = 1_000_000_000 + (long) step * i;
        if (jdk) {
          CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, ForkJoinPool.commonPool())
              .execute(latch::countDown);
        } else {
          ((Promise) body(latch, nanos)).handle().resume();
        }
      }
    }
  }

  // ---- Chains.

  /** Tasks passed as values: each awaits the one before. */
  private static final class Values implements Part {
    private final int n;
    private Task<Integer> last = Task.of(0);

    Values(int n) {
      this.n = n;
    }

    @Suspendable
    private static Task<Integer> addOne(Task<Integer> task) {
      return Task.of(await(task) + 1);
    }

    @Override
    public List<String> phases() {
      return List.of("call", "await");
    }

    @Override
    public void run(int phase) throws InterruptedException {
      if (phase == 0) {
        Task<Integer> task = Task.of(0);
        for (int i = 0; i < n; i++) {
          task = addOne(task);
        }
        last = task;
      } else {
        check(Task.syncWait(last), n);
        last = Task.of(0);
      }
    }
  }

  /** Direct calls, the innermost of which suspends: so all of them have to. */
  private static final class Parked implements Part {
    private final int n;
    private final Park park = new Park(1);
    private CompletableFuture<Integer> result = new CompletableFuture<>();

    Parked(int n) {
      this.n = n;
    }

    @Suspendable
    private Task<Integer> down(int level) {
      if (level == 0) {
        await(park);
        return Task.of(0);
      }
      return Task.of(await(down(level - 1)) + 1);
    }

    @Override
    public List<String> phases() {
      return List.of("suspend", "resume");
    }

    @Override
    public void run(int phase) {
      if (phase == 0) {
        result = down(n).toCompletableFuture();
      } else {
        park.resumeAll();
        check(result.join(), n);
        result = new CompletableFuture<>();
      }
    }
  }
}
