package dev.suspendable.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The trampoline: what runs next, and that the Java stack does not grow. */
class SymmetricTransferTest {
  private static final int TRANSFERS = 10_000_000;

  @Test
  void tenMillionTransfersBetweenTwoCoroutines() {
    PingPong ping = new PingPong(TRANSFERS / 2);
    PingPong pong = new PingPong(TRANSFERS / 2);
    ping.other = pong;
    pong.other = ping;
    ping.run();
    assertThat(ping.left + pong.left).isLessThanOrEqualTo(1);
  }

  @Test
  void aMillionTransfersThroughCheckedPoints() {
    int transfers = 1_000_000;
    SuspendPoint[] waiting = new SuspendPoint[1];
    Gate swap =
        Gate.onSuspend(
            p -> {
              SuspendPoint next = waiting[0];
              waiting[0] = p;
              return next == null ? Continuation.NOOP : next.resume();
            });
    Loop first = new Loop(Collections.nCopies(transfers, swap)).ramp();
    Loop second = new Loop(Collections.nCopies(transfers, swap)).ramp();
    assertThat(first.handle().isDone() || second.handle().isDone()).isTrue();
  }

  @Test
  void aBodyMayRunAnotherActivation() {
    Gate inner = new Gate();
    Loop innerLoop = Loop.over(inner);
    Loop outer =
        Loop.over(
            Gate.onSuspend(
                p -> {
                  inner
                      .point()
                      .resume()
                      .run(); // a trampoline on top of the one that runs this code
                  assertThat(innerLoop.handle().isDone()).isTrue();
                  return p.resume();
                }));
    assertThat(outer.results()).containsExactly("value");
  }

  @Test
  void andThenRunsBothInOrder() {
    List<String> order = new ArrayList<>();
    Continuation all = recording(order, "a");
    for (String name : List.of("b", "c", "d")) {
      all = all.andThen(recording(order, name));
    }
    all.run();
    assertThat(order).containsExactly("a", "b", "c", "d");
  }

  @Test
  void sequencesDoNotNestHoweverTheyAreBuilt() {
    List<String> order = new ArrayList<>();
    Continuation leftDeep = recording(order, "x");
    Continuation rightDeep = recording(order, "y");
    for (int i = 0; i < 100_000; i++) {
      leftDeep = leftDeep.andThen(recording(order, "x"));
      rightDeep = recording(order, "y").andThen(rightDeep);
    }
    leftDeep.andThen(rightDeep).run();
    assertThat(order).hasSize(200_002);
  }

  @Test
  void andThenRunsTheRestAfterAnException() {
    List<String> order = new ArrayList<>();
    Loop failing =
        new Loop(
            List.of(
                Gate.onSuspend(
                    p -> {
                      throw new LinkageError("not an Exception");
                    })));
    failing.rethrow = true;
    assertThatThrownBy(failing.andThen(recording(order, "rest"))::run)
        .isInstanceOf(LinkageError.class);
    assertThat(order).containsExactly("rest");
  }

  @Test
  void noopDoesNothing() {
    Continuation.NOOP.run();
    Loop loop = new Loop(List.of());
    assertThat(Continuation.NOOP.andThen(loop)).isSameAs(loop);
    assertThat(loop.andThen(Continuation.NOOP)).isSameAs(loop);
  }

  private static Continuation recording(List<String> order, String name) {
    return new Loop(
        List.of(
            Gate.onSuspend(
                p -> {
                  order.add(name);
                  return p.resume();
                })));
  }

  /** {@code while (left-- > 0) await(transfer to other)}. */
  private static final class PingPong extends Probe implements FrameAwaiter<@Nullable Void> {
    int left;
    @Nullable PingPong other;

    PingPong(int left) {
      this.left = left;
    }

    @Override
    protected @Nullable Awaiter<?> $step() throws Throwable {
      if ($resumePoint() == 1) {
        $awaited().awaitResume();
      }
      return left-- > 0 ? $suspend(1, this) : null;
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement("PingPong", "run", "PingPong.java", 1);
    }

    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    @SuppressWarnings("NullAway")
    public Continuation awaitSuspendUnchecked(Frame frame) {
      return other;
    }

    @Override
    @SuppressWarnings("NullAway")
    public @Nullable Void awaitResume() {
      return null;
    }
  }
}
