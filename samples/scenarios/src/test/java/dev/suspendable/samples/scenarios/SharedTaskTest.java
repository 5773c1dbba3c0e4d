package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.SharedTask;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Tasks that many await. */
class SharedTaskTest {
  private final List<String> log = new ArrayList<>();
  private final CompletableFuture<String> gate = new CompletableFuture<>();

  @Suspendable
  SharedTask<String> shared() {
    log.add("starts");
    try {
      return SharedTask.of("v" + await(gate.copy()));
    } finally {
      log.add("ends");
    }
  }

  @Suspendable
  Task<String> user(String name, SharedTask<String> shared) {
    String value = await(shared);
    log.add(name + " " + value);
    return Task.of(name + value);
  }

  @Test
  void startsAtTheFirstAwaitAndResumesInOrder() throws Exception {
    SharedTask<String> shared = shared();
    assertThat(log).isEmpty();
    CompletableFuture<String> a = user("a", shared).toCompletableFuture();
    CompletableFuture<String> b = user("b", shared).toCompletableFuture();
    CompletableFuture<String> c = user("c", shared).toCompletableFuture();
    gate.complete("1");
    assertThat(List.of(a.get(), b.get(), c.get())).containsExactly("av1", "bv1", "cv1");
    assertThat(log).containsExactly("starts", "ends", "a v1", "b v1", "c v1");
    assertThat(syncWait(user("late", shared))).isEqualTo("latev1");
  }

  @Test
  void oneThatIsStoppedLeavesTheOthersTheValue() throws Exception {
    SharedTask<String> shared = shared();
    CompletableFuture<String> a = user("a", shared).toCompletableFuture();
    CompletableFuture<String> b = user("b", shared).toCompletableFuture();
    a.cancel(false);
    assertThat(log).containsExactly("starts");
    gate.complete("1");
    assertThat(b.get()).isEqualTo("bv1");
    assertThat(log).containsExactly("starts", "ends", "b v1");
  }

  @Test
  void theLastOneToBeStoppedStopsTheBody() throws Exception {
    SharedTask<String> shared = shared();
    CompletableFuture<String> a = user("a", shared).toCompletableFuture();
    CompletableFuture<String> b = user("b", shared).toCompletableFuture();
    b.cancel(false);
    a.cancel(false);
    assertThat(log).containsExactly("starts", "ends");
    // One that comes later is not stopped: it can catch the exception.
    assertThatThrownBy(() -> syncWait(user("late", shared)))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("SharedTaskTest.shared")
        .hasMessageEndingWith("call it again");
    assertThat(syncWait(user("late", shared).orElse("other"))).isEqualTo("other");
  }

  @Test
  void hasTheMethodsOfTasksByATask() throws Exception {
    SharedTask<String> shared = shared();
    Task<String> late = Task.<String>from(shared).timeout(Duration.ZERO).orElse("late");
    assertThat(syncWait(late)).isEqualTo("late");
    gate.complete("1");
    SharedTask<String> again = shared();
    assertThat(syncWait(Task.<String>from(again).timeout(Duration.ofHours(1)))).isEqualTo("v1");
    assertThat(syncWait(Task.whenAll(Task.from(again), Task.from(again))))
        .containsExactly("v1", "v1");
    Task<String> task = user("a", again);
    assertThat(Task.<String>from(task)).isSameAs(task);
  }

  @Suspendable
  SharedTask<String> stoppingItself(StopSource stop) {
    stop.requestStop();
    return SharedTask.of(await(user("inner", shared()).withStopToken(stop.token())));
  }

  @Test
  void aBodyThatIsStoppedByItselfStopsItsAwaiters() {
    StopSource stop = new StopSource();
    SharedTask<String> shared = stoppingItself(stop);
    assertThatThrownBy(() -> syncWait(user("a", shared).orElse("other")))
        .isInstanceOf(CancellationException.class);
  }

  @Suspendable
  SharedTask<Instant> deadline() {
    return SharedTask.of(await(Context.current()).deadline());
  }

  @Suspendable
  Task<Instant> awaiting(SharedTask<Instant> shared) {
    return Task.of(await(shared));
  }

  /** It may outlive the coroutine that has the deadline. */
  @Test
  void doesNotInheritADeadline() throws Exception {
    assertThat(syncWait(awaiting(deadline()).timeout(Duration.ofDays(1)))).isNull();
  }

  @Suspendable
  SharedTask<String> around(SharedTask<String> inner) {
    return SharedTask.of(await(inner));
  }

  @Test
  void aStopReachesTheEndOfALongChain() {
    SharedTask<String> chain = shared();
    for (int i = 0; i < 10_000; i++) {
      chain = around(chain);
    }
    CompletableFuture<String> outermost = user("a", chain).toCompletableFuture();
    outermost.cancel(false);
    assertThat(log).containsExactly("starts", "ends");
  }

  @Suspendable
  SharedTask<String> failing() throws IOException {
    log.add("starts");
    throw new IOException("x");
  }

  @Test
  void aFailureIsKeptToo() throws Exception {
    SharedTask<String> failing = failing();
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> syncWait(failing)).isInstanceOf(IOException.class).hasMessage("x");
    }
    assertThat(log).containsExactly("starts");
  }

  @Suspendable
  SharedTask<String> delegating(Task<String> task) {
    return SharedTask.of(await(task));
  }

  @Suspendable
  SharedTask<Void> empty() {
    return SharedTask.completed();
  }

  @Test
  void otherEnds() throws Exception {
    assertThat(syncWait(delegating(Task.of("t")))).isEqualTo("t");
    assertThat(syncWait(SharedTask.of("s"))).isEqualTo("s");
    assertThat(syncWait(empty())).isNull();
  }

  @Test
  void manyAwaitersTakeNoStack() throws Exception {
    SharedTask<String> shared = shared();
    List<CompletableFuture<String>> all = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      all.add(user("", shared).toCompletableFuture());
    }
    gate.complete("1");
    assertThat(all).allMatch(CompletableFuture::isDone);
  }
}
