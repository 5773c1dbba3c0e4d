package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Retry;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.schedule.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** Tasks that are tried again. */
class RetryTest {
  private int attempts;

  @Suspendable
  Task<String> failing(int times, boolean suspends) throws IOException {
    attempts++;
    if (suspends) {
      await(Task.switchTo(ForkJoinPool.commonPool()));
    }
    if (attempts <= times) {
      throw new IOException("attempt " + attempts);
    }
    return Task.of("after " + attempts);
  }

  @Test
  void untilItSucceeds() throws Exception {
    assertThat(syncWait(Retry.times(3).call(() -> failing(2, false)))).isEqualTo("after 3");
    attempts = 0;
    Retry retry = Retry.times(3).withBackoff(Duration.ofNanos(1000), 2).withJitter();
    assertThat(syncWait(retry.call(() -> failing(3, true)))).isEqualTo("after 4");
    assertThat(syncWait(Retry.times(0).call(() -> Task.of("once")))).isEqualTo("once");
  }

  @Test
  void theLastFailureIsTheOutcome() {
    assertThatThrownBy(() -> syncWait(Retry.times(2).call(() -> failing(9, true))))
        .isInstanceOf(IOException.class)
        .hasMessage("attempt 3")
        .satisfies(
            t ->
                assertThat(Arrays.stream(t.getSuppressed()).map(Throwable::getMessage))
                    .containsExactly("attempt 1", "attempt 2"));
    assertThat(attempts).isEqualTo(3);
  }

  @Test
  void someFailuresAreFinal() {
    Retry retry = Retry.times(9).onlyIf(t -> !t.getMessage().endsWith("2"));
    assertThatThrownBy(() -> syncWait(retry.call(() -> failing(9, false)))).hasMessage("attempt 2");
    assertThatThrownBy(
            () ->
                syncWait(
                    Retry.times(9)
                        .call(
                            () -> {
                              attempts++;
                              throw new AssertionError("error");
                            })))
        .isInstanceOf(AssertionError.class);
    assertThat(attempts).isEqualTo(3);
  }

  @Test
  void aStopEndsTheWait() {
    Retry retry = Retry.times(9).withBackoff(Duration.ofDays(1), 1);
    CompletableFuture<String> result =
        retry.<String>call(() -> failing(9, false)).toCompletableFuture();
    assertThat(result).isNotDone();
    result.cancel(false);
    assertThat(attempts).isEqualTo(1);
  }

  /** A context may bring random numbers of its own. */
  @Test
  void jitterOfTheContext() {
    long[] now = {0};
    EventLoop loop = new EventLoop(() -> now[0], InstantSource.system());
    Retry retry = Retry.times(9).withBackoff(Duration.ofNanos(100), 1).withJitter();
    CompletableFuture<String> end =
        retry
            .<String>call(() -> failing(2, false))
            .with(Retry.RANDOM, () -> 1L << 62) // a quarter
            .on(loop)
            .toCompletableFuture();
    loop.runUntilIdle();
    now[0] = 24;
    loop.runUntilIdle();
    assertThat(attempts).isEqualTo(1);
    now[0] = 25;
    loop.runUntilIdle();
    assertThat(attempts).isEqualTo(2);
    now[0] = 50;
    loop.runUntilIdle();
    assertThat(end).isCompletedWithValue("after 3");
  }

  @Test
  void manyAttemptsTakeNoStack() throws Exception {
    assertThat(syncWait(Retry.times(200_000).call(() -> failing(100_000, false))))
        .isEqualTo("after 100001");
  }

  @Test
  void wrongPolicies() {
    assertThatThrownBy(() -> Retry.times(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Retry.times(1).withBackoff(Duration.ofMillis(-1), 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Retry.times(1).withBackoff(Duration.ZERO, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
