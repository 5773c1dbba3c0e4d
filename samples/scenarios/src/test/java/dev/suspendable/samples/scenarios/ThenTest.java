package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.ContextKey;
import dev.suspendable.scope.StopSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Tasks made of others by functions, and letting others go first. */
class ThenTest {
  private static final ContextKey<String> USER = ContextKey.of("user", "none");

  private final List<String> log = new ArrayList<>();
  private final CompletableFuture<String> gate = new CompletableFuture<>();

  @Suspendable
  private Task<String> named(String prefix) {
    log.add(prefix + " starts");
    try {
      return Task.of(prefix + await(gate) + await(Context.current()).get(USER));
    } finally {
      log.add(prefix + " ends");
    }
  }

  @Suspendable
  private Task<String> failing() throws IOException {
    if (true) {
      throw new IOException("broken");
    }
    return Task.of("");
  }

  @Test
  void mapsValuesOnly() throws Exception {
    gate.complete("1");
    assertThat(syncWait(named("a").map(String::length))).isEqualTo(6);
    Integer doubled = syncWait(Task.of(3).map(n -> n + 1).map(n -> 2 * n));
    assertThat(doubled).isEqualTo(8);
    assertThatThrownBy(() -> syncWait(failing().map(s -> log.add("mapped"))))
        .isInstanceOf(IOException.class)
        .hasMessage("broken");
    assertThatThrownBy(() -> syncWait(named("b").map(Integer::parseInt)))
        .isInstanceOf(NumberFormatException.class);
    assertThat(log).doesNotContain("mapped");
  }

  @Test
  void runsOneAfterTheOtherInOneContext() throws Exception {
    Task<String> both = named("a").then(a -> named(a + "+")).with(USER, "ann");
    CompletableFuture<String> result = both.toCompletableFuture();
    assertThat(log).containsExactly("a starts");
    gate.complete("1");
    assertThat(result.get()).isEqualTo("a1ann+1ann");
    assertThat(log).containsExactly("a starts", "a ends", "a1ann+ starts", "a1ann+ ends");
    assertThatThrownBy(() -> syncWait(Task.of(1).then(n -> null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("then(function) gave null");
    String ofStage = syncWait(Task.of(1).then(n -> Task.from(gate)));
    assertThat(ofStage).isEqualTo("1");
  }

  @Test
  void failuresBecomeValues() throws Exception {
    assertThat(syncWait(failing().orElse("other"))).isEqualTo("other");
    String message = syncWait(failing().orElseGet(Exception::getMessage));
    assertThat(message).isEqualTo("broken");
    assertThat(syncWait(Task.of("own").orElse("other"))).isEqualTo("own");
    assertThatThrownBy(() -> syncWait(Task.failed(new Error("error")).orElse(null)))
        .isInstanceOf(Error.class);
    assertThatThrownBy(
            () ->
                syncWait(
                    failing()
                        .orElseGet(
                            e -> {
                              throw new IllegalStateException(e);
                            })))
        .isInstanceOf(IllegalStateException.class)
        .hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> syncWait(failing().or(e -> null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("or(function) gave null");
    VirtualTime time = new VirtualTime(); // under load, a real timeout can come before the start
    CompletableFuture<String> late =
        time.start(named("a").timeout(Duration.ofMillis(1)).orElse("late"));
    time.pass(Duration.ofMillis(1));
    assertThat(late).isCompletedWithValue("late");
    assertThat(log).containsExactly("a starts", "a ends");
  }

  @Test
  void anotherTaskAfterAFailure() throws Exception {
    Task<String> second = failing().or(e -> named(e.getMessage())).with(USER, "ann");
    CompletableFuture<String> result = second.toCompletableFuture();
    assertThat(log).containsExactly("broken starts");
    gate.complete("1");
    assertThat(result.get()).isEqualTo("broken1ann");
  }

  /** No fallback of the user's keeps a coroutine from being stopped. */
  @Test
  void aStopIsNoFailure() {
    StopSource stop = new StopSource();
    CompletableFuture<String> result =
        named("a")
            .orElse("x")
            .or(e -> named("not reached"))
            .withStopToken(stop.token())
            .toCompletableFuture();
    stop.requestStop();
    assertThat(result).isCancelled();
    assertThat(log).containsExactly("a starts", "a ends");
  }

  @Test
  void aStopReachesTheTaskThatRuns() throws Exception {
    StopSource stop = new StopSource();
    CompletableFuture<String> result =
        Task.of("b")
            .then(this::named)
            .then(b -> named("not reached"))
            .withStopToken(stop.token())
            .toCompletableFuture();
    stop.requestStop();
    assertThat(result).isCancelled();
    assertThat(log).containsExactly("b starts", "b ends");
  }

  /** A loop of such tasks takes no stack. */
  @Test
  void aLongChain() throws Exception {
    Task<Integer> sum = Task.of(0);
    for (int i = 0; i < 20_000; i++) {
      sum = sum.map(n -> n + 1);
    }
    assertThat(syncWait(sum)).isEqualTo(20_000);
  }

  @Suspendable
  private Task<Void> turns(String name, int count) {
    for (int i = 0; i < count; i++) {
      log.add(name + i);
      await(Task.yieldNow());
    }
    return Task.completed();
  }

  @Test
  void yieldingLetsOthersGoFirst() throws Exception {
    Manual executor = new Manual();
    CompletableFuture<?> both =
        Task.whenAll(turns("a", 3), turns("b", 2)).on(executor).toCompletableFuture();
    executor.runAll();
    assertThat(both).isCompleted();
    assertThat(log).containsExactly("a0", "b0", "a1", "b1", "a2");
    syncWait(turns("alone", 2));
    assertThat(log).endsWith("alone0", "alone1");
  }

  @Test
  void aStopDoesNotWaitForTheExecutor() {
    Manual executor = new Manual();
    StopSource stop = new StopSource();
    CompletableFuture<?> task =
        turns("a", 3).on(executor).withStopToken(stop.token()).toCompletableFuture();
    executor.turn();
    stop.requestStop();
    executor.runAll();
    assertThat(task).isCancelled();
    assertThat(log).containsExactly("a0");
  }
}
