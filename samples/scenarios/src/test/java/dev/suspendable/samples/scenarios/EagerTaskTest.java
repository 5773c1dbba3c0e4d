package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.EagerTask;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.ContextKey;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that start at the call. */
class EagerTaskTest {
  private static final ContextKey<String> USER = ContextKey.of("user", "none");

  private final List<String> log = new ArrayList<>();
  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final CompletableFuture<String> cleanup = new CompletableFuture<>();

  @Suspendable
  EagerTask<String> eager() {
    log.add("starts");
    try {
      return EagerTask.of("v" + await(gate.copy()));
    } finally {
      log.add("leaves");
      await(cleanup);
      log.add("left");
    }
  }

  @Suspendable
  EagerTask<String> failing() throws IOException {
    throw new IOException("x");
  }

  @Test
  void startsAtTheCall() throws Exception {
    EagerTask<String> task = eager();
    assertThat(log).containsExactly("starts");
    assertThat(task.isPending()).isTrue();
    assertThat(task.isSettled() || task.isFulfilled() || task.isRejected()).isFalse();
    assertThatThrownBy(() -> task.get(1, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(task::resultNow).isInstanceOf(IllegalStateException.class);
    cleanup.complete("");
    gate.complete("1");
    assertThat(task.isFulfilled() && task.isSettled()).isTrue();
    assertThat(task.get()).isEqualTo("v1");
    assertThat(task.resultNow()).isEqualTo("v1");
    assertThat(syncWait(task)).isEqualTo("v1");
    assertThat(syncWait(task)).as("again").isEqualTo("v1");
    assertThatThrownBy(task::exceptionNow).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFailure() throws Exception {
    EagerTask<String> task = failing();
    assertThat(task.isRejected()).isTrue();
    assertThat(task.exceptionNow()).isInstanceOf(IOException.class).hasMessage("x");
    assertThatThrownBy(task::get).isInstanceOf(ExecutionException.class);
    assertThatThrownBy(() -> syncWait(task)).isInstanceOf(IOException.class);
    assertThatThrownBy(task::resultNow).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void cancelStopsTheBodyAndWaitsForNothing() {
    EagerTask<String> task = eager();
    assertThat(task.cancel(true)).isTrue();
    assertThat(task.isCancelled()).isTrue();
    assertThat(log).containsExactly("starts", "leaves");
    cleanup.complete("");
    assertThat(log).containsExactly("starts", "leaves", "left");
    assertThatThrownBy(task::get).isInstanceOf(CancellationException.class);
    assertThat(EagerTask.of("").cancel(true)).isFalse();
  }

  @Suspendable
  Task<String> awaiting(EagerTask<String> task) {
    return Task.of(await(task));
  }

  @Test
  void anAwaiterThatIsStoppedLeavesTheTaskRunning() throws Exception {
    EagerTask<String> task = eager();
    CompletableFuture<String> awaiting = awaiting(task).toCompletableFuture();
    awaiting.cancel(false);
    assertThat(task.isPending()).isTrue();
    cleanup.complete("");
    gate.complete("1");
    assertThat(task.get()).isEqualTo("v1");
  }

  @Suspendable
  Task<String> holding(EagerTask<String> task, Object held) {
    String value = await(task);
    return Task.of(value + held);
  }

  private WeakReference<Object> stopped(EagerTask<String> task) {
    Object held = new Object();
    holding(task, held).toCompletableFuture().cancel(false);
    return new WeakReference<>(held);
  }

  /** A server whose requests time out while they wait for a slow task, for example. */
  @Test
  @Timeout(60)
  void anAwaiterThatIsStoppedIsNotKept() throws Exception {
    EagerTask<String> task = eager();
    CompletableFuture<String> other = awaiting(task).toCompletableFuture();
    WeakReference<Object> held = stopped(task);
    while (held.get() != null) {
      System.gc();
    }
    cleanup.complete("");
    gate.complete("1");
    assertThat(other.get()).isEqualTo("v1");
    assertThat(awaiting(task).toCompletableFuture().get()).isEqualTo("v1");
  }

  @Suspendable
  Task<String> loggingWhatItGets(EagerTask<String> task, String name) {
    log.add(name + " gets " + await(task));
    return Task.of(name);
  }

  @Test
  void awaitersContinueInTheirOrder() {
    EagerTask<String> task = eager();
    log.clear();
    cleanup.complete("");
    CompletableFuture<?> a = loggingWhatItGets(task, "a").toCompletableFuture();
    CompletableFuture<?> b = loggingWhatItGets(task, "b").toCompletableFuture();
    CompletableFuture<?> c = loggingWhatItGets(task, "c").toCompletableFuture();
    b.cancel(false);
    gate.complete("1");
    assertThat(log).containsExactly("leaves", "left", "a gets v1", "c gets v1");
    assertThat(List.of(a.isDone(), c.isDone())).containsExactly(true, true);
  }

  @Suspendable
  EagerTask<String> user() {
    return EagerTask.of(await(USER));
  }

  @Suspendable
  Task<String> caller() {
    await(Task.switchTo(Runnable::run));
    return Task.of(await(user()));
  }

  @Test
  void startsInTheContextOfTheCaller() throws Exception {
    assertThat(syncWait(caller().with(USER, "ada"))).isEqualTo("ada");
  }

  @Test
  void aDetachedFailureIsReported() throws Exception {
    List<Throwable> reported = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                failing().detach();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    thread.setUncaughtExceptionHandler((at, t) -> reported.add(t));
    thread.start();
    thread.join();
    assertThat(reported).hasSize(1);
    assertThat(reported.get(0)).hasMessage("x");
  }

  @Suspendable
  EagerTask<Void> empty() {
    return EagerTask.completed();
  }

  @Test
  void otherEnds() throws Exception {
    assertThat(EagerTask.of("s").get()).isEqualTo("s");
    assertThat(syncWait(EagerTask.completed())).isNull();
    assertThat(empty().isFulfilled()).isTrue();
  }
}
