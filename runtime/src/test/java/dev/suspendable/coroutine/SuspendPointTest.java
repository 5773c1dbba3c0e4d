package dev.suspendable.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The point that ordinary awaiters get: its four continuations, and its single use. */
class SuspendPointTest {

  @Test
  void resumeGivesWhatTheAwaiterSupplies() {
    Gate gate = new Gate();
    Loop loop = Loop.over(gate);
    assertThat(loop.handle().isDone()).isFalse();
    gate.point().resume().run();
    assertThat(loop.results()).containsExactly("value");
    assertThat(loop.events).containsExactly("finally", "value", "final");
  }

  @Test
  void choosingAContinuationDoesNothing() {
    Gate gate = new Gate();
    Loop loop = Loop.over(gate);
    gate.point().setStopped();
    gate.point().setError(new IOException());
    gate.point().resume();
    assertThat(loop.events).isEmpty();
    gate.point().setValue(7).run();
    assertThat(loop.results()).containsExactly(7);
  }

  @Test
  void setErrorThrowsAtTheAwait() {
    Gate gate = new Gate();
    Loop loop = Loop.over(gate);
    IOException error = new IOException();
    gate.point().setError(error).run();
    assertThat(loop.results()).containsExactly(error);
  }

  @Test
  void setDoneRunsCleanupsAndNoCatch() {
    Gate gate = new Gate();
    Loop loop = Loop.over(gate, new Gate());
    gate.point().setStopped().run();
    assertThat(loop.events).containsExactly("finally", "done", "final");
    assertThat(loop.handle().isDone()).isTrue();
    assertThat(loop.cleared).isEqualTo(1);
  }

  @Test
  void returningThePointGoesOnAtOnce() {
    Loop loop = Loop.over(Gate.onSuspend(SuspendPoint::resume), Gate.onSuspend(p -> p.setValue(2)));
    assertThat(loop.results()).containsExactly("value", 2);
  }

  @Test
  void aSecondRunIsRefusedAndNamesTheCoroutine() {
    Gate gate = new Gate();
    Loop loop = Loop.over(gate);
    gate.point().resume().run();
    for (Continuation again :
        List.of(
            gate.point().resume(),
            gate.point().setStopped(),
            gate.point().setValue(1),
            gate.point().setError(new IOException()))) {
      assertThatThrownBy(again::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Loop.loop (Loop.java:14)")
          .hasMessageContaining("already resumed");
    }
    assertThat(loop.results()).containsExactly("value");
  }

  @Test
  void aLateSecondRunNeverResumesALaterAwait() {
    Gate first = new Gate();
    Gate second = new Gate();
    Loop loop = Loop.over(first, second);
    first.point().resume().run();
    assertThatThrownBy(() -> first.point().resume().run())
        .isInstanceOf(IllegalStateException.class);
    assertThat(loop.results()).containsExactly("value");
    second.point().resume().run();
    assertThat(loop.results()).containsExactly("value", "value");
  }

  @Test
  void aLateRunDoesNotResumeALaterAwaitOnTheSameAwaiter() {
    List<SuspendPoint> points = new ArrayList<>();
    Gate gate =
        Gate.onSuspend(
            p -> {
              points.add(p);
              return Continuation.NOOP;
            });
    Loop loop = Loop.over(gate, gate);
    points.get(0).resume().run();
    assertThatThrownBy(() -> points.get(0).resume().run())
        .isInstanceOf(IllegalStateException.class);
    assertThat(loop.handle().isDone()).isFalse();
  }

  @Test
  void anInlineRunOnlyMarks() {
    List<String> order = new ArrayList<>();
    Gate gate =
        Gate.onSuspend(
            p -> {
              p.resume().run();
              order.add("after run");
              return Continuation.NOOP;
            });
    Loop loop = Loop.over(gate);
    order.addAll(loop.events);
    assertThat(order).containsExactly("after run", "finally", "value", "final");
  }

  @Test
  void aMillionInlineRunsDoNotNest() {
    Gate gate =
        Gate.onSuspend(
            p -> {
              p.resume().run();
              return Continuation.NOOP;
            });
    Loop loop = new Loop(Collections.nCopies(1_000_000, gate)).ramp();
    assertThat(loop.results()).hasSize(1_000_000);
  }

  @Test
  void inlineSignalsAreMarkedToo() {
    Gate done =
        Gate.onSuspend(
            p -> {
              p.setStopped().run();
              return Continuation.NOOP;
            });
    Gate value =
        Gate.onSuspend(
            p -> {
              p.setValue(3).run();
              return Continuation.NOOP;
            });
    Loop loop = Loop.over(value, done);
    assertThat(loop.events).containsExactly("finally", "finally", "done", "final");
  }

  @Test
  void anInlineRunAndAnotherContinuationBothHappen() {
    Gate other = new Gate();
    Loop second = Loop.over(other);
    Gate both =
        Gate.onSuspend(
            p -> {
              p.resume().run();
              return other.point().resume();
            });
    Loop first = Loop.over(both);
    assertThat(first.handle().isDone()).isTrue();
    assertThat(second.handle().isDone()).isTrue();
  }

  @Test
  void anInlineSecondRunIsRefusedInsideAwaitSuspend() {
    Gate gate =
        Gate.onSuspend(
            p -> {
              p.resume().run();
              assertThatThrownBy(() -> p.resume().run()).isInstanceOf(IllegalStateException.class);
              return Continuation.NOOP;
            });
    assertThat(Loop.over(gate).results()).containsExactly("value");
  }

  @Test
  void aResumptionByHandleSpendsThePoint() {
    Gate gate = new Gate();
    Loop loop = Loop.over(gate, new Gate());
    loop.handle().resume();
    assertThatThrownBy(() -> gate.point().resume().run()).isInstanceOf(IllegalStateException.class);
    assertThat(loop.results()).containsExactly("value");
    assertThat(loop.handle().isDone()).isFalse();
  }

  @Test
  void anExceptionFromAwaitSuspendSurfacesAtTheAwaitAndSpendsThePoint() {
    IOException error = new IOException();
    Gate gate =
        Gate.onSuspend(
            p -> {
              throw error;
            });
    Loop loop = Loop.over(gate);
    assertThat(loop.results()).containsExactly(error);
    assertThatThrownBy(() -> gate.point().resume().run()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nullFromAwaitSuspendSurfacesAtTheAwait() {
    Loop loop = Loop.over(Gate.onSuspend(p -> null));
    assertThat(loop.results().get(0))
        .isInstanceOf(NullPointerException.class)
        .asString()
        .contains("NOOP");
  }

  @Test
  void anExceptionAfterTheResumptionGoesToTheUncaughtHandler() {
    IllegalStateException late = new IllegalStateException("late");
    List<Throwable> reported = new ArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
    Thread.currentThread().setUncaughtExceptionHandler((t, e) -> reported.add(e));
    try {
      Loop loop =
          Loop.over(
              Gate.onSuspend(
                  p -> {
                    p.resume().run();
                    throw late;
                  }));
      assertThat(loop.results()).containsExactly("value");
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(before);
    }
    assertThat(reported).containsExactly(late);
  }
}
