package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.CoroutineHandle;
import dev.suspendable.coroutine.Promise;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A handle resumes a coroutine that waits for an operation, while that operation completes on
 * another thread. The coroutine continues once, one way or the other, and nothing reaches its later
 * await ({@code CoroutineHandle}).
 */
public final class HandleRaces {
  private HandleRaces() {}

  /**
   * The coroutine waits through other coroutines for one gate; its cleanup waits for another gate.
   */
  abstract static class Waiting {
    final Gate gate = new Gate();
    final Gate cleanup = new Gate();
    final Task<String> body;
    final CompletableFuture<String> end;
    String seen = "nothing";
    int left;

    Waiting() {
      body = body(awaited());
      end = body.toCompletableFuture();
    }

    abstract Task<String> awaited();

    @Suspendable
    final Task<String> leaf() {
      return Task.of(await(gate));
    }

    @Suspendable
    final Task<String> around(Task<String> inner) {
      return Task.of(await(inner));
    }

    @Suspendable
    final Task<String> returned(Task<String> inner) {
      return inner;
    }

    @Suspendable
    final Task<String> direct() {
      return Task.of(await(leaf()));
    }

    @Suspendable
    final Task<String> body(Task<String> task) {
      try {
        seen = await(task);
      } finally {
        left++;
        await(cleanup);
      }
      return Task.of(seen);
    }

    final String setStopped() {
      CoroutineHandle handle = ((Promise) (Object) body).handle();
      try {
        handle.setStopped();
        return Race.WON;
      } catch (IllegalStateException e) {
        String because = String.valueOf(e.getMessage());
        if (!because.contains("cannot be taken from")
            && !because.contains("was already resumed")
            && !because.contains("is already running")
            && !because.contains("is nested in another coroutine")) {
          throw e;
        }
        return Race.REFUSED;
      }
    }

    final void complete() {
      gate.open();
    }

    /** The body now waits in its cleanup, in both cases, and no other operation is in progress. */
    final void ended(LL_Result r) {
      String before = left + (end.isDone() ? " ended too early" : "");
      try {
        cleanup.open();
      } catch (IllegalStateException e) {
        before += " " + e.getMessage();
      }
      r.r2 = before + " " + seen + " " + Race.end(end);
    }
  }

  @JCStressTest
  @Description("The coroutine awaits a task that waits.")
  @Outcome(id = "won, 1 nothing cancelled", expect = ACCEPTABLE, desc = "By the handle.")
  @Outcome(id = "refused, 1 value value", expect = ACCEPTABLE, desc = "By the task.")
  @Outcome(
      id = "won, 1 ended too early value cancelled",
      expect = ACCEPTABLE,
      desc = "By the task; the handle ended the cleanup.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or a later await was resumed.")
  @State
  public static class OneTask extends Waiting {
    @Override
    Task<String> awaited() {
      return leaf();
    }

    @Actor
    public void handle(LL_Result r) {
      // A signal that comes too late or too early for the first await may end the cleanup.
      r.r1 = setStopped();
    }

    @Actor
    public void completion(LL_Result r) {
      complete();
    }

    @Arbiter
    public void end(LL_Result r) {
      ended(r);
    }
  }

  @JCStressTest
  @Description("The coroutine awaits a chain of tasks.")
  @Outcome(id = "won, 1 nothing cancelled", expect = ACCEPTABLE, desc = "By the handle.")
  @Outcome(id = "refused, 1 value value", expect = ACCEPTABLE, desc = "By the task.")
  @Outcome(
      id = "won, 1 ended too early value cancelled",
      expect = ACCEPTABLE,
      desc = "By the task; the handle ended the cleanup.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or a later await was resumed.")
  @State
  public static class Chain extends Waiting {
    @Override
    Task<String> awaited() {
      return around(around(direct()));
    }

    @Actor
    public void handle(LL_Result r) {
      // A signal that comes too late or too early for the first await may end the cleanup.
      r.r1 = setStopped();
    }

    @Actor
    public void completion(LL_Result r) {
      complete();
    }

    @Arbiter
    public void end(LL_Result r) {
      ended(r);
    }
  }

  @JCStressTest
  @Description("The coroutine awaits a task that has returned others.")
  @Outcome(id = "won, 1 nothing cancelled", expect = ACCEPTABLE, desc = "By the handle.")
  @Outcome(id = "refused, 1 value value", expect = ACCEPTABLE, desc = "By the task.")
  @Outcome(
      id = "won, 1 ended too early value cancelled",
      expect = ACCEPTABLE,
      desc = "By the task; the handle ended the cleanup.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or a later await was resumed.")
  @State
  public static class Returned extends Waiting {
    @Override
    Task<String> awaited() {
      return around(returned(returned(leaf())));
    }

