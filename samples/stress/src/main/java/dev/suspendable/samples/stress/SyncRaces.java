package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.scope.StopSource;
import dev.suspendable.sync.AsyncEvent;
import dev.suspendable.sync.AsyncMutex;
import dev.suspendable.sync.AsyncSemaphore;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Coroutines on several threads that lock, acquire and wait, are stopped and let each other
 * continue: each gets its turn once, and nothing is lost. (The counters are plain: only the mutex
 * orders the accesses.)
 */
public final class SyncRaces {
  private SyncRaces() {}

  /** Returns 1 for an end, 0 for a stop, -1 for a coroutine that waits forever. */
  static int outcome(CompletableFuture<?> end) {
    return !end.isDone() ? -1 : end.isCancelled() ? 0 : 1;
  }

  abstract static class Locking {
    final StopSource stop = new StopSource();
    final AsyncMutex mutex = new AsyncMutex();
    int inside;
    CompletableFuture<Void> one = new CompletableFuture<>();
    CompletableFuture<Void> other = new CompletableFuture<>();

    @Suspendable
    final Task<Void> body() {
      try (var held = await(mutex.lock())) {
        int seen = inside;
        Race.linger();
        inside = seen + 1;
      }
      return Task.completed();
    }

    /** Returns how often the mutex was locked, and -1 if it has stayed locked. */
    final int locked() {
      return mutex.tryLock() ? inside : -1;
    }
  }

  @JCStressTest
  @Description("Two threads lock the mutex and unlock it.")
  @Outcome(id = "1, 1, 2", expect = ACCEPTABLE, desc = "One after the other.")
  @Outcome(expect = FORBIDDEN, desc = "Both were inside, or one waits forever.")
  @State
  public static class MutexTwoLock extends Locking {
    @Actor
    public void one() {
      one = body().toCompletableFuture();
    }

    @Actor
    public void other() {
      other = body().toCompletableFuture();
    }

    @Arbiter
    public void end(III_Result r) {
      r.r1 = outcome(one);
      r.r2 = outcome(other);
      r.r3 = locked();
    }
  }

  @JCStressTest
  @Description("The same in coroutines without a context, whose bare frames wait.")
  @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "One after the other.")
  @Outcome(expect = FORBIDDEN, desc = "Both were inside, or one waits forever.")
  @State
  public static class MutexTwoBare extends Locking {
    @Actor
    public void one() {
      ((Promise) body()).handle().resume();
    }

    @Actor
    public void other() {
      ((Promise) body()).handle().resume();
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = locked();
    }
  }

  @JCStressTest
  @Description("One thread unlocks the mutex, another stops the one that waits first.")
  @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "The stop came first.")
  @Outcome(id = "1, 1, 2", expect = ACCEPTABLE, desc = "The mutex came first.")
  @Outcome(expect = FORBIDDEN, desc = "The mutex was lost.")
  @State
  public static class MutexStop extends Locking {
    {
      if (mutex.tryLock()) {
        one = body().withStopToken(stop.token()).toCompletableFuture();
        other = body().toCompletableFuture();
      }
    }

    @Actor
    public void unlock() {
      mutex.unlock();
    }

    @Actor
    public void requestStop() {
      stop.requestStop();
    }

    @Arbiter
    public void end(III_Result r) {
      r.r1 = outcome(one);
      r.r2 = outcome(other);
      r.r3 = locked();
    }
  }

  @JCStressTest
  @Description("One thread releases permits, another stops the one that needs two of them.")
  @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "The stop came first.")
  @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "The permits came first.")
  @Outcome(expect = FORBIDDEN, desc = "Permits were lost, or one waits forever.")
  @State
  public static class SemaphoreStop {
    final StopSource stop = new StopSource();
    final AsyncSemaphore semaphore = new AsyncSemaphore(0);
    final CompletableFuture<Void> big = take(2).withStopToken(stop.token()).toCompletableFuture();
    final CompletableFuture<Void> small = take(1).toCompletableFuture();

    @Suspendable
    final Task<Void> take(int permits) {
      try (var permit = await(semaphore.acquire(permits))) {
        Race.linger();
      }
      return Task.completed();
    }

    @Actor
    public void release() {
      semaphore.release();
      semaphore.release();
    }

    @Actor
    public void requestStop() {
      stop.requestStop();
    }

    @Arbiter
    public void end(III_Result r) {
      r.r1 = outcome(big);
      r.r2 = outcome(small);
      r.r3 = semaphore.availablePermits() == 2 ? 1 : 0;
    }
  }

  abstract static class Waiting {
    final StopSource stop = new StopSource();
    final AsyncEvent event;
    CompletableFuture<Void> one = new CompletableFuture<>();
    CompletableFuture<Void> other = new CompletableFuture<>();
    int written;
    int read = -1;

    Waiting(AsyncEvent event) {
      this.event = event;
    }

    @Suspendable
    final Task<Void> body() {
      await(event);
      read = written;
      return Task.completed();
    }
  }

  @JCStressTest
  @Description("One thread sets a manual-reset event, another one waits.")
  @Outcome(id = "1, 7", expect = ACCEPTABLE, desc = "It continues, and sees the write.")
  @Outcome(expect = FORBIDDEN, desc = "It waits forever, or does not see the write.")
  @State
  public static class EventSetAgainstWait extends Waiting {
    public EventSetAgainstWait() {
      super(AsyncEvent.manualReset());
    }

    @Actor
    public void set() {
      written = 7;
      event.set();
    }

    @Actor
    public void waits() {
      one = body().toCompletableFuture();
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = outcome(one);
      r.r2 = read;
    }
  }

  @JCStressTest
  @Description("One thread sets an auto-reset event, another stops the one that waits first.")
  @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "The stop came first.")
  @Outcome(id = "1, -1, 0", expect = ACCEPTABLE, desc = "The event came first.")
  @Outcome(expect = FORBIDDEN, desc = "The event was lost, or used twice.")
  @State
  public static class EventStop extends Waiting {
    public EventStop() {
      super(AsyncEvent.autoReset());
      one = body().withStopToken(stop.token()).toCompletableFuture();
      other = body().toCompletableFuture();
    }

    @Actor
    public void set() {
      event.set();
    }

    @Actor
    public void requestStop() {
      stop.requestStop();
    }

    @Arbiter
    public void end(III_Result r) {
      r.r1 = outcome(one);
      r.r2 = outcome(other);
      r.r3 = event.isSet() ? 1 : 0;
    }
  }
}
