package dev.suspendable.test;

import dev.suspendable.Retry;
import dev.suspendable.Task;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.debug.CoroutineDump;
import dev.suspendable.debug.CoroutineRecording;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One run of a test: the thread that calls {@link #run} is the one thread of all coroutines.
 *
 * <p>Works that other threads add wait in a queue of their own, and become ready where the run
 * looks there.
 */
final class Simulation {
  private static final int TRACED = 60;

  private final Settings settings;
  private final Seed seed;
  private final Chooser chooser;
  private final Watchdog watchdog;
  private final @Nullable Deque<String> trace;
  private final Thread thread = Thread.currentThread();
  private final CoroutineRecording recording;
  private final List<Step> ready = new ArrayList<>();
  private final Queue<Step> fromOutside = new ConcurrentLinkedQueue<>();
  private final Queue<Idle> idle = new ArrayDeque<>();
  private final List<CompletableFuture<?>> roots = new ArrayList<>();
  private final Recorder recorder = new Recorder();
  private final Context context;
  private volatile boolean isOver;
  private int suspensions;
  private int outside;
  private boolean hasInjected;
  private @Nullable Throwable injected;
  private @Nullable Throwable failure;

  final StopSource stop = new StopSource();
  final NamedExecutor executor = new NamedExecutor(this, "main");
  final VirtualTime time = new VirtualTime(executor);
  final List<Condition> invariants = new ArrayList<>();
  final List<Condition> afterwards = new ArrayList<>();

  private Simulation(
      Settings settings, Seed seed, Chooser chooser, Watchdog watchdog, boolean isTraced) {
    this.settings = settings;
    this.seed = seed;
    this.chooser = chooser;
    this.watchdog = watchdog;
    this.trace = isTraced ? new ArrayDeque<>() : null;
    this.recording = CoroutineRecording.start();
    this.context =
        Context.empty()
            .withExecutor(executor)
            .withTimers(time)
            .withStopToken(stop.token())
            .with(Retry.RANDOM, seed.random());
  }

  /** How a run has ended. */
  record Result(
      @Nullable Throwable failure,
      boolean hasInjected,
      Plan.Record record,
      int outside,
      String trace,
      String dump) {}

  static Result run(
      TestBody body,
      Settings settings,
      Seed seed,
      Chooser chooser,
      Watchdog watchdog,
      boolean isTraced) {
    Simulation simulation = new Simulation(settings, seed, chooser, watchdog, isTraced);
    Thread.UncaughtExceptionHandler handler = simulation.thread.getUncaughtExceptionHandler();
    // The runtime reports exceptions here that no coroutine is left to receive.
    simulation.thread.setUncaughtExceptionHandler((thread, t) -> simulation.fail(t));
    try (simulation.recording) {
      simulation.begin(body);
      return simulation.result();
    } finally {
      simulation.isOver = true;
      simulation.thread.setUncaughtExceptionHandler(handler);
    }
  }

  private void begin(TestBody body) {
    try {
      start(Objects.requireNonNull(body.start(new TestRun(this)), "the test has returned null"));
      runAll();
      if (failure == null) {
        checkOutcomes();
        checkEnd();
      }
    } catch (Throwable t) {
      fail(outOfTime(t));
    }
  }

  /** Returns the error of the real time, if that is over: the rest follows from the interrupt. */
  private Throwable outOfTime(Throwable t) {
    try {
      watchdog.check();
      return t;
    } catch (AssertionError late) {
      return late;
    }
  }

  private Result result() {
    return new Result(
        failure,
        hasInjected,
        recorder.record(),
        outside,
        trace == null ? "" : String.join("\n", trace),
        failure == null || recording.count() == 0 ? "" : recording.toString());
  }

  private void fail(Throwable t) {
    if (failure == null) {
      failure = t;
    } else if (failure != t) {
      failure.addSuppressed(t);
    }
  }

  // ---- Works.

  CompletableFuture<?> start(Task<?> task) {
    if (isOver || Thread.currentThread() != thread) {
      throw new IllegalStateException(
          "TestRun.start after the end of the run, or on another thread than that of the test");
    }
    CompletableFuture<?> root = task.with(inherited -> context).toCompletableFuture();
    roots.add(root);
    return root;
  }

  void add(Step step) {
    if (isOver) {
      return; // of another thread, which comes too late: its coroutine has been reported
    }
    if (Thread.currentThread() == thread) {
      ready.add(step);
    } else {
      fromOutside.add(step);
      LockSupport.unpark(thread);
    }
  }

  void addIdle(Idle waiting) {
    idle.add(waiting);
  }

  void removeIdle(Idle waiting) {
    idle.remove(waiting);
  }

  CoroutineDump dump() {
    return recording.dump();
  }

  void suspending(Promise coroutine, Awaiter<?> awaiter) throws Throwable {
    if (seed.failAt() < 0 || Thread.currentThread() != thread) {
      return;
    }
    Throwable thrown = settings.failures().apply(new Suspension(coroutine, awaiter));
    if (thrown != null && suspensions++ == seed.failAt()) {
      injected = thrown;
      hasInjected = true;
      note("injected " + thrown);
      throw thrown;
    }
  }

  // ---- The loop.

  private void runAll() {
    while (failure == null) {
      watchdog.check();
      takeFromOutside();
      if (seed.stopAt() == recorder.steps() && !hasInjected && !haveEnded()) {
        hasInjected = true;
        note("a stop is requested");
        stop.requestStop();
      }
      if (!ready.isEmpty()) {
        step();
      } else if (haveEnded()) {
        return;
      } else if (!idle.isEmpty()) {
        idle.remove().resume();
      } else if (!waitForOutside()) {
        passTime();
      }
    }
  }

  private void step() {
    boolean timeCompetes = settings.timeRaces() && time.canAdvance() && !haveEnded();
    if (timeCompetes) {
      ready.add(new Step(this::passTime, "time passes"));
    }
    int chosen = chooser.choose(ready, recorder.steps());
    recorder.chose(chosen, ready.size());
    Step step = ready.remove(chosen);
    if (timeCompetes && chosen < ready.size()) {
      ready.remove(ready.size() - 1);
    }
    if (trace != null) {
      note(recorder.steps() + ". " + step);
    }
    if (recorder.steps() > settings.stepLimit()) {
      throw new AssertionError(
          "The test has not ended after "
              + settings.stepLimit()
              + " steps: coroutines run in a circle, or see Exploration.stepLimit");
    }
    step.run();
    for (Condition each : invariants) {
      each.check("After step " + recorder.steps());
    }
  }

  private boolean haveEnded() {
    for (CompletableFuture<?> root : roots) {
      if (!root.isDone()) {
        return false;
      }
    }
    return true;
  }

  private void takeFromOutside() {
    for (Step step = fromOutside.poll(); step != null; step = fromOutside.poll()) {
      outside++;
      ready.add(step);
    }
  }

  /** Waits for works of other threads. Returns whether there are any. */
  private boolean waitForOutside() {
    long limit = Watchdog.nanos(settings.patience());
    long start = System.nanoTime();
    for (long left = limit;
        left > 0 && fromOutside.isEmpty() && !Thread.currentThread().isInterrupted();
        left = limit - (System.nanoTime() - start)) {
      LockSupport.parkNanos(this, left);
    }
    return !fromOutside.isEmpty();
  }

  private void passTime() {
    if (!time.canAdvance()) {
      throw new AssertionError(
          "Deadlock: nothing is ready, no timer is pending, and the test has not ended."
              + (settings.patience().isZero()
                  ? " If it waits for another thread, see Exploration.waitingForThreads, or"
                      + " waitForThreads of @SuspendableTest"
                  : ""));
    }
    time.advance();
    Duration elapsed = time.elapsed();
    note("it is " + elapsed);
    if (elapsed.compareTo(settings.timeLimit()) > 0) {
      throw new AssertionError(
          "The test has not ended after "
              + settings.timeLimit()
              + " of virtual time, see Exploration.timeLimit");
    }
  }

  private void note(String line) {
    if (trace != null) {
      if (trace.size() == TRACED) {
        trace.remove();
      }
      trace.add("  " + line);
    }
  }

  // ---- The end.

  private void checkOutcomes() {
    for (CompletableFuture<?> root : roots) {
      Throwable thrown = root.handle((value, t) -> t).join();
      if (root.isCancelled()) {
        if (!stop.isStopRequested()) {
          fail(new AssertionError("The test was stopped, but no stop had been requested"));
        }
      } else if (thrown != null && !isExpected(thrown)) {
        fail(thrown);
      }
    }
  }

  private boolean isExpected(Throwable thrown) {
    return seed.injects()
        && (isIn(thrown, injected) || (hasInjected && settings.accepted().test(thrown)));
  }

  private static boolean isIn(@Nullable Throwable thrown, @Nullable Throwable sought) {
    if (thrown == null || sought == null || thrown == sought) {
      return thrown == sought && thrown != null;
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (isIn(suppressed, sought)) {
        return true;
      }
    }
    return isIn(thrown.getCause(), sought);
  }

  private void checkEnd() {
    Leaks.check(recording, settings.allowsUnstarted() || !seed.equals(Seed.FIFO));
    for (Condition each : afterwards) {
      each.check("At the end");
    }
  }

  /** Records the choices. */
  private static final class Recorder {
    private int steps;
    private int[] choices = new int[16];
    private int[] sizes = new int[16];
    private int count;

    int steps() {
      return steps;
    }

    void chose(int chosen, int size) {
      steps++;
      if (size > 1) {
        if (count == choices.length) {
          choices = java.util.Arrays.copyOf(choices, 2 * count);
          sizes = java.util.Arrays.copyOf(sizes, 2 * count);
        }
        choices[count] = chosen;
        sizes[count++] = size;
      }
    }

    Plan.Record record() {
      return new Plan.Record(
          steps, java.util.Arrays.copyOf(choices, count), java.util.Arrays.copyOf(sizes, count));
    }
  }
}
