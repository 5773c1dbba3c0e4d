package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.schedule.ManagedTask;
import dev.suspendable.schedule.ManagedTask.Status;
import dev.suspendable.schedule.TaskManager;
import dev.suspendable.scope.TimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tasks that are controlled by their numbers. */
class TaskManagerTest {
  private final AtomicLong clock = new AtomicLong();
  private final TaskManager manager = TaskManager.driven(clock::get);
  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final CompletableFuture<String> cleanup = new CompletableFuture<>();
  private final List<String> log = new ArrayList<>();

  @Suspendable
  Task<String> work(String name) {
    log.add(name + " starts");
    try {
      return Task.of(name + await(gate.copy()));
    } finally {
      log.add(name + " leaves");
      await(cleanup.copy());
      log.add(name + " left");
    }
  }

  @Suspendable
  Task<String> failing() throws IOException {
    throw new IOException(await(gate.copy()));
  }

  /** Waits for another task of the manager. */
  @Suspendable
  Task<String> waitingFor(ManagedTask<String> other) {
    return Task.of("waited for " + await(other));
  }

  private CompletableFuture<String> awaiting(ManagedTask<String> task) {
    return waitingFor(task).toCompletableFuture();
  }

  private int pass(Duration time) {
    clock.addAndGet(time.toNanos());
    return manager.tick();
  }

  private static String statusOf(Status status) {
    return "status " + status;
  }

  @Test
  void startsById() throws Exception {
    ManagedTask<String> a = manager.add(work("a"));
    assertThat(a.status()).isEqualTo(Status.CREATED);
    assertThat(manager.start(a.id())).isTrue();
    assertThat(manager.start(a.id())).as("twice").isFalse();
    assertThat(manager.start(99)).as("no such task").isFalse();
    assertThat(a.status()).isEqualTo(Status.RUNNING);
    assertThat(manager.find(a.id())).containsSame(a);
    cleanup.complete("");
    gate.complete("1");
    assertThat(a.status()).isEqualTo(Status.DONE);
    assertThat(syncWait(a)).isEqualTo("a1");
    assertThat(syncWait(a)).as("again").isEqualTo("a1");
    assertThat(manager.find(a.id())).as("it is forgotten").isEmpty();
    assertThat(a.cancel() || a.kill() || a.timeOutAfter(Duration.ZERO)).isFalse();
    assertThat(a.status()).isEqualTo(Status.DONE);
  }

  @Test
  void anExceptionIsThatOfTheTask() throws Exception {
    ManagedTask<String> task = manager.add(failing(), TaskManagerTest::statusOf);
    task.start();
    gate.complete("broken");
    assertThatThrownBy(() -> syncWait(task)).isInstanceOf(IOException.class).hasMessage("broken");
    assertThat(task.status()).isEqualTo(Status.DONE);
  }

  @Test
  void cancellingWaitsForTheCleanups() {
    ManagedTask<String> a = manager.add(work("a"));
    a.start();
    CompletableFuture<String> awaiting = awaiting(a);
    assertThat(manager.cancel(a.id())).isTrue();
    assertThat(manager.cancel(a.id())).as("twice").isFalse();
    assertThat(a.status()).isEqualTo(Status.RUNNING);
    assertThat(awaiting).isNotDone();
    cleanup.complete("");
    assertThat(a.status()).isEqualTo(Status.CANCELLED);
    assertThat(awaiting).isCompletedExceptionally();
    assertThatThrownBy(() -> syncWait(a))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("Task " + a.id())
        .hasMessageContaining("TaskManagerTest.work")
        .hasMessageEndingWith("CANCELLED");
    assertThat(log).containsExactly("a starts", "a leaves", "a left");
  }

  @Test
  void killingDoesNotWait() {
    ManagedTask<String> a = manager.add(work("a"), TaskManagerTest::statusOf);
    a.start();
    CompletableFuture<String> awaiting = awaiting(a);
    assertThat(manager.kill(a.id())).isTrue();
    assertThat(a.status()).isEqualTo(Status.KILLED);
    assertThat(awaiting).isCompletedWithValue("waited for status KILLED");
    assertThat(log).as("it is unwinding").containsExactly("a starts", "a leaves");
    assertThat(manager.find(a.id())).as("and kept until then").isPresent();
    cleanup.complete("");
    assertThat(manager.find(a.id())).isEmpty();
    assertThat(a.status()).isEqualTo(Status.KILLED);
  }

