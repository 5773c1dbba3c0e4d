package dev.suspendable.schedule;

import dev.suspendable.Task;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.internal.Throwing;
import dev.suspendable.time.Timer;
import dev.suspendable.time.TimerWheel;
import dev.suspendable.time.Timers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An executor on one thread, with timers: a program that runs on it has no races between threads.
 * It is driven by hand, or by a thread of its own.
 *
 * <pre>{@code
 * try (EventLoop loop = new EventLoop()) {
 *   loop.runUntil(program());                  // by hand, on this thread
 * }
 *
 * EventLoop loop = EventLoop.start("events");  // by a thread
 * CompletableFuture<Page> page = page(url).on(loop).toCompletableFuture();
 * }</pre>
 *
 * <p><b>Turns.</b> A turn runs the timers that are due, and then each piece of work that is ready,
 * once and in order. What that makes ready waits for the next turn: a coroutine that awaits {@link
 * Task#yieldNow} takes one step in each. A step lasts until there is nothing left to do on this
 * thread; so a coroutine that a body resumes itself, by completing what it waits for, continues in
 * that step. Between two turns nothing runs.
 *
 * <p><b>Time.</b> The loop is the {@link Timers} of contexts that have it as their executor, unless
 * they have others. So delays and timeouts need no other thread. But while a step runs, no time
 * comes: a body that computes for long, and is not on a thread of its own, delays all.
 *
 * <p><b>Blocking.</b> {@code syncWait}, {@code EagerTask.get}, the blocking methods of this class
 * and the futures of {@code submit} throw an {@link IllegalStateException} in the work of a loop,
 * instead of a deadlock. {@link Task#blocking} is for code that blocks.
 *
 * <p><b>Shutdown</b> has two phases. {@link #shutdown} takes nothing new; what has been taken runs
 * to its end, with the timers that it has or still needs, and the work that it submits itself.
 * {@link #shutdownNow} ends that: coroutines whose work is queued, or that wait for a timer of the
 * loop, get a {@link java.util.concurrent.RejectedExecutionException} at their await, on the common
 * pool. So do those that come back from elsewhere later. Other work that has not run is returned.
 *
 * <p><b>Errors.</b> An exception of work goes to the thread's uncaught exception handler.
 *
 * <p>Any thread may submit work, from each in order, and shut the loop down. One thread at a time
 * drives it. The ideas are those of asio's {@code io_context} and of libuv.
 */
public final class EventLoop extends TurnExecutor implements Timers {

  private final String name;
  private final boolean hasThread;
  private final TimerWheel timers;

  /** Makes a loop that is driven by hand. */
  public EventLoop() {
    this(System::nanoTime, InstantSource.system());
  }

  /**
   * Makes a loop that is driven by hand, with a clock, for simulations. If the clock stands still
   * while the loop sleeps, use {@link #runOnce} or {@link #runUntilIdle}.
   *
   * @param clock the time in nanoseconds, as {@link System#nanoTime}: it never goes back
   * @param instants the time of day
   */
  public EventLoop(LongSupplier clock, InstantSource instants) {
    this("by hand", false, clock, instants);
  }

  private EventLoop(String name, boolean hasThread, LongSupplier clock, InstantSource instants) {
    this.name = Objects.requireNonNull(name, "name");
    this.hasThread = hasThread;
    this.timers = new TimerWheel(clock, instants, this, this::hasChanged);
  }

  /**
   * Starts a loop with a thread of its own, which is a daemon and ends with the loop.
   *
   * @param name the name of the thread
   * @return the loop
   */
  public static EventLoop start(String name) {
    return start(
        name,
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Starts a loop with a thread of its own, which ends with the loop.
   *
   * @param name the name of the loop, for messages
   * @param factory makes the thread, which may be a virtual one
   * @return the loop
   */
  public static EventLoop start(String name, ThreadFactory factory) {
    EventLoop loop = new EventLoop(name, true, System::nanoTime, InstantSource.system());
    Objects.requireNonNull(factory.newThread(loop::serve), "the factory's thread").start();
    return loop;
  }

  private void serve() {
    while (!isTerminated()) {
      try {
        runUntilShutdown();
      } catch (Throwable t) {
        Throwing.report(t); // such as a lack of memory
      }
    }
  }

  // ---- As an executor, and as timers.

  @Override
  public void execute(Runnable work) {
    Objects.requireNonNull(work, "work");
    addAndWake(work);
  }

  @Override
  public Timer schedule(Action action, long nanos) {
    synchronized (lock) {
      requireOpen(action);
      return timers.schedule(action, nanos);
    }
  }

  @Override
  public long nanoTime() {
    return timers.nanoTime();
  }

  @Override
  public Instant instant() {
    return timers.instant();
  }

  /** Returns this loop. */
  @Override
  public Executor executor() {
    return this;
  }

  // ---- Driving by hand.

  /**
   * Takes one turn. Does not wait.
   *
   * @return how many pieces of work have run
   * @throws IllegalStateException if the loop is being driven: by another thread, or by the caller
   */
  public int runOnce() {
    claim();
    try {
      return turn();
    } finally {
      release();
    }
  }

  /**
   * Takes turns until nothing is ready. Timers that are not due stay. Does not wait.
   *
   * @return how many pieces of work have run
   * @throws IllegalStateException if the loop is being driven: by another thread, or by the caller
   */
  public int runUntilIdle() {
    claim();
    try {
      int all = 0;
      for (int ran = turn(); ran > 0; ran = turn()) {
        all += ran;
      }
      return all;
    } finally {
      release();
    }
  }

  /**
   * Starts an awaitable on this loop and takes turns until it has completed. Sleeps while nothing
   * is ready. What else is there keeps its place, for a later call.
   *
   * @param awaitable the awaitable; its context is that of the caller with this loop as the
   *     executor
   * @return its value
   * @throws InterruptedException if the thread is interrupted while it sleeps. The awaitable stays
   *     where it is, and its outcome is lost
   * @throws java.util.concurrent.CancellationException if the stopped signal ended it
   * @throws IllegalStateException if the loop is being driven, or the work of another one or of a
   *     strand calls it
   */
  public <T extends @Nullable Object> T runUntil(Awaitable<? extends T> awaitable)
      throws InterruptedException {
    Objects.requireNonNull(awaitable, "awaitable");
    Chain.requireMayBlock("EventLoop.runUntil");
    claim();
    try {
      CompletableFuture<? extends T> end = start(awaitable);
      end.whenComplete((value, thrown) -> hasChanged()); // by another thread, if it was rejected
      while (!end.isDone()) {
        if (turn() == 0 && !end.isDone()) {
          sleep(end);
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
        }
      }
      return outcome(end);
    } finally {
      release();
    }
  }

  private <T extends @Nullable Object> CompletableFuture<T> start(Awaitable<T> awaitable) {
    Task<T> task = awaitable instanceof Task<T> given ? given : awaitable::awaiter;
    return task.on(this).toCompletableFuture();
  }

  private static <T extends @Nullable Object> T outcome(CompletableFuture<? extends T> end) {
    try {
      return end.join();
    } catch (CompletionException e) {
      throw Throwing.asUnchecked(e.getCause() == null ? e : Objects.requireNonNull(e.getCause()));
    }
  }

  /**
   * Takes turns until the loop has been shut down and nothing is left. Sleeps while nothing is
   * ready. An interrupt does not end it.
   *
   * @throws IllegalStateException if the loop is being driven, or the work of another one or of a
   *     strand calls it
   */
  public void runUntilShutdown() {
    Chain.requireMayBlock("EventLoop.runUntilShutdown");
    claim();
    drive();
  }

  // ---- Shutdown.

  @Override
  boolean isExpectingMore() {
    return timers.size() > 0;
  }

  @Override
  void runTimers() {
    timers.runDue();
  }

  @Override
  long nanosToNextTimer() {
    return timers.nanosToNext();
  }

  @Override
  void hasClosed() {
    timers.shutdown();
  }

  /**
   * Takes nothing new, and rejects what has not run, see the class.
   *
   * @return the work that is not that of a coroutine
   */
  @Override
  public List<Runnable> shutdownNow() {
    List<Runnable> left = super.shutdownNow();
    timers.shutdownNow();
    return left;
  }

  /**
   * Takes nothing new, and waits until what is left has run, with its timers. A loop that is driven
   * by hand is driven by the caller, unless another thread does. If the thread is interrupted
   * meanwhile, what is left is rejected, as by {@link #shutdownNow}.
   *
   * @throws IllegalStateException if the work of a loop or a strand calls it
   */
  @Override
  public void close() {
    Chain.requireMayBlock("EventLoop.close");
    shutdown();
    if (!hasThread && tryClaim() == null) {
      drive();
    }
    super.close();
  }

  @Override
  public String toString() {
    return "EventLoop[" + name + ", " + status() + ", " + timers.size() + " timers]";
  }
}
