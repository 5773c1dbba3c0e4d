package dev.suspendable.schedule;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Executors for coroutines that are not of this package: factories with the settings that suit
 * coroutines. Their shutdown is that of the JDK; a coroutine that continues on one that is shut
 * down gets the {@link java.util.concurrent.RejectedExecutionException} at its await.
 */
public final class TaskExecutors {
  private static final @Nullable MethodHandle VIRTUAL = virtual();

  private TaskExecutors() {}

  /**
   * Returns the executor that runs work at once, on the calling thread. In a context it has the
   * effect that a coroutine continues where it is resumed, and that children do not inherit another
   * executor. A delay continues on the executor of its timers.
   *
   * @return the executor, which has no state
   */
  public static Executor inline() {
    return Inline.INSTANCE;
  }

  /**
   * Makes a work-stealing pool: a {@link ForkJoinPool} in its mode for events that are not joined,
   * so that each thread runs its work in order. Work that a coroutine makes ready stays on the
   * thread that has its data in the cache, until another thread is idle.
   *
   * @param threads the number of threads, which are daemons
   * @return the pool
   * @throws IllegalArgumentException if the number is not positive
   */
  public static ForkJoinPool workStealing(int threads) {
    return new ForkJoinPool(threads, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
  }

  /**
   * Whether the JDK has virtual threads: 21 and newer.
   *
   * @return whether {@link #virtualThreads} works
   */
  public static boolean hasVirtualThreads() {
    return VIRTUAL != null;
  }

  /**
   * Makes an executor that runs each piece of work on a virtual thread of its own: each step of a
   * coroutine may block, and stop nothing else. {@code Task.blocking} does that for one piece of
   * code.
   *
   * @return the executor
   * @throws UnsupportedOperationException if the JDK has none
   */
  public static ExecutorService virtualThreads() {
    if (VIRTUAL == null) {
      throw new UnsupportedOperationException(
          "This JDK has no virtual threads (21 and newer have); see hasVirtualThreads()."
              + " Task.blocking uses a pool of threads then");
    }
    try {
      return (ExecutorService) VIRTUAL.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** This module is compiled for 17. */
  private static @Nullable MethodHandle virtual() {
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Executors.class,
              "newVirtualThreadPerTaskExecutor",
              MethodType.methodType(ExecutorService.class));
    } catch (ReflectiveOperationException notThere) {
      return null;
    }
  }

  private enum Inline implements Executor {
    INSTANCE;

    @Override
    public void execute(Runnable work) {
      work.run();
    }

    @Override
    public String toString() {
      return "TaskExecutors.inline()";
    }
  }
}
