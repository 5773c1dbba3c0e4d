package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.suspendable.Operators;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.annotations.SuspensionOperator;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.scope.StopSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A coroutine is ended early with an empty {@code Optional} on one thread, and stopped or resumed
 * on another: it ends in one way, and leaves its scope once.
 */
public final class EarlyReturnRaces {
  private static final int STOPPED = 0;
  private static final int EMPTY = 1;
  private static final int VALUE = 2;

  private EarlyReturnRaces() {}

  abstract static class Ending {
    final StopSource source = new StopSource();
    final CompletableFuture<Optional<Box>> found = new CompletableFuture<>();
    final CompletableFuture<Box> cleanup = new CompletableFuture<>();
    CompletableFuture<Optional<Integer>> end = new CompletableFuture<>();
    int left;

    @Suspendable
    final Task<Optional<Integer>> body() {
      try {
        return Task.of(Optional.of(await(await(found)).digits()));
      } finally {
        left++;
      }
    }

    @Suspendable
    final Task<Optional<Integer>> withCleanup() {
      try {
        return Task.of(Optional.of(await(Optional.<Box>empty()).digits()));
      } finally {
        left += await(cleanup).digits() / 12;
      }
    }

    final void start(Task<Optional<Integer>> task) {
      end = task.withStopToken(source.token()).toCompletableFuture();
    }

    final void report(II_Result r) {
      r.r1 =
          !end.isDone() ? -1 : end.isCancelled() ? STOPPED : end.join().isEmpty() ? EMPTY : VALUE;
      r.r2 = left;
    }
  }

  @JCStressTest
  @Description("One thread completes a future with an empty Optional, the other requests a stop.")
  @Outcome(id = STOPPED + ", 1", expect = ACCEPTABLE, desc = "The stop came first.")
  @Outcome(id = EMPTY + ", 1", expect = ACCEPTABLE, desc = "The Optional came first.")
  @Outcome(expect = FORBIDDEN, desc = "Neither, or the scope was left not once.")
  @State
  public static class AgainstStop extends Ending {
    {
      start(body());
    }

    @Actor
    public void complete() {
      found.complete(Optional.empty());
    }

    @Actor
    public void stop() {
      source.requestStop();
    }

    @Arbiter
    public void end(II_Result r) {
      report(r);
    }
  }

  @JCStressTest
  @Description("The coroutine waits in its cleanup, after an early return.")
  @Outcome(id = STOPPED + ", 1", expect = ACCEPTABLE, desc = "The stop ends the whole coroutine.")
  @Outcome(
      id = STOPPED + ", 0",
      expect = ACCEPTABLE,
      desc = "The same, at the await of the cleanup.")
  @Outcome(id = EMPTY + ", 1", expect = ACCEPTABLE, desc = "The cleanup had ended before.")
  @Outcome(expect = FORBIDDEN, desc = "Neither, or the value of the cleanup was lost.")
  @State
  public static class CleanupAgainstStop extends Ending {
    {
      start(withCleanup());
    }

    @Actor
    public void complete() {
      cleanup.complete(new Box(1, 2));
    }

    @Actor
    public void stop() {
      source.requestStop();
    }

    @Arbiter
    public void end(II_Result r) {
      report(r);
    }
  }

  /** Keeps the suspend point, for two threads. */
  static final class Pending implements Awaiter<Box> {
    private @Nullable SuspendPoint point;

    @SuspensionOperator(mayReturn = Optional.class, awaiter = "waiting")
    static Box box(Pending pending) {
      throw Operators.uncompiled();
    }

    static Awaiter<Box> waiting(Pending pending) {
      return pending;
    }

    @SuppressWarnings("NullAway") // the coroutine has suspended before the race
    SuspendPoint point() {
      return point;
    }

    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint suspended) {
      point = suspended;
      return Continuation.NOOP;
    }

    @Override
    public Box awaitResume() {
      return new Box(1, 2);
    }
  }

  @JCStressTest
  @Description("One thread ends the coroutine early, the other resumes it.")
  @Outcome(id = EMPTY + "", expect = ACCEPTABLE, desc = "The early return came first.")
  @Outcome(id = VALUE + "", expect = ACCEPTABLE, desc = "The resumption came first.")
  @Outcome(expect = FORBIDDEN, desc = "Both, or neither.")
  @State
  public static class AgainstResumption {
    private final Pending pending = new Pending();
    private final CompletableFuture<Optional<Integer>> end = body().toCompletableFuture();
    private String ended = "";
    private String resumed = "";
    private int left;

    @Suspendable
    final Task<Optional<Integer>> body() {
      try {
        return Task.of(Optional.of(Pending.box(pending).digits()));
      } finally {
        left++;
      }
    }

    @Actor
    public void endEarly() {
      ended = Race.run(pending.point().setReturned(Optional.empty()));
    }

    @Actor
    public void resume() {
      resumed = Race.run(pending.point().resume());
    }

    @Arbiter
    public void end(I_Result r) {
      boolean isOne = ended.equals(Race.WON) != resumed.equals(Race.WON) && left == 1;
      boolean isEmpty = end.isDone() && end.join().isEmpty();
      r.r1 = isOne && isEmpty == ended.equals(Race.WON) ? isEmpty ? EMPTY : VALUE : -1;
    }
  }
}
