package dev.suspendable.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Suspensions that record no awaiter, and the end by {@link Promise#transferAtEnd}. */
class AlwaysSuspendTest {

  /**
   * In the shape of generated code:
   *
   * <pre>{@code
   * try {
   *   yield; yield; await(gate); yield;
   * } catch (IOException e) {
   *   events.add(e);
   *   yield;
   * } finally {
   *   events.add("finally"); yield; throw cleanupFailure;
   * }
   * }</pre>
   */
  private static final class Body extends Promise {
    final List<Object> events = new ArrayList<>();
    final Gate gate = new Gate();
    @Nullable Throwable cleanupFailure;
    @Nullable Continuation next = NOOP;
    private boolean done;

    @Override
    protected @Nullable Awaiter<?> $step() throws Throwable {
      int state = $entry();
      if (state < 0) {
        done = true;
        state = 5;
      }
      try {
        switch (state) {
          case 0:
            return $suspend(1);
          case 1:
            $resumed();
            events.add("first");
            return $suspend(2);
          case 2:
            $resumed();
            gate.value = "gate";
            return $suspend(3, gate);
          case 3:
            events.add($awaited().awaitResume());
            return $suspend(4);
          case 4:
            $resumed();
            break;
          case 6:
            $resumed();
            events.add("after cleanup");
            if (cleanupFailure != null) {
              if (!done) {
                throw cleanupFailure;
              }
              $suppress(cleanupFailure);
            }
            return done ? $unwound() : null;
          default:
        }
      } catch (IOException e) {
        if (state == 6) {
          throw e;
        }
        events.add(e);
        return $suspend(4);
      }
      events.add("finally");
      return $suspend(6);
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement("Bodies", "body", "Bodies.java", 10 + $resumePoint());
    }

    @Override
    protected @Nullable Continuation transferAtEnd() {
      events.add("end");
      return next;
    }

    @Override
    protected Awaitable<?> finalSuspend() {
      events.add("final suspend");
      return SuspendAlways.INSTANCE;
    }

    @Override
    protected void unhandledException(Throwable t) {
      events.add(t);
    }
  }

  private final Body body = new Body();

  private void resume(int times) {
    for (int i = 0; i < times; i++) {
      body.run();
    }
  }

  @Test
  void goesOnByResumption() {
    body.$start();
    resume(2);
    body.gate.point().resume().run();
    resume(2);

    assertThat(body.events).containsExactly("first", "gate", "finally", "after cleanup", "end");
    assertThatThrownBy(body::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Bodies.body (Bodies.java:16) has finished");
  }

  @Test
  void anErrorSurfacesAtThePoint() {
    IOException error = new IOException();
    body.$start();
    body.run();
    body.setError(error).run();
    resume(2);

    assertThat(body.events).containsExactly("first", error, "finally", "after cleanup", "end");
  }

  @Test
  void aValueIsIgnored() {
    body.$start();
    body.setValue("nobody asks").run();

    assertThat(body.events).containsExactly("first");
  }

  @Test
  void theErrorIsForgottenAtTheNextPoint() {
    body.$start();
    body.setError(new IOException()).run();
    resume(2);

    assertThat(body.events.subList(1, 4)).containsExactly("finally", "after cleanup", "end");
  }

  @Test
  void theStoppedSignalLeavesThroughCleanups() {
    body.$start();
    body.run();
    body.setStopped().run();
    assertThat(body.events).containsExactly("first", "finally");
    body.run();

    assertThat(body.events).containsExactly("first", "finally", "after cleanup", "end");
  }

  @Test
  void failuresOfCleanupsAreKeptOverPoints() {
    body.cleanupFailure = new IllegalStateException();
    body.$start();
    body.setStopped().run();
    body.setError(new IOException()).run();

    assertThat(body.events.get(1)).isInstanceOf(IOException.class);

    Body other = new Body();
    other.cleanupFailure = new IllegalStateException();
    other.$start();
    other.setStopped().run();
    other.run();
    assertThat(other.events)
        .containsExactly("finally", "after cleanup", other.cleanupFailure, "end");
  }

  @Test
  void theEndTransfers() {
    Body second = new Body();
    second.$start();
    body.next = second;
    body.$start();
    body.setError(new IOException()).run();
    resume(2);

    assertThat(body.events).endsWith("after cleanup", "end");
    assertThat(second.events).containsExactly("first");
  }

  @Test
  void withoutATransferTheFinalSuspendIsAsked() {
    body.next = null;
    body.$start();
    body.setError(new IOException()).run();
    resume(2);

    assertThat(body.events).endsWith("end", "final suspend");
    assertThat(body.handle().isDone()).isTrue();
  }
}
