package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.schedule.EventLoop;
import dev.suspendable.schedule.Strand;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Strands and event loops that are shut down, or whose executor is, while coroutines come: each
 * continues, or is told so at its await. None waits for ever.
 */
public final class ExecutorRaces {
  private ExecutorRaces() {}

  /** Coroutines that move to an executor. */
  abstract static class Moving {
    int left;

    @Suspendable
    final Task<String> moving(Executor executor) {
      try {
        await(Task.switchTo(executor));
        return Task.of("moved");
      } catch (RejectedExecutionException e) {
        return Task.of("told");
      } finally {
        synchronized (this) {
          left++;
        }
      }
    }

    final CompletableFuture<String> move(Executor executor) {
      return moving(executor).toCompletableFuture();
    }

    /** Returns the outcome, which may come on the common pool. */
    static String end(CompletableFuture<String> end) {
      return end.join();
    }
  }

  @JCStressTest
  @Description("Two threads run what is queued at the executor of a strand.")
  @Outcome(id = "6, 6", expect = ACCEPTABLE, desc = "One at a time, and each sees the one before.")
  @Outcome(expect = FORBIDDEN, desc = "Two at once, or not all.")
  @State
  public static class OneAtATime {
    private final ClosableQueue executor = new ClosableQueue();
    private final Strand strand = Strand.over(executor, 1);
    private int first;
    private int second;

    {
      submit(3);
    }

    private void submit(int count) {
      for (int i = 0; i < count; i++) {
        strand.execute(
            () -> {
              first++;
              Race.linger();
              second++;
            });
      }
    }

    @Actor
    public void one() {
      executor.runAll();
    }

    @Actor
    public void other() {
      submit(3);
      executor.runAll();
    }

    @Arbiter
    public void end(II_Result r) {
      executor.runAll();
      r.r1 = first;
      r.r2 = second;
    }
  }

  @JCStressTest
  @Description("A coroutine comes to a strand whose executor is shut down.")
  @Outcome(id = "moved, 1", expect = ACCEPTABLE, desc = "In time.")
  @Outcome(id = "told, 1", expect = ACCEPTABLE, desc = "Too late.")
  @Outcome(expect = FORBIDDEN, desc = "Not once.")
  @State
  public static class StrandOverClosed extends Moving {
    private final ClosableQueue executor = new ClosableQueue();
    private final Strand strand = Strand.over(executor, 1);
    private CompletableFuture<String> end = new CompletableFuture<>();

    @Actor
    public void come() {
      end = move(strand);
    }

    @Actor
    public void close() {
      executor.close();
      executor.runAll();
    }

    @Arbiter
    public void end(LL_Result r) {
      executor.runAll();
      r.r1 = end(end);
      r.r2 = left;
    }
  }

  @JCStressTest
  @Description("Two coroutines come to a strand whose executor has been shut down.")
  @Outcome(id = "told, told", expect = ACCEPTABLE, desc = "Refused, or told later.")
  @Outcome(expect = FORBIDDEN, desc = "One relied on the run that the other could not queue.")
  @State
  public static class TwoOverClosed extends Moving {
    private final ClosableQueue executor = new ClosableQueue();
    private final Strand strand = Strand.over(executor);
    private CompletableFuture<String> one = new CompletableFuture<>();
    private CompletableFuture<String> other = new CompletableFuture<>();

    {
      executor.close();
    }

    @Actor
    public void one() {
      one = move(strand);
    }

    @Actor
    public void other() {
      other = move(strand);
    }

    @Arbiter
    public void end(LL_Result r) {
      r.r1 = end(one);
      r.r2 = end(other);
    }
  }

  @JCStressTest
  @Description("A coroutine comes to a strand that is shut down.")
  @Outcome(id = "moved, true", expect = ACCEPTABLE, desc = "In time: it is run down.")
  @Outcome(id = "told, true", expect = ACCEPTABLE, desc = "Too late.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, or the strand does not end.")
  @State
  public static class StrandShutdown extends Moving {
    private final ClosableQueue executor = new ClosableQueue();
    private final Strand strand = Strand.over(executor);
    private CompletableFuture<String> end = new CompletableFuture<>();

    @Actor
    public void come() {
      end = move(strand);
    }

    @Actor
    public void shutdown() {
      strand.shutdown();
      executor.runAll();
    }

    @Arbiter
    public void end(LL_Result r) {
      executor.runAll();
      r.r1 = end(end);
      r.r2 = strand.isTerminated();
    }
  }

  @JCStressTest
  @Description("A strand runs its work while it is ended.")
  @Outcome(id = "moved, 1", expect = ACCEPTABLE, desc = "In time.")
  @Outcome(id = "told, 1", expect = ACCEPTABLE, desc = "Too late.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, or both.")
  @State
  public static class StrandEnded extends Moving {
    private final ClosableQueue executor = new ClosableQueue();
    private final Strand strand = Strand.over(executor);
    private final CompletableFuture<String> end = move(strand);

    @Actor
    public void run() {
      executor.runAll();
    }

    @Actor
    public void end() {
      strand.shutdownNow();
    }

    @Arbiter
    public void end(LL_Result r) {
      r.r1 = end(end);
      r.r2 = left;
    }
  }

  @JCStressTest
  @Description("A coroutine comes to a loop that is shut down while it is driven.")
  @Outcome(id = "moved, true", expect = ACCEPTABLE, desc = "In time: it is run down.")
  @Outcome(id = "told, true", expect = ACCEPTABLE, desc = "Too late.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, or the loop does not end.")
  @State
  public static class LoopShutdown extends Moving {
    private final EventLoop loop = new EventLoop();
    private CompletableFuture<String> end = new CompletableFuture<>();

    @Actor
    public void come() {
      end = move(loop);
    }

    @Actor
    public void shutdown() {
      loop.shutdown();
      loop.runOnce();
    }

    @Arbiter
    public void end(LL_Result r) {
      loop.runUntilIdle();
      r.r1 = end(end);
      r.r2 = loop.isTerminated();
    }
  }

  @JCStressTest
  @Description("A loop takes a turn while another thread ends it.")
  @Outcome(id = "moved, 1", expect = ACCEPTABLE, desc = "In time.")
  @Outcome(id = "told, 1", expect = ACCEPTABLE, desc = "Too late.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, or both.")
  @State
  public static class LoopEnded extends Moving {
    private final EventLoop loop = new EventLoop();
    private final CompletableFuture<String> end = move(loop);

    @Actor
    public void drive() {
      loop.runOnce();
    }

    @Actor
    public void end() {
      loop.shutdownNow();
    }

    @Arbiter
    public void end(LL_Result r) {
      r.r1 = end(end);
      r.r2 = left;
    }
  }

  @JCStressTest
  @Description("A loop sleeps until a coroutine that comes from another thread has ended.")
  @Outcome(id = "moved", expect = ACCEPTABLE, desc = "It was woken.")
  @Outcome(expect = FORBIDDEN, desc = "Another outcome.")
  @State
  public static class LoopWoken extends Moving {
    private final EventLoop loop = new EventLoop();
    private final CompletableFuture<String> gate = new CompletableFuture<>();

    @Actor
    public void drive(L_Result r) {
      try {
        r.r1 = loop.<String>runUntil(Task.from(gate));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Actor
    public void come() {
      gate.complete("moved");
    }
  }
}