    @Actor
    public void handle(LL_Result r) {
      // A signal that comes too late or too early for the first await may end the cleanup.
      r.r1 = setStopped();
    }

    @Actor
    public void completion(LL_Result r) {
      complete();
    }

    @Arbiter
    public void end(LL_Result r) {
      ended(r);
    }
  }

  @JCStressTest
  @Description("The coroutine awaits a whenAll.")
  @Outcome(id = "won, 1 nothing cancelled", expect = ACCEPTABLE, desc = "By the handle.")
  @Outcome(id = "refused, 1 value value", expect = ACCEPTABLE, desc = "By the task.")
  @Outcome(
      id = "won, 1 ended too early value cancelled",
      expect = ACCEPTABLE,
      desc = "By the task; the handle ended the cleanup.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or a later await was resumed.")
  @State
  public static class All extends Waiting {
    @Override
    Task<String> awaited() {
      return around(Task.whenAll(leaf(), Task.of("x"), (a, b) -> a));
    }

    @Actor
    public void handle(LL_Result r) {
      // A signal that comes too late or too early for the first await may end the cleanup.
      r.r1 = setStopped();
    }

    @Actor
    public void completion(LL_Result r) {
      complete();
    }

    @Arbiter
    public void end(LL_Result r) {
      ended(r);
    }
  }

  @JCStressTest
  @Description("The coroutine awaits a task that was started by an executor.")
  @Outcome(id = "won, 1 nothing cancelled", expect = ACCEPTABLE, desc = "By the handle.")
  @Outcome(id = "refused, 1 value value", expect = ACCEPTABLE, desc = "By the task.")
  @Outcome(
      id = "won, 1 ended too early value cancelled",
      expect = ACCEPTABLE,
      desc = "By the task; the handle ended the cleanup.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or a later await was resumed.")
  @State
  public static class Elsewhere extends Waiting {
    @Override
    Task<String> awaited() {
      return leaf().on(Runnable::run);
    }

    @Actor
    public void handle(LL_Result r) {
      // A signal that comes too late or too early for the first await may end the cleanup.
      r.r1 = setStopped();
    }

    @Actor
    public void completion(LL_Result r) {
      complete();
    }

    @Arbiter
    public void end(LL_Result r) {
      ended(r);
    }
  }

  @JCStressTest
  @Description("A value is given through a suspend point that was asked for before.")
  @Outcome(id = "won, 1 given given", expect = ACCEPTABLE, desc = "By the point.")
  @Outcome(id = "refused, 1 value value", expect = ACCEPTABLE, desc = "By the task.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or a later await was resumed.")
  @State
  public static class Point extends Waiting {
    private final dev.suspendable.coroutine.SuspendPoint point =
        ((Promise) (Object) body).handle().suspendPoint();

    @Override
    Task<String> awaited() {
      return around(leaf());
    }

    @Actor
    public void value(LL_Result r) {
      r.r1 = Race.run(point.setValue("given"));
    }

    @Actor
    public void completion(LL_Result r) {
      complete();
    }

    @Arbiter
    public void end(LL_Result r) {
      ended(r);
    }
  }

  @JCStressTest
  @Description("Two coroutines of one chain are taken by their handles, and it completes.")
  @Outcome(
      id = "(won|refused), 1 (nothing cancelled|value value|ended too early.*)",
      expect = ACCEPTABLE,
      desc = "Once.")
  @Outcome(expect = FORBIDDEN, desc = "Not once, or a later await was resumed.")
  @State
  public static class TwoHandles extends Waiting {
    private Task<String> inner;

    @Override
    Task<String> awaited() {
      inner = leaf();
      return around(inner);
    }

    @Actor
    public void innerDone() {
      try {
        ((Promise) (Object) inner).handle().setStopped();
      } catch (IllegalStateException e) {
        // the other resumption won
      }
    }

    @Actor
    public void handle(LL_Result r) {
      // A signal that comes too late or too early for the first await may end the cleanup.
      r.r1 = setStopped();
    }

    @Actor
    public void completion(LL_Result r) {
      complete();
    }

    @Arbiter
    public void end(LL_Result r) {
      ended(r);
    }
  }
}
