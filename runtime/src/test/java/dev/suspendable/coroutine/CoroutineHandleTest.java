package dev.suspendable.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Driving coroutines by handle, and the uses that are rejected. */
class CoroutineHandleTest {

  @Test
  void drivesACoroutine() {
    Loop loop = Loop.over(SuspendAlways.INSTANCE, SuspendAlways.INSTANCE);
    CoroutineHandle handle = loop.handle();
    assertThat(handle.promise()).isSameAs(loop);
    assertThat(handle.location().getLineNumber()).isEqualTo(14);
    assertThat(handle).hasToString("Loop.loop (Loop.java:14)");
    handle.resume();
    assertThat(handle.isDone()).isFalse();
    handle.resume();
    assertThat(handle.isDone()).isTrue();
    handle.destroy();
    assertThat(loop.events).endsWith("final", "recycled");
  }

  @Test
  void isAValue() {
    Loop loop = Loop.over();
    assertThat(loop.handle()).isEqualTo(loop.handle()).hasSameHashCodeAs(loop.handle());
    assertThat(loop.handle()).isNotEqualTo(Loop.over().handle());
  }

  @Test
  void destroysAtTheInitialSuspendPoint() {
    Loop loop = new Loop(List.of(SuspendAlways.INSTANCE));
    Gate initial = new Gate();
    loop.initial = initial;
    loop.ramp();
    loop.handle().destroy();
    assertThat(loop.events).containsExactly("recycled");
    assertThat(loop.cleared).isEqualTo(1);
    assertThatThrownBy(() -> initial.point().resume().run())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void doesNotDestroyInTheBody() {
    Loop loop = Loop.over(SuspendAlways.INSTANCE);
    assertThatThrownBy(() -> loop.handle().destroy())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Loop.loop (Loop.java:14) is suspended in its body")
        .hasMessageContaining("setStopped()");
  }

  @Test
  void doesNotDestroyTwice() {
    Loop loop = Loop.over();
    loop.handle().destroy();
    assertThatThrownBy(() -> loop.handle().destroy())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("destroyed already");
    assertThat(loop.events).containsOnlyOnce("recycled");
  }

  @Test
  void doesNotDestroyARunningOne() {
    Loop[] self = new Loop[1];
    Awaitable<Object> inside =
        () -> {
          self[0].handle().destroy();
          throw new AssertionError();
        };
    self[0] = new Loop(List.of(inside));
    self[0].ramp();
    assertThat(self[0].results().get(0)).asString().contains("is running");
  }
}
