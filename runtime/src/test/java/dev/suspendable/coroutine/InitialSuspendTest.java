package dev.suspendable.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The work of a call before the body starts. */
class InitialSuspendTest {

  private static Loop loop(Awaitable<?> initial) {
    Loop loop = new Loop(List.of(SuspendNever.INSTANCE));
    loop.initial = initial;
    return loop;
  }

  @Test
  void suspendNeverStartsAtTheCall() {
    assertThat(loop(SuspendNever.INSTANCE).ramp().handle().isDone()).isTrue();
  }

  @Test
  void suspendAlwaysIsLazy() {
    Loop loop = loop(SuspendAlways.INSTANCE).ramp();
    assertThat(loop.events).isEmpty();
    loop.handle().resume();
    assertThat(loop.handle().isDone()).isTrue();
  }

  @Test
  void anotherAwaiterIsAskedForItsResultWhenTheBodyStarts() {
    Gate gate = new Gate();
    Loop loop = loop(gate).ramp();
    assertThat(loop.events).isEmpty();
    gate.failure = new IOException();
    gate.point().resume().run();
    assertThat(loop.events).containsExactly("unhandled", "final");
    assertThat(loop.unhandled).isSameAs(gate.failure);
  }

  @Test
  void anotherAwaiterMayStartItLater() {
    Gate gate = new Gate();
    Loop loop = loop(gate).ramp();
    gate.point().resume().run();
    assertThat(loop.events).containsExactly("finally", "value", "final");
    assertThatThrownBy(() -> gate.point().resume().run()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void exceptionsBeforeItHasCompletedGoToTheCaller() {
    Gate failing =
        Gate.onSuspend(
            p -> {
              throw new IOException();
            });
    Loop loop = loop(failing);
    assertThatThrownBy(loop::ramp).isInstanceOf(IOException.class);
    assertThat(loop.events).containsExactly("recycled");
    assertThat(loop.cleared).isEqualTo(1);
    assertThatThrownBy(() -> failing.point().resume().run())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theStoppedSignalEndsABodyThatHasNotStarted() {
    Loop loop = loop(SuspendAlways.INSTANCE).ramp();
    loop.handle().setStopped();
    assertThat(loop.events).containsExactly("done", "final");
    assertThat(loop.cleared).isEqualTo(1);
  }

  @Test
  void theStoppedSignalFromAnotherAwaiter() {
    Gate gate = new Gate();
    Loop loop = loop(gate).ramp();
    gate.point().setStopped().run();
    assertThat(loop.events).containsExactly("done", "final");
  }

  @Test
  void anErrorSignalIsAnExceptionOfTheBody() {
    Loop loop = loop(SuspendAlways.INSTANCE).ramp();
    IOException error = new IOException();
    loop.handle().suspendPoint().setError(error).run();
    assertThat(loop.unhandled).isSameAs(error);
  }

  @Test
  void anInlineRunOfTheInitialPointStartsTheBody() {
    Gate gate =
        Gate.onSuspend(
            p -> {
              p.resume().run();
              return Continuation.NOOP;
            });
    assertThat(loop(gate).ramp().handle().isDone()).isTrue();
  }
}
