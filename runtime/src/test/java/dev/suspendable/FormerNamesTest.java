package dev.suspendable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that were written before the names were settled still run. */
@SuppressWarnings("deprecation")
final class FormerNamesTest {
  @Test
  void tasks() throws Exception {
    Task<Integer> two = AddOne.ramp(Task.of(1));
    assertThat(Tasks.syncWait(Tasks.scheduleOn(Runnable::run, two))).isEqualTo(2);
    assertThat(Tasks.syncWait(Tasks.whenAll(Task.of(1), Task.of(2)))).isEqualTo(List.of(1, 2));
    assertThat(Tasks.syncWait(Tasks.whenAll(List.of(Task.of(1))))).isEqualTo(List.of(1));
    assertThat(Tasks.syncWait(Tasks.whenAll(Task.of(1), Task.of(2), Integer::sum))).isEqualTo(3);
    assertThat(Tasks.syncWait(Tasks.delay(Duration.ZERO))).isNull();
    assertThat(Tasks.syncWait(Tasks.delay(Duration.ZERO, Runnable::run))).isNull();
    assertThat(Tasks.syncWait(Tasks.resumeOn(Runnable::run))).isNull();
    assertThat(Tasks.toCompletableFuture(Task.done())).isCompletedWithValue(null);
  }

  @Test
  void theStoppedSignal() throws Exception {
    Task<Integer> task = AddOne.ramp(Task.of(1));
    var handle = ((TaskPromise<Integer>) task).handle();
    assertThat(handle.done()).isFalse();
    handle.setDone();
    assertThat(handle.done()).isTrue();

    var other = ((TaskPromise<Integer>) AddOne.ramp(Task.of(1))).handle();
    other.suspendPoint().setDone().run();
    assertThat(other.isDone()).isTrue();
  }
}
