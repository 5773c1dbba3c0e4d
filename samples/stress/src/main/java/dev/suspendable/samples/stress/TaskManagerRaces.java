package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.schedule.ManagedTask;
import dev.suspendable.schedule.TaskManager;
import dev.suspendable.sync.AsyncEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZL_Result;

/** Managed tasks that end, are ended, and get children and awaiters at the same time. */
public final class TaskManagerRaces {
  private TaskManagerRaces() {}

  /** A manager, and tasks that wait for an event. */
  abstract static class Managed {
    final TaskManager manager = TaskManager.create();
    final AsyncEvent gate = AsyncEvent.manualReset();
    final AtomicInteger asked = new AtomicInteger();

    @Suspendable
    Task<String> work() {
      await(gate);
      return Task.of("done");
    }

    @Suspendable
    Task<String> waitFor(ManagedTask<String> task) {
      return Task.of(await(task));
    }

    ManagedTask<String> created() {
      return manager.add(
          work(),
          status -> {
            asked.incrementAndGet();
            return status.toString();
          });
    }

    ManagedTask<String> started() {
      ManagedTask<String> task = created();
      task.start();
      return task;
    }

    /** Returns the outcome of a task, how often its function was asked, and what is left. */
    String end(ManagedTask<String> task) {
      return Race.end(waitFor(task).toCompletableFuture())
          + " "
          + task.status()
          + " "
          + asked
          + manager.tasks().size();
    }
  }

  @JCStressTest
  @Description("A task ends, and is killed.")
  @Outcome(id = "true, KILLED KILLED 10", expect = ACCEPTABLE, desc = "Killed.")
  @Outcome(id = "false, done DONE 00", expect = ACCEPTABLE, desc = "It has ended before.")
  @Outcome(expect = FORBIDDEN, desc = "Two ends, none, or not forgotten.")
  @State
  public static class KillAgainstCompletion extends Managed {
    final ManagedTask<String> task = started();

    @Actor
    public void complete() {
      gate.set();
    }

    @Actor
    public void kill(ZL_Result r) {
      r.r1 = task.kill();
    }

    @Arbiter
    public void end(ZL_Result r) {
      r.r2 = end(task);
    }
  }

  @JCStressTest
  @Description("A task ends, and is cancelled.")
  @Outcome(id = "true, CANCELLED CANCELLED 10", expect = ACCEPTABLE, desc = "Cancelled.")
  @Outcome(id = "true, done DONE 00", expect = ACCEPTABLE, desc = "Asked, and ended by itself.")
  @Outcome(id = "false, done DONE 00", expect = ACCEPTABLE, desc = "It has ended before.")
  @Outcome(expect = FORBIDDEN, desc = "Two ends, none, or not forgotten.")
  @State
  public static class CancelAgainstCompletion extends Managed {
    final ManagedTask<String> task = started();

    @Actor
    public void complete() {
      gate.set();
    }

    @Actor
    public void cancel(ZL_Result r) {
      r.r1 = task.cancel();
    }

    @Arbiter
    public void end(ZL_Result r) {
      r.r2 = end(task);
    }
  }

  @JCStressTest
  @Description("A task is killed and cancelled.")
  @Outcome(
      id = "true, KILLED KILLED 10",
      expect = ACCEPTABLE,
      desc = "Killed, perhaps while it unwound.")
  @Outcome(
      id = "false, CANCELLED CANCELLED 10",
      expect = ACCEPTABLE,
      desc = "It has unwound before.")
  @Outcome(expect = FORBIDDEN, desc = "Two ends, none, or not forgotten.")
  @State
  public static class KillAgainstCancel extends Managed {
    final ManagedTask<String> task = started();

    @Actor
    public void cancel() {
      task.cancel();
    }

    @Actor
    public void kill(ZL_Result r) {
      r.r1 = task.kill();
    }

    @Arbiter
    public void end(ZL_Result r) {
      r.r2 = end(task);
    }
  }

  @JCStressTest
  @Description("A task gets a child, and is cancelled.")
  @Outcome(id = "refused, 0", expect = ACCEPTABLE, desc = "The task has ended before.")
  @Outcome(id = "CANCELLED, 0", expect = ACCEPTABLE, desc = "The child is cancelled too.")
  @Outcome(expect = FORBIDDEN, desc = "The child has not heard of it.")
  @State
  public static class ChildAgainstCancel extends Managed {
    final ManagedTask<String> parent = started();
    Object child = "refused";

    @Actor
    public void add() {
      try {
        ManagedTask<String> added = manager.addChild(parent, work());
        added.start();
        child = added;
      } catch (IllegalStateException e) {
        Race.refused(e, "cannot get children any more");
      }
    }

    @Actor
    public void cancel() {
      parent.cancel();
    }

    @Arbiter
    public void end(LI_Result r) {
      r.r1 = child instanceof ManagedTask<?> added ? added.status() : child;
      r.r2 = manager.tasks().size();
    }
  }

  @JCStressTest
  @Description("A task is added and started, and the manager is closed.")
  @Outcome(id = "refused, null 0", expect = ACCEPTABLE, desc = "Closed before.")
  @Outcome(id = "KILLED, null 0", expect = ACCEPTABLE, desc = "Killed by the close.")
  @Outcome(expect = FORBIDDEN, desc = "It runs on, or the close does not end.")
  @State
  public static class AddAgainstClose extends Managed {
    Object added = "refused";
    CompletableFuture<Void> closed;

    @Suspendable
    Task<Void> closing() {
      await(manager.closeAsync());
      return Task.completed();
    }

    @Actor
    public void submit() {
      try {
        ManagedTask<String> task = created();
        added = task;
        task.start();
      } catch (IllegalStateException e) {
        Race.refused(e, "is closed");
      }
    }

    @Actor
    public void close() {
      closed = closing().toCompletableFuture();
    }

    @Arbiter
    public void end(LL_Result r) {
      r.r1 = added instanceof ManagedTask<?> task ? task.status() : added;
      r.r2 = Race.end(closed) + " " + manager.tasks().size();
    }
  }

  @JCStressTest
  @Description("A task ends while a coroutine begins to await it.")
  @Outcome(id = "done", expect = ACCEPTABLE, desc = "It has the value.")
  @Outcome(expect = FORBIDDEN, desc = "It waits for ever.")
  @State
  public static class AwaitAgainstCompletion extends Managed {
    final ManagedTask<String> task = started();
    CompletableFuture<String> waiting;

    @Actor
    public void await1() {
      waiting = waitFor(task).toCompletableFuture();
    }

    @Actor
    public void complete() {
      gate.set();
    }

    @Arbiter
    public void end(L_Result r) {
      r.r1 = Race.end(waiting);
    }
  }

  @JCStressTest
  @Description("A task ends, and a coroutine that awaits it is stopped.")
  @Outcome(
      id = {"done, done", "cancelled, done"},
      expect = ACCEPTABLE,
      desc = "One of both.")
  @Outcome(expect = FORBIDDEN, desc = "A coroutine waits for ever.")
  @State
  public static class StopAgainstCompletion extends Managed {
    final ManagedTask<String> task = started();
    final CompletableFuture<String> stopped = waitFor(task).toCompletableFuture();
    final CompletableFuture<String> other = waitFor(task).toCompletableFuture();

    @Actor
    public void stop() {
      stopped.cancel(false);
    }

    @Actor
    public void complete() {
      gate.set();
    }

    @Arbiter
    public void end(LL_Result r) {
      r.r1 = Race.end(stopped);
      r.r2 = Race.end(other);
    }
  }
}
