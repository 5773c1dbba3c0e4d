package dev.suspendable.test;

import dev.suspendable.Task;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.debug.CoroutineDump;
import dev.suspendable.debug.CoroutineInfo;
import dev.suspendable.debug.CoroutineInfo.State;
import dev.suspendable.time.Timers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The part of the kit that one run of a test uses. It is used on the thread of the test, by the
 * code that makes the test's tasks, and by these.
 */
public final class TestRun {
  private final Simulation simulation;

  TestRun(Simulation simulation) {
    this.simulation = simulation;
  }

  // ---- Running.

  /**
   * Starts another task beside the test's own, with the same context: as another request to a
   * server would be. The run ends when all have ended. Its failure fails the test.
   *
   * @param task the task
   * @return the future of its outcome
   * @throws IllegalStateException if the run has ended, or on another thread than that of the test
   */
  public CompletableFuture<?> start(Task<?> task) {
    return simulation.start(Objects.requireNonNull(task, "task"));
  }

  /** Returns the executor of the test. */
  public Executor executor() {
    return simulation.executor;
  }

  /**
   * Makes another executor. It shares the thread and the queue of works with all others of this
   * run, so the strategy also decides between executors.
   *
   * @param name the name, for reports
   * @return the executor
   */
  public Executor executor(String name) {
    return new NamedExecutor(simulation, Objects.requireNonNull(name, "name"));
  }

  /** Requests the test to stop, as a user would who no longer wants its outcome. */
  public void requestStop() {
    simulation.stop.requestStop();
  }

  /**
   * Waits until nothing else can run without time passing: {@code await(run.whenIdle())}. Then
   * assertions about what is suspended make sense.
   *
   * @return an awaitable; a stop ends the wait
   */
  public Awaitable<@Nullable Void> whenIdle() {
    return () -> new Idle(simulation);
  }

  /**
   * Stands for an operation of the outside, such as a query, in the fakes of a test: {@code
   * await(TestRun.operation("query"))}. It takes no time, and completes when the strategy says so.
   * A stop reaches it before that, and a failure can be injected. Outside of a test it completes at
   * once.
   *
   * @param name the name, for reports
   * @return an awaitable, which may be awaited any number of times
   */
  public static Awaitable<@Nullable Void> operation(String name) {
    return new SimulatedOperation(Objects.requireNonNull(name, "name"));
  }

  // ---- Time.

  /**
   * Returns the virtual time since the begin of the run.
   *
   * @return the time; it does not pass while anything is ready
   */
  public Duration elapsed() {
    return simulation.time.elapsed();
  }

  /** Returns the clock and the timers of the run, which are those of its context. */
  public Timers timers() {
    return simulation.time;
  }

  // ---- What has to hold.

  /**
   * Lets the run fail if a condition does not hold at its end, whatever the outcome, also after
   * injected failures and stops: no permit is out, no resource is open.
   *
   * @param what the condition in words
   * @param holds tests it
   */
  public void afterwards(String what, BooleanSupplier holds) {
    simulation.afterwards.add(new Condition(what, Objects.requireNonNull(holds, "holds")));
  }

  /**
   * Lets the run fail as soon as a condition does not hold between two steps: whenever one
   * coroutine has suspended and another may see what it has left behind.
   *
   * @param what the condition in words
   * @param holds tests it; has no effects
   */
  public void invariant(String what, BooleanSupplier holds) {
    simulation.invariants.add(new Condition(what, Objects.requireNonNull(holds, "holds")));
  }

  // ---- What is suspended where.

  /**
   * Returns the coroutines of this run that are suspended at the moment, the oldest first.
   *
   * @return the coroutines; not the one that calls this
   */
  public List<CoroutineInfo> suspended() {
    return simulation.dump().coroutines().stream()
        .filter(each -> each.state() == State.SUSPENDED)
        .toList();
  }

  /**
   * Asserts that a coroutine is suspended and waits for something. Call it after {@link #whenIdle}.
   *
   * @param coroutine the end of its class and method, such as {@code Worker.loop}
   * @param awaits a part of what it awaits, such as {@code Channel.receive}
   * @throws AssertionError if none is; the message has a dump
   */
  public void assertSuspended(String coroutine, String awaits) {
    for (CoroutineInfo each : suspended()) {
      String awaited = each.awaits();
      if (each.name().endsWith(coroutine) && awaited != null && awaited.contains(awaits)) {
        return;
      }
    }
    throw new AssertionError(
        "No coroutine " + coroutine + " is suspended that awaits " + awaits + ":\n" + dump());
  }

  /**
   * Makes a dump of the coroutines of this run.
   *
   * @return the coroutines that have not ended
   */
  public CoroutineDump dump() {
    return simulation.dump();
  }
}
