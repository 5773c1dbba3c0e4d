package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.AsyncCloseable;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopToken;
import dev.suspendable.scope.TaskScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A coroutine that returns a future, and opens scopes: the cancellation of the future reaches the
 * subtasks at once, whatever the owner waits for.
 */
class FutureStopTest {
  private final List<String> log = new ArrayList<>();
  private final CompletableFuture<String> never = new CompletableFuture<>();
  private final Foreign foreign = new Foreign("foreign");

  @Suspendable
  Task<String> subtask(String name) {
    try {
      return Task.of(await(never.copy()));
    } finally {
      log.add(name + " leaves");
    }
  }

  @Suspendable
  CompletableFuture<String> direct() {
    try (var scope = TaskScope.open()) {
      scope.fork(subtask("a"));
      scope.fork(subtask("b"));
      String value = await(foreign);
      log.add("got " + value);
      await(scope.join());
      return CompletableFuture.completedFuture(value);
    } finally {
      log.add("owner leaves");
    }
  }

  @Test
  void ownerWaitsForAForeignOperation() {
    CompletableFuture<String> future = direct();
    future.cancel(true);
    assertThat(log).containsExactly("a leaves", "b leaves");
    foreign.complete();
    assertThat(log).containsExactly("a leaves", "b leaves", "got foreign", "owner leaves");
    assertThat(future).isCancelled();
  }

  @Suspendable
  Task<String> inner() {
    try (var scope = TaskScope.open()) {
      scope.fork(subtask("inner"));
      return Task.of(await(foreign));
    }
  }

  @Suspendable
  Task<String> middle() {
    try (var scope = TaskScope.open()) {
      scope.fork(subtask("middle"));
      return Task.of(await(inner()));
    }
  }

  @Suspendable
  CompletableFuture<String> nested() {
    return CompletableFuture.completedFuture(await(middle()));
  }

  /** The scopes are in callees that have no frames yet when the scopes are opened. */
  @Test
  void scopesInCallees() {
    CompletableFuture<String> future = nested();
    future.cancel(true);
    assertThat(log).containsExactlyInAnyOrder("middle leaves", "inner leaves");
    foreign.complete();
    assertThat(future).isCancelled();
  }

  @Suspendable
  Task<String> nestedFork() {
    try (var scope = TaskScope.open()) {
      scope.fork(middle());
      String value = await(foreignToo);
      await(scope.join());
      return Task.of(value);
    }
  }

  private final Foreign foreignToo = new Foreign("foreign");

  @Suspendable
  CompletableFuture<String> scopesInSubtasks() {
    return CompletableFuture.completedFuture(await(nestedFork()));
  }

  @Test
  void scopesOfSubtasks() {
    CompletableFuture<String> future = scopesInSubtasks();
    future.cancel(true);
    assertThat(log).containsExactlyInAnyOrder("middle leaves", "inner leaves");
    foreign.complete();
    foreignToo.complete();
    assertThat(future).isCancelled();
  }

  @Suspendable
  CompletableFuture<String> closedBefore() {
    try (var scope = TaskScope.open()) {
      log.add("empty scope");
      await(scope.join());
    }
    return CompletableFuture.completedFuture(await(inner()));
  }

  @Test
  void aSecondScope() {
    CompletableFuture<String> future = closedBefore();
    future.cancel(true);
    assertThat(log).containsExactly("empty scope", "inner leaves");
    foreign.complete();
    assertThat(future).isCancelled();
  }

  private CompletableFuture<String> own;

  @Suspendable
  CompletableFuture<String> checking() {
    await(foreign);
    try (var scope = TaskScope.open()) {
      own.cancel(true); // as another thread would, while the owner does not wait
      log.add("cancelled");
      await(Context.checkStopped());
      log.add("not reached");
    }
    return CompletableFuture.completedFuture("");
  }

  /** A check finds the request although the owner has not waited since the scope was opened. */
  @Test
  void checkAfterOpening() {
    own = checking();
    foreign.complete();
    assertThat(log).containsExactly("cancelled");
    assertThat(own).isCancelled();
  }

  @Suspendable
  CompletableFuture<String> reading() {
    await(foreign);
    try (var scope = TaskScope.open()) {
      StopToken token = await(Context.currentStopToken());
      scope.fork(subtask("a"));
      own.cancel(true);
      log.add(String.valueOf(token.isStopRequested()));
      await(scope.join());
    }
    return CompletableFuture.completedFuture("");
  }

  @Test
  void tokenAfterOpening() {
    own = reading();
    foreign.complete();
    assertThat(log).containsExactly("a leaves", "true");
    assertThat(own).isCancelled();
  }

