package dev.suspendable.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Unwinding through cleanups that suspend and fail. */
class StoppedSignalTest {

  /**
   * The frame of
   *
   * <pre>{@code
   * try {
   *   try {
   *     await(body);
   *   } finally {
   *     await(inner);
   *   }
   * } finally {
   *   await(outer);
   * }
   * return Probe.of("end");
   * }</pre>
   *
   * reduced to the paths that the stopped signal takes.
   */
  private static final class Cleanups extends Probe {
    final Gate body = new Gate();
    final Gate inner = new Gate();
    final Gate outer = new Gate();

    @Override
    protected @Nullable Awaiter<?> $step() {
      int state = $resumePoint();
      if (state == 0) {
        return $suspend(1, body);
      }
      boolean unwinding = $unwinding();
      if (state == 1) {
        return $suspend(2, inner);
      }
      if (!unwinding) {
        try {
          $awaited().awaitResume();
        } catch (Throwable t) {
          $suppress(t);
        }
      }
      if (state == 2) {
        return $suspend(3, outer);
      }
      return $unwound();
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement("Cleanups", "run", "Cleanups.java", $resumePoint());
    }
  }

  private static Cleanups unwinding() {
    Cleanups frame = new Cleanups();
    frame.$start();
    frame.body.point().setStopped().run();
    return frame;
  }

  @Test
  void cleanupsMaySuspend() {
    Cleanups frame = unwinding();
    assertThat(frame.events).isEmpty();
    frame.inner.point().resume().run();
    frame.outer.point().resume().run();
    assertThat(frame.events).containsExactly("done", "final");
  }

  @Test
  void aFailedCleanupIsReportedAfterTheOthers() {
    Cleanups frame = unwinding();
    frame.inner.failure = new IOException("inner");
    frame.outer.failure = new IOException("outer");
    frame.inner.point().resume().run();
    assertThat(frame.events).isEmpty();
    frame.outer.point().resume().run();
    assertThat(frame.events).containsExactly("done", "unhandled", "final");
    assertThat(frame.unhandled).isSameAs(frame.inner.failure);
    assertThat(frame.unhandled).hasSuppressedException(frame.outer.failure);
  }

  @Test
  void aFailureIsKeptWhileACheckedPointStandsInTheFrame() {
    Cleanups frame = unwinding();
    frame.inner.failure = new IOException("inner");
    frame.inner.point().resume().run();
    frame.handle().resume(); // by handle: finds the point that the recorded failure holds
    assertThatThrownBy(() -> frame.outer.point().resume().run())
        .isInstanceOf(IllegalStateException.class);
    assertThat(frame.unhandled).isSameAs(frame.inner.failure);
  }

  @Test
  void aSecondStoppedSignalLeavesTheCleanup() {
    Cleanups frame = unwinding();
    frame.inner.point().setStopped().run();
    frame.outer.point().setStopped().run();
    assertThat(frame.events).containsExactly("done", "final");
    assertThat(frame.unhandled).isNull();
  }

  @Test
  void theHookMayRethrow() {
    Cleanups frame = unwinding();
    frame.rethrow = true;
    frame.outer.failure = new IOException("outer");
    frame.inner.point().resume().run();
    assertThatThrownBy(() -> frame.outer.point().resume().run()).isSameAs(frame.outer.failure);
    assertThat(frame.handle().isDone()).isTrue();
  }
}