  /** A task that is being cancelled can still be killed. */
  @Test
  void killingAfterCancelling() {
    ManagedTask<String> a = manager.add(work("a"), TaskManagerTest::statusOf);
    a.start();
    a.cancel();
    assertThat(a.kill()).isTrue();
    assertThat(awaiting(a)).isCompletedWithValue("waited for status KILLED");
    cleanup.complete("");
    assertThat(a.status()).isEqualTo(Status.KILLED);
  }

  @Test
  void ticksDriveTimeouts() {
    ManagedTask<String> a = manager.add(work("a"), TaskManagerTest::statusOf);
    ManagedTask<String> b = manager.add(work("b"));
    manager.timeOutAfter(a.id(), Duration.ofSeconds(3));
    manager.timeOutAfter(b.id(), Duration.ofSeconds(3));
    a.start();
    b.start();
    cleanup.complete("");
    assertThat(pass(Duration.ofSeconds(2))).isZero();
    b.timeOutAfter(Duration.ofSeconds(3)); // replaces the first
    assertThat(pass(Duration.ofSeconds(1))).isEqualTo(1);
    assertThat(a.status()).isEqualTo(Status.TIMED_OUT);
    assertThat(awaiting(a)).isCompletedWithValue("waited for status TIMED_OUT");
    assertThat(b.status()).isEqualTo(Status.RUNNING);
    pass(Duration.ofSeconds(2));
    assertThatThrownBy(() -> syncWait(b)).isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> TaskManager.create().tick()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTaskThatHasEndedDoesNotTimeOut() {
    ManagedTask<String> a = manager.add(work("a"));
    a.timeOutAfter(Duration.ofSeconds(1));
    a.start();
    cleanup.complete("");
    gate.complete("1");
    assertThat(pass(Duration.ofSeconds(9))).isZero();
    assertThat(a.status()).isEqualTo(Status.DONE);
  }

  @Test
  void manyMixedTimeouts() {
    cleanup.complete("");
    List<ManagedTask<String>> all = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      ManagedTask<String> task = manager.add(work(""));
      task.timeOutAfter(Duration.ofMillis(1 + i % 100));
      task.start();
      all.add(task);
    }
    pass(Duration.ofMillis(50));
    assertThat(all).filteredOn(task -> task.status() == Status.TIMED_OUT).hasSize(5_000);
    assertThat(manager.tasks()).hasSize(5_000);
    gate.complete("");
    pass(Duration.ofSeconds(1));
    assertThat(all).filteredOn(task -> task.status() == Status.DONE).hasSize(5_000);
    assertThat(manager.tasks()).isEmpty();
  }

  // ---- Children.

