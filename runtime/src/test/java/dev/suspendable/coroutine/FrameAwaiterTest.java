package dev.suspendable.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Awaiters that get the frame itself, also through awaiters that delegate to them. */
class FrameAwaiterTest {

  /** Parks frames, as a lock or an event would. */
  private static final class Park implements FrameAwaiter<String> {
    final Queue<Frame> parked = new ConcurrentLinkedQueue<>();
    boolean failing;

    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    public Continuation awaitSuspendUnchecked(Frame frame) throws IOException {
      if (failing) {
        throw new IOException("full");
      }
      parked.add(frame);
      return Continuation.NOOP;
    }

    @Override
    public String awaitResume() {
      return "parked";
    }
  }

  /** An awaiter of the ordinary kind around another. */
  private record Decorator(Awaiter<String> inner) implements Awaiter<String> {
    @Override
    public boolean awaitReady() throws Throwable {
      return inner.awaitReady();
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint point) throws Throwable {
      return inner.awaitSuspend(point);
    }

    @Override
    public String awaitResume() throws Throwable {
      return "decorated " + inner.awaitResume();
    }
  }

  @Test
  void theFrameIsItsOwnPointAndContinuation() {
    Park park = new Park();
    Loop loop = Loop.over(park);
    Frame frame = park.parked.remove();
    assertThat(frame).isSameAs(loop);
    assertThat(frame.resume()).isSameAs(frame);
    frame.run();
    assertThat(loop.results()).containsExactly("parked");
  }

  @Test
  void theFrameTakesSignals() {
    Park park = new Park();
    Loop loop = Loop.over(park, park, park);
    park.parked.remove().setValue("other").run();
    IOException error = new IOException();
    park.parked.remove().setError(error).run();
    park.parked.remove().setStopped().run();
    assertThat(loop.events).containsExactly("finally", "finally", "finally", "done", "final");
  }

  @Test
  void anExceptionSurfacesAtTheAwait() {
    Park park = new Park();
    park.failing = true;
    assertThat(Loop.over(park).results().get(0)).isInstanceOf(IOException.class);
  }

  @Test
  void aDecoratorPassesThePointOn() {
    Park park = new Park();
    Loop loop = Loop.over(new Decorator(park));
    park.parked.remove().run();
    assertThat(loop.results()).containsExactly("decorated parked");
  }

  @Test
  void aDecoratedFailureSurfacesAtTheAwait() {
    Park park = new Park();
    park.failing = true;
    assertThat(Loop.over(new Decorator(park)).results().get(0)).isInstanceOf(IOException.class);
  }

  @Test
  void aLentPointIsSpent() {
    Park park = new Park();
    SuspendPoint[] kept = new SuspendPoint[1];
    Loop loop =
        Loop.over(
            Gate.onSuspend(
                p -> {
                  kept[0] = p;
                  return park.awaitSuspend(p);
                }));
    assertThatThrownBy(() -> kept[0].resume().run()).isInstanceOf(IllegalStateException.class);
    assertThat(loop.handle().isDone()).isFalse();
    park.parked.remove().run();
    assertThat(loop.handle().isDone()).isTrue();
  }

  @Test
  void suspendAlwaysAndNeverWorkWithPointsToo() {
    Loop never = Loop.over(new VoidDecorator(SuspendNever.INSTANCE));
    assertThat(never.handle().isDone()).isTrue();
    Loop always = Loop.over(new VoidDecorator(SuspendAlways.INSTANCE));
    assertThat(always.handle().isDone()).isFalse();
    always.handle().resume();
    assertThat(always.handle().isDone()).isTrue();
  }

  /** Suspends like another awaiter, without calling its {@code awaitReady}. */
  private record VoidDecorator(Awaiter<?> inner) implements Awaiter<Object> {
    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint point) throws Throwable {
      return inner.awaitSuspend(point);
    }

    @Override
    public Object awaitResume() {
      return "resumed";
    }
  }
}
