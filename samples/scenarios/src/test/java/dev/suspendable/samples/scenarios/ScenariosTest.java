package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.AsyncCloseable;
import dev.suspendable.AsyncGenerator;
import dev.suspendable.EagerTask;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.scope.Subtask;
import dev.suspendable.scope.TaskScope;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users of such libraries rely on, across the types of this one. */
class ScenariosTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final CompletableFuture<String> cleanup = new CompletableFuture<>();
  private final Foreign stubborn = new Foreign("done");

  /** A resource whose closing awaits. */
  private final class Resource implements AsyncCloseable {
    private final String name;

    Resource(String name) {
      this.name = name;
    }

    @Override
    public Awaitable<Void> closeAsync() {
      log.add("closes " + name);
      return closing(name);
    }
  }

  @Suspendable
  private Task<Void> closing(String name) {
    await(cleanup.copy());
    log.add("closed " + name);
    return Task.completed();
  }

  // ---- Tasks.

  @Suspendable
  Task<String> holding(Object argument) {
    return Task.of(argument.toString());
  }

  @Test
  void aTaskThatIsNeverAwaitedDropsItsArguments() {
    Object argument = new byte[1000];
    WeakReference<Object> reference = new WeakReference<>(argument);
    WeakReference<Task<String>> task = new WeakReference<>(holding(argument));
    argument = null;
    for (int i = 0; i < 100 && (reference.get() != null || task.get() != null); i++) {
      System.gc();
    }
    assertThat(reference.get()).isNull();
    assertThat(task.get()).isNull();
  }

  @Suspendable
  Task<Integer> one() {
    return Task.of(1);
  }

  @Suspendable
  Task<Integer> sum(int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      Task<Integer> called = one(); // not where it is awaited: it is a task, not a Java call
      sum += await(one()) + await(called) + await(CompletableFuture.completedFuture(1));
    }
    return Task.of(sum);
  }

  @Test
  void aMillionAwaitsThatDoNotSuspendTakeNoStack() throws Exception {
    assertThat(syncWait(sum(1_000_000))).isEqualTo(3_000_000);
  }

  // ---- Eager tasks.

  @Suspendable
  EagerTask<String> cancelling(CompletableFuture<EagerTask<String>> itself) {
    try {
      boolean cancelled = await(itself).cancel(true);
      log.add("cancelled " + cancelled);
      await(gate);
      return EagerTask.of("not reached");
    } finally {
      await(cleanup);
      log.add("left");
    }
  }

  @Test
  void aTaskThatIsCancelledWhileItRunsStopsWhereItWaitsNext() {
    CompletableFuture<EagerTask<String>> itself = new CompletableFuture<>();
    EagerTask<String> task = cancelling(itself);
    itself.complete(task);
    assertThat(task.isCancelled()).isTrue();
    assertThat(log).containsExactly("cancelled true");
    cleanup.complete("");
    assertThat(log).containsExactly("cancelled true", "left");
  }

  @Suspendable
  EagerTask<String> failingLater() throws IOException {
    throw new IOException(await(gate));
  }

  @Test
  void aTaskThatIsDetachedWhileItRunsReportsItsFailure() throws Exception {
    List<Throwable> reported = new ArrayList<>();
    failingLater().detach();
    Thread thread = new Thread(() -> gate.complete("too late"));
    thread.setUncaughtExceptionHandler((at, t) -> reported.add(t));
    thread.start();
    thread.join();
    assertThat(reported).hasSize(1);
    assertThat(reported.get(0)).isInstanceOf(IOException.class).hasMessage("too late");
  }

  // ---- Scopes.

  @Suspendable
  Task<Optional<String>> leaving(String way) throws IOException {
    for (int i = 0; i < 1; i++) {
      try (Resource a = new Resource("a");
          Resource b = new Resource("b")) {
        try (Resource c = new Resource("c")) {
          switch (way) {
            case "break":
              break;
            case "continue":
              continue;
            case "return":
              return Task.of(Optional.of("returned"));
            case "throw":
              throw new IOException("thrown");
            case "empty":
              await(Optional.empty());
              break;
            default:
              await(gate);
          }
        }
      }
    }
    return Task.of(Optional.of("end"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"break", "continue", "return", "throw", "empty", "stop"})
  void resourcesAreClosedOnceInReverseOrder(String way) throws Exception {
    CompletableFuture<Optional<String>> result = leaving(way).toCompletableFuture();
    if (way.equals("stop")) {
      result.cancel(false);
    }
    assertThat(log).containsExactly("closes c");
    cleanup.complete("");
    assertThat(log)
        .containsExactly("closes c", "closed c", "closes b", "closed b", "closes a", "closed a");
    switch (way) {
      case "return" -> assertThat(result.get()).contains("returned");
      case "throw" -> assertThatThrownBy(result::get).cause().hasMessage("thrown");
      case "empty" -> assertThat(result.get()).isEmpty();
      case "stop" -> assertThat(result).isCancelled();
      default -> assertThat(result.get()).contains("end");
    }
  }

  @Suspendable
  AsyncGenerator<Integer> numbers() {
    try (Resource a = new Resource("a");
        Resource b = new Resource("b")) {
      yieldValue(1);
      yieldValue(2);
    }
    return AsyncGenerator.end();
  }

  @Test
  void thoseOfAGeneratorThatIsLeftHalfWayToo() throws Exception {
    CompletableFuture<List<Integer>> first = numbers().take(1).toList().toCompletableFuture();
    assertThat(log).containsExactly("closes b");
    assertThat(first).isNotDone();
    cleanup.complete("");
    assertThat(log).containsExactly("closes b", "closed b", "closes a", "closed a");
    assertThat(first.get()).containsExactly(1);
  }

  @Suspendable
  Task<String> failing() throws IOException {
    throw new IOException(await(gate));
  }

  @Suspendable
  Task<String> failingTogether() {
    try (var scope = TaskScope.open()) {
      Subtask<String> child = scope.fork(failing());
      gate.complete("child");
      log.add(child.state().toString());
      throw new IllegalStateException("body");
    } catch (IOException e) {
      return Task.of("the child came first");
    }
  }

  @Test
  void theBodyThatFailsAtTheSameTimeAsItsChildComesFirst() {
    assertThatThrownBy(() -> syncWait(failingTogether()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("body")
        .satisfies(t -> assertThat(t.getSuppressed()).hasSize(1))
        .satisfies(t -> assertThat(t.getSuppressed()[0]).hasMessage("child"));
    assertThat(log).containsExactly("FAILED");
  }

  @Suspendable
  Task<String> ignoring() {
    String value = await(stubborn);
    log.add("child has " + value);
    await(gate);
    return Task.of(value);
  }

  @Suspendable
  Task<String> ownerOfOneThatIgnoresAStop(boolean joins) {
    try (var scope = TaskScope.open()) {
      scope.fork(ignoring());
      if (joins) {
        await(scope.join());
      }
    }
    log.add("after the scope");
    return Task.of("end");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aScopeWaitsForAChildThatIgnoresTheStop(boolean joins) {
    CompletableFuture<String> result = ownerOfOneThatIgnoresAStop(joins).toCompletableFuture();
    if (joins) {
      result.cancel(false);
    }
    assertThat(log).isEmpty();
    stubborn.complete();
    assertThat(log.get(0)).isEqualTo("child has done");
    assertThat(log.contains("after the scope")).isEqualTo(!joins);
    assertThat(result).isDone();
  }

  // ---- Stop.

  @Suspendable
  Task<String> level(int depth) {
    try (Resource resource = new Resource("level " + depth)) {
      return Task.of(depth == 3 ? await(gate) : await(level(depth + 1)));
    } finally {
      log.add("left " + depth);
    }
  }

  @Test
  void aChainOfThreeUnwindsInnermostFirst() {
    CompletableFuture<String> result = level(1).toCompletableFuture();
    result.cancel(false);
    assertThat(log).containsExactly("closes level 3");
    cleanup.complete("");
    assertThat(log)
        .containsExactly(
            "closes level 3",
            "closed level 3",
            "left 3",
            "closes level 2",
            "closed level 2",
            "left 2",
            "closes level 1",
            "closed level 1",
            "left 1");
    assertThat(gate).isCancelled();
  }
}