  @Test
  void cancellingAndTimeoutsReachTheChildren() {
    for (Status how : List.of(Status.CANCELLED, Status.TIMED_OUT)) {
      ManagedTask<String> parent = manager.add(work("p"));
      ManagedTask<String> child = manager.addChild(parent, work("c"), TaskManagerTest::statusOf);
      ManagedTask<String> grandchild = manager.addChild(child, work("g"));
      for (ManagedTask<String> each : List.of(parent, child, grandchild)) {
        each.start();
      }
      assertThat(parent.children()).hasSize(1).first().isSameAs(child);
      assertThat(grandchild.parent()).isSameAs(child);
      cleanup.complete("");
      if (how == Status.CANCELLED) {
        parent.cancel();
      } else {
        parent.timeOutAfter(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
      }
      assertThat(List.of(parent.status(), child.status(), grandchild.status())).containsOnly(how);
      assertThat(awaiting(child)).isCompletedWithValue("waited for status " + how);
      assertThat(parent.children()).isEmpty();
    }
  }

  @Test
  void aKillIsForTheTaskAloneOrForItsTree() {
    cleanup.complete("");
    for (boolean withChildren : new boolean[] {false, true}) {
      ManagedTask<String> parent = manager.add(work("p"));
      ManagedTask<String> child = manager.addChild(parent, work("c"));
      parent.start();
      child.start();
      if (withChildren) {
        manager.killTree(parent.id());
      } else {
        manager.kill(parent.id());
      }
      assertThat(parent.status()).isEqualTo(Status.KILLED);
      assertThat(child.status()).isEqualTo(withChildren ? Status.KILLED : Status.RUNNING);
    }
  }

  /** The parent gets what the transform makes of the status of the child. */
  @Test
  void aParentThatWaitsForAChildThatIsKilled() {
    ManagedTask<String> child = manager.add(work("c"), TaskManagerTest::statusOf);
    child.start();
    ManagedTask<String> parent = manager.add(waitingFor(child));
    parent.start();
    child.kill();
    assertThat(parent.status()).isEqualTo(Status.DONE);
    assertThat(awaiting(parent)).isCompletedWithValue("waited for waited for status KILLED");
  }

  @Test
  void childrenOfATaskThatHasEnded() {
    ManagedTask<String> parent = manager.add(work("p"));
    parent.kill();
    assertThatThrownBy(() -> manager.addChild(parent, work("c")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot get children");
  }

  // ---- Misuse.

  /** One status only, that of the manager, in each state of the task. */
  @Test
  void theirTexts() {
    ManagedTask<String> mapped = manager.add(work("a").map(value -> value));
    assertThat(mapped).hasToString("Task 1 (Task.map): CREATED");
    mapped.start();
    assertThat(mapped).hasToString("Task 1 (Task.map): RUNNING");
    ManagedTask<String> shielded = manager.add(work("b").shielded());
    assertThat(shielded.toString())
        .startsWith("Task 2 (" + getClass().getName() + ".work (TaskManagerTest.java:")
        .endsWith("): CREATED");
    gate.complete("");
    cleanup.complete("");
    assertThat(mapped).hasToString("Task 1 (Task.map): DONE");
    shielded.timeOutAfter(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(shielded.toString()).endsWith("): TIMED_OUT");
  }

  @Test
  void aTaskThatWasNotStarted() {
    ManagedTask<String> forgotten = manager.add(work("a"));
    assertThat(manager.notStarted()).hasSize(1).first().isSameAs(forgotten);
    assertThatThrownBy(() -> syncWait(forgotten))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has not been started");
    forgotten.cancel();
    assertThat(forgotten.status()).isEqualTo(Status.CANCELLED);
    assertThat(forgotten.start()).isFalse();
    assertThat(manager.tasks()).isEmpty();
    assertThat(log).isEmpty();
  }

  @Test
  void aTaskThatHasEndedIsRefused() throws Exception {
    Task<String> work = work("a");
    cleanup.complete("");
    gate.complete("1");
    syncWait(work);
    assertThatThrownBy(() -> manager.add(work))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("TaskManagerTest.work")
        .hasMessageContaining("cannot be managed");
  }

  @Test
  void aTransformThatThrows() {
    ManagedTask<String> a =
        manager.add(
            work("a"),
            status -> {
              throw new IllegalArgumentException("transform");
            });
    a.start();
    a.kill();
    assertThatThrownBy(() -> syncWait(a)).hasMessage("transform");
  }

  // ---- Closing.

  @Suspendable
  Task<String> closing() {
    try (TaskManager own = manager) {
      own.add(work("a")).start();
      own.add(work("never started"));
    }
    return Task.of("closed");
  }

  @Test
  void closingKillsAndUnwindsWhatIsLeft() throws Exception {
    CompletableFuture<String> closing = closing().toCompletableFuture();
    assertThat(log).containsExactly("a starts", "a leaves");
    assertThat(closing).isNotDone();
    assertThatThrownBy(() -> manager.add(work("late"))).hasMessage("The task manager is closed");
    cleanup.complete("");
    assertThat(closing.get()).isEqualTo("closed");
    assertThat(log).containsExactly("a starts", "a leaves", "a left");
    assertThat(manager.tasks()).isEmpty();
  }

  /** A coroutine that is stopped while it awaits a task leaves it. */
  @Test
  void awaitersThatAreStopped() {
    ManagedTask<String> a = manager.add(work("a"));
    a.start();
    awaiting(a).cancel(false);
    assertThat(a.status()).isEqualTo(Status.RUNNING);
    CompletableFuture<String> other = awaiting(a);
    cleanup.complete("");
    gate.complete("1");
    assertThat(other).isCompletedWithValue("waited for a1");
  }
}
