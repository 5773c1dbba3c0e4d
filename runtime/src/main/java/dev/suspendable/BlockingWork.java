package dev.suspendable;

import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopCallback;
import dev.suspendable.scope.StopToken;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Code that blocks its thread, see {@link Task#blocking}.
 *
 * @param <T> type of the result
 */
final class BlockingWork<T extends @Nullable Object> extends OneShotTask<T> implements Runnable {
  private static final Executor THREADS = threads();

  private final Callable<? extends T> work;
  private StopToken token = StopToken.never();
  private @Nullable Object outcome;

  /** The thread that runs the code; only while it does, so that no other code is interrupted. */
  private @Nullable Thread running;

  BlockingWork(Callable<? extends T> work) {
    this.work = work;
  }

  private static Executor threads() {
    try {
      // Since 21; this module is compiled for 17.
      return (Executor)
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class))
              .invoke();
    } catch (Throwable notThere) {
      int most = Integer.getInteger("dev.suspendable.blocking", 64);
      ThreadPoolExecutor pool =
          new ThreadPoolExecutor(
              most,
              most,
              30,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              task -> {
                Thread thread = new Thread(task, "suspendable-blocking");
                thread.setDaemon(true);
                return thread;
              });
      pool.allowCoreThreadTimeOut(true);
      return pool;
    }
  }

  @Override
  String name() {
    return "Task.blocking";
  }

  @Override
  Continuation start(Object awaiting) {
    token = Context.of(Chain.environmentOf(awaiting)).stopToken();
    THREADS.execute(this);
    return Continuation.NOOP;
  }

  @Override
  public void run() {
    StopCallback interrupting = begin();
    try {
      if (!token.isStopRequested()) {
        outcome = work.call();
      }
    } catch (Throwable t) {
      outcome = new Outcome.Failure(t);
    } finally {
      interrupting.close();
      end();
    }
    if (token.isStopRequested()) {
      outcome = Outcome.STOPPED;
    }
    tell(outcome == Outcome.STOPPED).run();
  }

  private StopCallback begin() {
    synchronized (this) {
      running = Thread.currentThread();
    }
    return token.onStop(this::interrupt);
  }

  private synchronized void interrupt() {
    if (running != null) {
      running.interrupt();
    }
  }

  private void end() {
    synchronized (this) {
      running = null;
    }
    Thread.interrupted(); // it was for this code
  }

  @Override
  @Nullable Object outcome() {
    Object taken = outcome;
    outcome = null;
    return taken;
  }
}
