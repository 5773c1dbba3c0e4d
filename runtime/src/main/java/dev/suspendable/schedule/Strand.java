package dev.suspendable.schedule;

import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.CoroutineWork;
import dev.suspendable.internal.Throwing;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * An executor that runs its work one after the other on threads of another executor: a lock for
 * coroutines that blocks no thread. State that is used only by coroutines on one strand needs no
 * other protection, and each sees what the ones before have written.
 *
 * <pre>{@code
 * private final Strand strand = Strand.over(pool);
 *
 * Task<Void> add(Item item) {
 *   return addHere(item).on(strand);
 * }
 * }</pre>
 *
 * <p><b>Order.</b> Work runs in the order in which it was submitted. A coroutine keeps the strand
 * until it suspends, and takes it again behind the work that waits then; so the state may change
 * during an await. A coroutine that another one on this strand resumes or starts itself continues
 * at once, within the step of that one. So does a coroutine that awaits one on the strand, and has
 * no executor itself: it keeps the strand until it suspends.
 *
 * <p><b>Joins.</b> A coroutine on the strand may await others on the same strand, by {@code
 * whenAll}, by a scope, or in any other way: while it awaits it does not hold the strand, so that
 * they run. A join that blocks the thread could never end. {@code syncWait}, {@code EagerTask.get},
 * the blocking methods of loops and strands, and the futures of their {@code submit} throw an
 * {@link IllegalStateException} there instead. (Other futures of the JDK cannot be kept from it.)
 *
 * <p><b>Fairness.</b> After a number of pieces of work, 64 unless chosen otherwise, the strand
 * queues itself again at the executor, so that others have their turn. Any number of strands over
 * one executor run side by side, and an idle one takes nothing but its memory.
 *
 * <p><b>Shutdown</b> has two phases, as that of {@link EventLoop}: after {@link #shutdown} only the
 * work that is left and what that submits itself run, and {@link #shutdownNow} tells coroutines at
 * their await. The executor is not shut down with it. If the executor takes no more while the
 * strand has work, that runs on the thread at hand, and what is submitted later is rejected. An
 * executor that runs work inside {@code execute} is not used: the work runs on the common pool. If
 * the executor is ended by its own {@code shutdownNow}, the list that that returns has the run of
 * the strand, which may be run by hand. An executor that drops work silently drops the strand's.
 *
 * <p><b>Errors.</b> An exception of work goes to the thread's uncaught exception handler.
 *
 * <p>Safe for use by several threads. The idea, and the name, are those of asio's {@code strand};
 * Guava's {@code SequentialExecutor} is a relative.
 */
public final class Strand extends SerialExecutor {
  private static final int LONGEST_RUN = 64;

  private final Executor executor;
  private final int longestRun;

  /** Whether a run is queued or running. Guarded by the lock. */
  private boolean isScheduled;

  private Strand(Executor executor, int longestRun) {
    this.executor = Objects.requireNonNull(executor, "executor");
    this.longestRun = longestRun;
  }

  /**
   * Makes a strand.
   *
   * @param executor runs the work
   * @return the strand
   */
  public static Strand over(Executor executor) {
    return over(executor, LONGEST_RUN);
  }

  /**
   * Makes a strand with a limit of its own.
   *
   * @param executor runs the work
   * @param longestRun after so many pieces of work, others of the executor have their turn
   * @return the strand
   * @throws IllegalArgumentException if the limit is not positive
   */
  public static Strand over(Executor executor, int longestRun) {
    if (longestRun < 1) {
      throw new IllegalArgumentException("a run of " + longestRun);
    }
    return new Strand(executor, longestRun);
  }

  @Override
  public void execute(Runnable work) {
    Objects.requireNonNull(work, "work");
    synchronized (lock) {
      add(work);
      if (isScheduled) {
        return;
      }
      isScheduled = true;
    }
    Thread here = Thread.currentThread();
    Run run = new Run(here);
    try {
      executor.execute(run);
    } catch (Throwable t) {
      if (run.begin()) {
        rejected(work, t);
        throw t;
      }
      Throwing.report(t); // the executor has taken it all the same
    }
    if (run.submitter == here) {
      run.submitter = null;
    } else {
      ForkJoinPool.commonPool().execute(new Run(null));
    }
  }

  /** The executor is closed. Other threads may have added work meanwhile, which is told so. */
  private void rejected(Runnable work, Throwable cause) {
    synchronized (lock) {
      for (Iterator<Runnable> all = ready().iterator(); all.hasNext(); ) {
        if (all.next() == work) {
          all.remove();
          break;
        }
      }
      if (ready().isEmpty()) {
        isScheduled = false;
        setWorker(null);
        return;
      }
    }
    ForkJoinPool.commonPool().execute(() -> Chain.runSerially(this, () -> drain(cause)));
  }

  /**
   * Runs what there is, until another run is due.
   *
   * @param cause why coroutines are told so instead; null to run all
   */
  private void drain(@Nullable Throwable cause) {
    synchronized (lock) {
      setWorker(Thread.currentThread());
    }
    do {
      for (int i = 0; i < longestRun; i++) {
        Runnable work = nextOrEnd();
        if (work == null) {
          return;
        }
        if (cause != null && work instanceof CoroutineWork coroutine) {
          reject(coroutine, cause);
        } else {
          run(work);
        }
      }
    } while (cause != null || !hasHandedOn());
  }

  private @Nullable Runnable nextOrEnd() {
    synchronized (lock) {
      Runnable next = ready().poll();
      if (next == null) {
        isScheduled = false;
        setWorker(null);
      }
      return next;
    }
  }

  /** Queues another run behind the work of others; false if this one has to continue. */
  private boolean hasHandedOn() {
    Thread here = Thread.currentThread();
    synchronized (lock) {
      if (ready().isEmpty()) {
        return false; // continues, and ends
      }
      setWorker(null);
    }
    Run next = new Run(here);
    boolean isTaken = true;
    try {
      executor.execute(next);
    } catch (Throwable t) {
      if (next.begin()) {
        isTaken = false;
      } else {
        Throwing.report(t);
      }
    }
    if (isTaken && next.submitter == here) {
      next.submitter = null;
      return true;
    }
    synchronized (lock) {
      setWorker(here);
    }
    return false;
  }

  @Override
  boolean isExpectingMore() {
    return false;
  }

  @Override
  public String toString() {
    return "Strand[" + status() + ", over " + executor + "]";
  }

  /** The work that the executor gets. */
  private final class Run implements Runnable {
    private boolean hasBegun;

    /**
     * The thread that hands this run to the executor, while it does. A run that begins inside
     * {@code execute} only sets it to null. From a run, this would nest. From {@link
     * Strand#execute}, the strand would not be held: a coroutine that moves to an executor
     * continues after {@code execute} if its work is run inside.
     */
    @Nullable Thread submitter;

    Run(@Nullable Thread submitter) {
      this.submitter = submitter;
    }

    boolean begin() {
      synchronized (lock) {
        boolean isFirst = !hasBegun;
        hasBegun = true;
        return isFirst;
      }
    }

    @Override
    public void run() {
      if (!begin()) {
        return; // after an executor that has thrown, or that has returned it from its shutdown
      }
      if (submitter == Thread.currentThread()) {
        submitter = null;
        return;
      }
      Chain.runSerially(Strand.this, () -> drain(null));
    }

    @Override
    public String toString() {
      return "a run of " + Strand.this;
    }
  }
}
