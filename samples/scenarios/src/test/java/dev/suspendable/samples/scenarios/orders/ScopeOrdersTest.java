package dev.suspendable.samples.scenarios.orders;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.SharedTask;
import dev.suspendable.Task;
import dev.suspendable.Winner;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.Joiner;
import dev.suspendable.scope.Subtask;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.scope.TimeoutException;
import dev.suspendable.test.SuspendableTest;
import dev.suspendable.test.SuspendableTest.Orders;
import dev.suspendable.test.TestRun;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Scopes and contests, in many orders, with failures and stops at each suspension. */
class ScopeOrdersTest {
  private int begun;
  private int left;
  private int running;

  @Suspendable
  Task<String> child(String name, int steps) {
    begun++;
    running++;
    try {
      for (int i = 0; i < steps; i++) {
        await(TestRun.operation("io"));
      }
      return Task.of(name);
    } finally {
      try {
        await(TestRun.operation("io")); // a cleanup that waits, and can fail or be stopped
      } finally {
        running--;
        left++;
      }
    }
  }

  @Suspendable
  Task<String> failing(int steps) throws IOException {
    await(child("never", steps));
    throw new IOException("of a child");
  }

  private void nothingIsLeft(TestRun run) {
    run.afterwards("each child that has begun has been left", () -> begun == left);
  }

  @SuspendableTest(
      strategy = Orders.EXHAUSTIVE,
      bound = 2,
      orders = 400,
      failures = true,
      stops = true,
      ordersForEachInjection = 5)
  @Suspendable
  Task<Void> aScopeAwaitsItsSubtasksOnEveryWayOut(TestRun run) {
    nothingIsLeft(run);
    try (var scope = TaskScope.open()) {
      Subtask<String> a = scope.fork(child("a", 2));
      Subtask<String> b = scope.fork(child("b", 1));
      await(scope.join());
      assertThat(a.get() + b.get()).isEqualTo("ab");
    } finally {
      assertThat(left).as("nothing outlives the scope").isEqualTo(begun);
    }
    return Task.completed();
  }

  @SuspendableTest(strategy = Orders.PCT, orders = 300)
  @Suspendable
  Task<Void> theFirstFailureStopsTheOthers(TestRun run) {
    nothingIsLeft(run);
    try (var scope = TaskScope.open()) {
      scope.fork(child("a", 5));
      scope.fork(failing(1));
      scope.fork(child("b", 5));
      await(scope.join());
      throw new AssertionError("the join has to fail");
    } catch (IOException expected) {
      assertThat(expected).hasMessage("of a child");
      assertThat(left).isEqualTo(begun);
    }
    return Task.completed();
  }

  @SuspendableTest(orders = 300, failures = true, stops = true, ordersForEachInjection = 3)
  @Suspendable
  Task<Void> aLimitHolds(TestRun run) {
    nothingIsLeft(run);
    run.invariant("at most two run", () -> running <= 2);
    try (var scope =
        TaskScope.<String, List<Subtask<String>>>open(
            Joiner.allSuccessfulOrThrow(), options -> options.withLimit(2))) {
      for (int i = 0; i < 4; i++) {
        scope.fork(child("x", 2));
      }
      assertThat(await(scope.join())).hasSize(4);
    }
    return Task.completed();
  }

  @SuspendableTest(orders = 300, stops = true, timeRaces = true, ordersForEachInjection = 5)
  @Suspendable
  Task<Void> theTimeoutOfAScopeComesAtAnyTime(TestRun run) {
    nothingIsLeft(run);
    try (var scope =
        TaskScope.<String, List<Subtask<String>>>open(
            Joiner.allSuccessfulOrThrow(), options -> options.withTimeout(Duration.ofSeconds(1)))) {
      scope.fork(child("a", 3));
      scope.fork(child("b", 3));
      assertThat(await(scope.join())).hasSize(2);
    } catch (TimeoutException late) {
      assertThat(left).isEqualTo(begun);
    }
    return Task.completed();
  }

  @SuspendableTest(
      strategy = Orders.EXHAUSTIVE,
      bound = 3,
      orders = 500,
      stops = true,
      ordersForEachInjection = 5)
  @Suspendable
  Task<Void> losersAreStoppedAndAwaited(TestRun run) {
    nothingIsLeft(run);
    try {
      Winner<String> winner =
          await(Task.whenAny(List.of(child("a", 2), failing(1), child("c", 3))));
      assertThat(left).as("when the winner is told, the losers have ended").isEqualTo(begun);
      assertThat(winner.value()).isEqualTo(winner.index() == 0 ? "a" : "c");
    } catch (IOException noneHasSucceeded) {
      assertThat(left).as("possible only if a stop has ended the others").isEqualTo(begun);
    }
    return Task.completed();
  }

  @SuspendableTest(strategy = Orders.PCT, orders = 300)
  @Suspendable
  Task<Void> aRaceIsWonByTheFirstThatEnds(TestRun run) {
    nothingIsLeft(run);
    try {
      await(Task.race(List.of(child("a", 2), failing(2))));
    } catch (IOException theOther) {
      assertThat(theOther).hasMessage("of a child");
    }
    assertThat(left).isEqualTo(begun);
    return Task.completed();
  }

  @SuspendableTest(orders = 300, timeRaces = true, stops = true, ordersForEachInjection = 5)
  @Suspendable
  Task<Void> aTimeoutOrAValueButNotBoth(TestRun run) {
    nothingIsLeft(run);
    try {
      assertThat(await(child("a", 3).timeout(Duration.ofSeconds(1)))).isEqualTo("a");
    } catch (TimeoutException late) {
      assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }
    assertThat(left).isEqualTo(begun);
    return Task.completed();
  }

  @Suspendable
  SharedTask<String> shared() {
    return SharedTask.of(await(child("shared", 2)));
  }

  @Suspendable
  Task<String> awaits(SharedTask<String> shared) {
    return Task.of(await(shared));
  }

  @SuspendableTest(strategy = Orders.PCT, orders = 300, stops = true, ordersForEachInjection = 5)
  @Suspendable
  Task<Void> aSharedTaskRunsOnce(TestRun run) {
    nothingIsLeft(run);
    SharedTask<String> shared = shared();
    List<String> values = await(Task.whenAll(awaits(shared), awaits(shared), awaits(shared)));
    assertThat(values).containsExactly("shared", "shared", "shared");
    assertThat(begun).isEqualTo(1);
    return Task.completed();
  }

  @SuspendableTest(orders = 200, failures = true, stops = true)
  @Suspendable
  Task<Void> subtasksForkOthersWhileTheOwnerJoins(TestRun run) {
    nothingIsLeft(run);
    try (var scope = TaskScope.open()) {
      scope.fork(forks(scope, 3));
      await(scope.join());
      assertThat(begun).isEqualTo(3);
    }
    return Task.completed();
  }

  @Suspendable
  Task<Void> forks(TaskScope<Object, Void> scope, int depth) {
    await(child("x", 1));
    if (depth > 1) {
      scope.fork(forks(scope, depth - 1));
    }
    return Task.completed();
  }
}
