package dev.suspendable.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of a body, and exceptions that leave it. */
class FinalSuspendTest {

  private static Loop failing() {
    return new Loop(
        List.of(
            Gate.onSuspend(
                p -> {
                  throw new StackOverflowError("an Error passes the catch block");
                })));
  }

  @Test
  void anExceptionMayBeStored() {
    Loop loop = failing().ramp();
    assertThat(loop.unhandled).isInstanceOf(StackOverflowError.class);
    assertThat(loop.events).containsExactly("unhandled", "final");
    assertThat(loop.cleared).isEqualTo(1);
  }

  @Test
  void anExceptionMayBeRethrownToTheResumer() {
    Loop loop = failing();
    loop.rethrow = true;
    assertThatThrownBy(loop::ramp).isInstanceOf(StackOverflowError.class);
    assertThat(loop.events).containsExactly("unhandled");
    assertThat(loop.handle().isDone()).isTrue();
    assertThat(loop.cleared).isEqualTo(1);
    assertThatThrownBy(loop::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has finished");
  }

  @Test
  void aFinishedCoroutineCannotBeResumed() {
    Loop loop = Loop.over();
    assertThatThrownBy(() -> loop.handle().resume())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Loop.loop (Loop.java:10) has finished");
  }

  @Test
  void aReadyFinalAwaiterDestroysIt() {
    Loop loop = new Loop(List.of());
    loop.last = SuspendNever.INSTANCE;
    loop.ramp();
    assertThat(loop.events).containsExactly("value", "final", "recycled");
    assertThatThrownBy(loop::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was destroyed");
  }

  @Test
  void theFinalAwaiterTransfers() {
    Gate gate = new Gate();
    Loop next = Loop.over(gate);
    Loop loop = new Loop(List.of());
    loop.last = Gate.onSuspend(p -> gate.point().resume());
    loop.ramp();
    assertThat(next.handle().isDone()).isTrue();
  }

  @Test
  void theFinalPointCannotBeResumed() {
    Gate last = new Gate();
    Loop loop = new Loop(List.of());
    loop.last = last;
    loop.ramp();
    assertThatThrownBy(() -> last.point().resume().run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has finished");
  }

  @Test
  void anExceptionFromTheFinalAwaiterGoesToTheResumer() {
    Loop loop = new Loop(List.of());
    loop.last =
        Gate.onSuspend(
            p -> {
              throw new IllegalArgumentException();
            });
    assertThatThrownBy(loop::ramp).isInstanceOf(IllegalArgumentException.class);
    assertThat(loop.handle().isDone()).isTrue();
  }

  @Test
  void aRunningCoroutineCannotBeResumed() {
    Loop[] self = new Loop[1];
    Awaitable<Object> reentrant =
        () -> {
          self[0].run();
          throw new AssertionError("ran twice");
        };
    self[0] = new Loop(List.of(reentrant));
    self[0].ramp();
    assertThat(self[0].results().get(0))
        .isInstanceOf(IllegalStateException.class)
        .asString()
        .contains("Loop.loop (Loop.java:10) is already running");
  }
}
