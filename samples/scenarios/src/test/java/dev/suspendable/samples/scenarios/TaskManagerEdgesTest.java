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
import dev.suspendable.sync.AsyncEvent;
import dev.suspendable.time.TimerWheel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Managed tasks at the edges: what comes at the same moment, too late, or twice. */
class TaskManagerEdgesTest {
  private final AtomicLong clock = new AtomicLong();
  private final TaskManager manager = TaskManager.driven(clock::get);
  private final AsyncEvent gate = AsyncEvent.manualReset();
  private final AsyncEvent cleanup = AsyncEvent.manualReset();

  @Suspendable
  Task<String> work() {
    try {
      await(gate);
      return Task.of("done");
    } finally {
      await(cleanup);
    }
  }

  @Suspendable
  Task<String> forwarding(CompletableFuture<String> future) {
    return Task.of(await(future));
  }

  private ManagedTask<String> started(Task<String> task) {
    ManagedTask<String> added = manager.add(task);
    added.start();
    return added;
  }

  // ---- Timeouts.

  /** A heartbeat: the time of the former timeout is over, but its action is still in the queue. */
  @Test
  void aTimeoutThatIsReplacedWhenItsTimeIsOver() {
    Manual executor = new Manual();
    TimerWheel wheel = new TimerWheel(clock::get, InstantSource.system(), executor, () -> {});
    ManagedTask<String> session = TaskManager.over(wheel).add(work());
    session.start();
    session.timeOutAfter(Duration.ofNanos(10));
    clock.set(10);
    assertThat(wheel.runDue()).isEqualTo(1);
    assertThat(session.timeOutAfter(Duration.ofNanos(10))).isTrue();
    executor.runAll();
    gate.set();
    cleanup.set();
    assertThat(session.status()).isEqualTo(Status.DONE);
    assertThat(wheel.size()).isZero();
  }

  @Test
  void timesAtTheLimits() {
    cleanup.set();
    ManagedTask<String> past = started(work());
    past.timeOutAfter(Duration.ofSeconds(Long.MIN_VALUE));
    ManagedTask<String> now = started(work());
    now.timeOutAfter(Duration.ZERO);
    ManagedTask<String> never = started(work());
    never.timeOutAfter(Duration.ofSeconds(Long.MAX_VALUE));
    assertThat(List.of(past.status(), now.status())).containsOnly(Status.RUNNING);
    assertThat(manager.tick()).isEqualTo(2);
    assertThat(List.of(past.status(), now.status())).containsOnly(Status.TIMED_OUT);
    clock.set(Long.MAX_VALUE - 1);
    assertThat(manager.tick()).isZero();
    assertThat(never.status()).isEqualTo(Status.RUNNING);
  }

  // ---- Children.

  /** The parent has been cancelled and still unwinds: a new child would not hear of it. */
  @Test
  void aChildOfATaskThatIsAskedToEnd() throws Exception {
    ManagedTask<String> parent = started(work());
    parent.cancel();
    ManagedTask<String> child = manager.addChild(parent, work(), status -> "status " + status);
    assertThat(child.status()).isEqualTo(Status.CANCELLED);
    assertThat(child.start()).isFalse();
    assertThat(syncWait(child)).isEqualTo("status CANCELLED");
    assertThat(parent.children()).isEmpty();
    cleanup.set();
    assertThat(manager.tasks()).isEmpty();
    assertThatThrownBy(() -> manager.addChild(parent, work()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot get children any more");
    assertThat(manager.tasks()).isEmpty();
  }

  @Test
  void aParentOfAnotherManager() {
    ManagedTask<String> stranger = TaskManager.create().add(work());
    assertThatThrownBy(() -> manager.addChild(stranger, work()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("belongs to another manager");
    assertThat(stranger.children()).isEmpty();
    assertThat(manager.tasks()).isEmpty();
  }

  // ---- The end.

  /** While the value for a kill is made, the body ends: the value is made once. */
  @Test
  void aBodyThatEndsDuringItsKill() throws Exception {
    List<Status> asked = new ArrayList<>();
    cleanup.set();
    ManagedTask<String> task =
        manager.add(
            work(),
            status -> {
              asked.add(status);
              gate.set();
              return "value " + asked.size();
            });
    task.start();
    assertThat(task.kill()).isTrue();
    assertThat(syncWait(task)).isEqualTo("value 1");
    assertThat(asked).containsExactly(Status.KILLED);
    assertThat(task.kill()).isFalse();
    assertThat(manager.tasks()).isEmpty();
  }

  @Suspendable
  Task<Integer> leftAfterClosing() {
    await(manager.closeAsync());
    return Task.of(manager.tasks().size());
  }

  /** The closing goes on inside of the last cleanup. */
  @Test
  void nothingIsLeftAfterTheClosing() {
    started(work());
    CompletableFuture<Integer> left = leftAfterClosing().toCompletableFuture();
    assertThat(left).isNotDone();
    cleanup.set();
    assertThat(left).isCompletedWithValue(0);
  }

  @Test
  void aFutureThatWasCancelledIsTheCause() {
    CompletableFuture<String> future = new CompletableFuture<>();
    ManagedTask<String> task = started(forwarding(future));
    future.cancel(false);
    assertThat(task.status()).isEqualTo(Status.CANCELLED);
    assertThatThrownBy(() -> syncWait(task))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("was ended: CANCELLED")
        .hasCauseInstanceOf(CancellationException.class);
  }

  /** The coroutine has another state soon. */
  @Test
  void theTextSaysTheStatusOnly() {
    ManagedTask<String> task = manager.add(work());
    assertThat(task.toString())
        .startsWith("Task 1 (" + getClass().getName() + ".work (TaskManagerEdgesTest.java:")
        .endsWith("): CREATED");
  }

  @Test
  void noTask() {
    assertThatThrownBy(() -> manager.add(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("task");
  }
}
