package dev.suspendable.schedule;

import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.CoroutineWork;
import dev.suspendable.internal.Throwing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An executor that runs one piece of work at a time: its queue, and its shutdown in two phases. The
 * class that extends it decides on which thread.
 */
abstract class SerialExecutor extends AbstractExecutorService implements AutoCloseable {

  /** The lock guards the fields below. No code of others runs under it. */
  final Object lock = new Object();

  private final Queue<Runnable> ready = new ArrayDeque<>();

  /** The thread that runs the work at the moment. */
  private @Nullable Thread worker;

  private boolean isShutdown;
  private boolean isClosed;
  private final CountDownLatch terminated = new CountDownLatch(1);

  /** Whether there is more to run than the queue has. Called under the lock. */
  abstract boolean isExpectingMore();

  /** Called under the lock when there is no more to run, and nothing new is taken. */
  void hasClosed() {}

  /** Called after a change that a sleeping thread has to look at. */
  void hasChanged() {}

  // ---- The queue. All of these are called under the lock.

  /** Adds work, unless this executor takes none. */
  final void add(Runnable work) {
    requireOpen(work);
    ready.add(work);
  }

  /**
   * Refuses what is new after a shutdown. What the remaining work itself submits is not new: it
   * could not be run down otherwise.
   */
  final void requireOpen(Object work) {
    if (isClosed || (isShutdown && worker != Thread.currentThread())) {
      throw new RejectedExecutionException(this + " has been shut down; rejected: " + work);
    }
  }

  final Queue<Runnable> ready() {
    return ready;
  }

  final @Nullable Thread worker() {
    return worker;
  }

  /** Sets the thread that runs the work; null for none. */
  final void setWorker(@Nullable Thread thread) {
    worker = thread;
    if (thread == null) {
      endIfDrained();
    }
  }

  final boolean isDrained() {
    return isClosed || (isShutdown && ready.isEmpty() && !isExpectingMore());
  }

  private void endIfDrained() {
    if (worker == null && isDrained()) {
      isClosed = true;
      hasClosed();
      terminated.countDown();
    }
  }

  // ---- Running.

  /** Takes the next work of the queue, or null. */
  final @Nullable Runnable poll() {
    synchronized (lock) {
      return ready.poll();
    }
  }

  /** Runs work. An exception goes to the thread's handler, and the next work runs. */
  static void run(Runnable work) {
    try {
      work.run();
    } catch (Throwable t) {
      Throwing.report(t);
    }
  }

  @Override
  protected final <T> RunnableFuture<T> newTaskFor(Callable<T> work) {
    return new Submitted<>(work);
  }

  @Override
  protected final <T> RunnableFuture<T> newTaskFor(Runnable work, T value) {
    return new Submitted<>(Executors.callable(work, value));
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> works)
      throws InterruptedException, ExecutionException {
    Chain.requireMayBlock("invokeAny");
    return super.invokeAny(works);
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> works, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    Chain.requireMayBlock("invokeAny");
    return super.invokeAny(works, timeout, unit);
  }

  @Override
  public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> works)
      throws InterruptedException {
    Chain.requireMayBlock("invokeAll");
    return super.invokeAll(works);
  }

  @Override
  public <T> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> works, long timeout, TimeUnit unit)
      throws InterruptedException {
    Chain.requireMayBlock("invokeAll");
    return super.invokeAll(works, timeout, unit);
  }

  // ---- Shutdown.

  @Override
  public void shutdown() {
    synchronized (lock) {
      isShutdown = true;
      endIfDrained();
    }
    hasChanged();
  }

  @Override
  public List<Runnable> shutdownNow() {
    List<Runnable> left;
    synchronized (lock) {
      isShutdown = true;
      isClosed = true;
      left = new ArrayList<>(ready);
      ready.clear();
      endIfDrained();
    }
    hasChanged();
    RejectedExecutionException cause =
        new RejectedExecutionException(this + " has been shut down before the work could run");
    left.removeIf(
        work -> {
          if (work instanceof CoroutineWork coroutine) {
            reject(coroutine, cause);
            return true;
          }
          return false;
        });
    return left;
  }

  /** Tells a coroutine. An exception goes to the thread's handler, and the next one is told. */
  static void reject(CoroutineWork work, Throwable cause) {
    try {
      work.rejected(cause);
    } catch (Throwable t) {
      Throwing.report(t);
    }
  }

  @Override
  public boolean isShutdown() {
    synchronized (lock) {
      return isShutdown;
    }
  }

  @Override
  public boolean isTerminated() {
    return terminated.getCount() == 0;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    if (!isTerminated()) {
      Chain.requireMayBlock("awaitTermination");
    }
    return terminated.await(timeout, unit);
  }

  /**
   * Takes nothing new, and waits until what is left has run. If the thread is interrupted
   * meanwhile, what is left is rejected, as by {@link #shutdownNow}.
   *
   * @throws IllegalStateException if the work of this executor, or of another loop or strand, calls
   *     it
   */
  @Override
  public void close() {
    Chain.requireMayBlock("close");
    shutdown();
    boolean isInterrupted = false;
    while (!isTerminated()) {
      try {
        terminated.await();
      } catch (InterruptedException e) {
        isInterrupted = true;
        shutdownNow();
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns how far the shutdown is, for messages. */
  final String status() {
    synchronized (lock) {
      return ready.size() + " ready" + (isClosed ? ", closed" : isShutdown ? ", shut down" : "");
    }
  }
}