  @Suspendable
  CompletableFuture<String> cancelledBefore() {
    await(foreign);
    own.cancel(true);
    try (var scope = TaskScope.open()) {
      scope.fork(subtask("a"));
      await(foreignToo);
      log.add("not reached");
    }
    return CompletableFuture.completedFuture("");
  }

  /** The request came before the scope was opened; the next await finds it. */
  @Test
  void requestBeforeOpening() {
    own = cancelledBefore();
    foreign.complete();
    assertThat(log).containsExactly("a leaves");
    assertThat(own).isCancelled();
    assertThat(foreignToo.isAwaited()).isFalse();
  }

  private final class Resource implements AsyncCloseable {
    @Override
    public Awaitable<?> closeAsync() {
      return foreign;
    }
  }

  @Suspendable
  CompletableFuture<String> closing() {
    try (var scope = TaskScope.open()) {
      scope.fork(subtask("a"));
      try (var resource = new Resource()) {
        log.add("uses " + (resource != null));
      }
      log.add("closed");
      await(scope.join());
    }
    return CompletableFuture.completedFuture("");
  }

  /** The first suspension is a closing, which a stop does not end. */
  @Test
  void ownerClosesAResource() {
    CompletableFuture<String> future = closing();
    future.cancel(true);
    assertThat(log).containsExactly("uses true", "a leaves");
    foreign.complete();
    assertThat(log).containsExactly("uses true", "a leaves", "closed");
    assertThat(future).isCancelled();
  }

  @Suspendable
  Optional<TaskScope<Object, Void>> opened() {
    int number = await(Optional.of(1));
    log.add("opens " + number);
    return Optional.of(TaskScope.open());
  }

  @Suspendable
  CompletableFuture<String> inAnOptional() {
    try (var scope = opened().orElseThrow()) {
      scope.fork(subtask("a"));
      return CompletableFuture.completedFuture(await(foreign));
    }
  }

  /** Another coroutine, which ends at once, opens the scope. */
  @Test
  void scopeOfAnOptional() {
    CompletableFuture<String> future = inAnOptional();
    future.cancel(true);
    assertThat(log).containsExactly("opens 1", "a leaves");
    foreign.complete();
    assertThat(future).isCancelled();
  }

  @Suspendable
  CompletableFuture<String> blocking() throws InterruptedException {
    try (var scope = TaskScope.open()) {
      scope.fork(subtask("a"));
      Task.syncWait(Task.whenAll(Task.of("x")));
      return CompletableFuture.completedFuture(await(foreign));
    }
  }

  /** What the owner blocks for ends, and the owner still looks for its root. */
  @Test
  void ownerBlocksFirst() throws Exception {
    CompletableFuture<String> future = blocking();
    future.cancel(true);
    assertThat(log).containsExactly("a leaves");
    foreign.complete();
    assertThat(future).isCancelled();
  }

  private final Set<StopToken> tokens = new HashSet<>();

  @Suspendable
  Task<String> child(Foreign operation) {
    try (var scope = TaskScope.open()) {
      scope.fork(subtask("child"));
      await(operation);
    }
    tokens.add(await(Context.currentStopToken()));
    return Task.of("");
  }

  @Suspendable
  CompletableFuture<String> manyChildren() {
    await(Task.whenAll(child(foreign), child(foreignToo)));
    tokens.add(await(Context.currentStopToken()));
    return CompletableFuture.completedFuture("");
  }

  /**
   * A chain that has waited has the token of its root, and none of its own, which would stay
   * registered with that: a server whose requests open scopes would fill the memory.
   */
  @Test
  void oneTokenForAllChainsOfARoot() {
    CompletableFuture<String> future = manyChildren();
    foreign.complete();
    foreignToo.complete();
    assertThat(future).isCompleted();
    assertThat(tokens).hasSize(1).noneMatch(StopToken.never()::equals);
  }

  /** A scope that is opened outside of coroutines does not disturb what the thread runs later. */
  @Test
  void openedOutside() throws Exception {
    direct(); // from now on coroutines look for a root
    var scope = TaskScope.open();
    scope.fork(subtask("outside"));
    CompletableFuture<String> future = nested();
    Task.syncWait(scope.closeAsync());
    assertThat(Chain.environment()).as("of this thread").isNull();
    assertThat(log).containsExactly("outside leaves");
    future.cancel(true);
    assertThat(log).containsExactlyInAnyOrder("outside leaves", "middle leaves", "inner leaves");
    foreign.complete();
    assertThat(future).isCancelled();
  }
}
