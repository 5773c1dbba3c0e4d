package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaitable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLI_Result;

/**
 * Awaiting a task a second time throws an {@code IllegalStateException} at that await, also when
 * two threads do so at the same time ({@code Task}).
 */
public final class AwaitedOnce {
  private AwaitedOnce() {}

  /** A task for two threads. */
  abstract static class Shared {
    int ran;

    @Suspendable
    final Task<String> work() {
      ran++;
      return Task.of("value");
    }

    @Suspendable
    final Task<String> awaiting(Awaitable<String> shared) {
      String value = await(shared);
      return Task.of(value);
    }

    @Suspendable
    final Task<String> returning(Task<String> shared) {
      return shared;
    }
  }

  @JCStressTest
  @Description("Two threads make a future of one task.")
  @Outcome(
      id = {"value, refused, 1", "refused, value, 1"},
      expect = ACCEPTABLE,
      desc = "One wins.")
  @Outcome(id = "value, value, .*", expect = FORBIDDEN, desc = "Awaited twice.")
  @Outcome(expect = FORBIDDEN, desc = "The body did not run once, for one of them.")
  @State
  public static class TwoFutures extends Shared {
    private final Task<String> task = work();

    @Actor
    public void one(LLI_Result r) {
      r.r1 = Race.end(task.toCompletableFuture());
    }

    @Actor
    public void other(LLI_Result r) {
      r.r2 = Race.end(task.toCompletableFuture());
    }

    @Arbiter
    public void end(LLI_Result r) {
      r.r3 = ran;
    }
  }

  @JCStressTest
  @Description("Two coroutines, on two threads, await one task.")
  @Outcome(
      id = {"value, refused, 1", "refused, value, 1"},
      expect = ACCEPTABLE,
      desc = "One wins.")
  @Outcome(id = "value, value, .*", expect = FORBIDDEN, desc = "Awaited twice.")
  @Outcome(expect = FORBIDDEN, desc = "The body did not run once, for one of them.")
  @State
  public static class TwoCoroutines extends Shared {
    private final Task<String> task = work();

    @Actor
    public void one(LLI_Result r) {
      r.r1 = Race.end(awaiting(task).toCompletableFuture());
    }

    @Actor
    public void other(LLI_Result r) {
      r.r2 = Race.end(awaiting(task).toCompletableFuture());
    }

    @Arbiter
    public void end(LLI_Result r) {
      r.r3 = ran;
    }
  }

  @JCStressTest
  @Description("One coroutine awaits a task, another returns it and is to be completed by it.")
  @Outcome(
      id = {"value, refused, 1", "refused, value, 1"},
      expect = ACCEPTABLE,
      desc = "One wins.")
  @Outcome(id = "value, value, .*", expect = FORBIDDEN, desc = "Awaited twice.")
  @Outcome(expect = FORBIDDEN, desc = "The body did not run once, for one of them.")
  @State
  public static class AwaitedAndReturned extends Shared {
    private final Task<String> task = work();

    @Actor
    public void one(LLI_Result r) {
      r.r1 = Race.end(awaiting(task).toCompletableFuture());
    }

    @Actor
    public void other(LLI_Result r) {
      r.r2 = Race.end(returning(task).toCompletableFuture());
    }

    @Arbiter
    public void end(LLI_Result r) {
      r.r3 = ran;
    }
  }

  @JCStressTest
  @Description("A task is a child of two whenAlls, on two threads.")
  @Outcome(
      id = {"value, refused, 1", "refused, value, 1"},
      expect = ACCEPTABLE,
      desc = "One wins.")
  @Outcome(id = "value, value, .*", expect = FORBIDDEN, desc = "Awaited twice.")
  @Outcome(expect = FORBIDDEN, desc = "The body did not run once, for one of them.")
  @State
  public static class TwoWhenAlls extends Shared {
    private final Task<String> task = work();

    private static Task<String> beside(Task<String> task) {
      return Task.whenAll(Task.of("ready"), task, (ready, value) -> value);
    }

    @Actor
    public void one(LLI_Result r) {
      r.r1 = Race.end(beside(task).toCompletableFuture());
    }

    @Actor
    public void other(LLI_Result r) {
      r.r2 = Race.end(beside(task).toCompletableFuture());
    }

    @Arbiter
    public void end(LLI_Result r) {
      r.r3 = ran;
    }
  }

  @JCStressTest
  @Description("Two coroutines, on two threads, await one whenAll, which is no coroutine.")
  @Outcome(
      id = {"value, refused, 2", "refused, value, 2"},
      expect = ACCEPTABLE,
      desc = "One wins.")
  @Outcome(id = "value, value, .*", expect = FORBIDDEN, desc = "Awaited twice.")
  @Outcome(expect = FORBIDDEN, desc = "The two children did not run once, for one of them.")
  @State
  public static class OneWhenAll extends Shared {
    private final Task<String> all = Task.whenAll(work(), work(), (one, other) -> other);

    @Actor
    public void one(LLI_Result r) {
      r.r1 = Race.end(awaiting(all).toCompletableFuture());
    }

    @Actor
    public void other(LLI_Result r) {
      r.r2 = Race.end(awaiting(all).toCompletableFuture());
    }

    @Arbiter
    public void end(LLI_Result r) {
      r.r3 = ran;
    }
  }
}
