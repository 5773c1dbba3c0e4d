package dev.suspendable.samples.chat.observe;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.test.SuspendableTest;
import dev.suspendable.test.TestRun;
import java.util.Map;
import org.slf4j.MDC;

/** Each coroutine has its own values in the log, however they take turns on a thread. */
class LogContextTest {
  private static Map<String, String> shown() {
    Map<String, String> values = MDC.getCopyOfContextMap();
    return values == null ? Map.of() : values;
  }

  @Suspendable
  private static Task<Void> request(Map<String, String> expected) {
    for (int i = 0; i < 3; i++) {
      assertThat(shown()).isEqualTo(expected);
      await(TestRun.operation("query"));
    }
    return Task.completed();
  }

  @SuspendableTest(failures = true, stops = true)
  @Suspendable
  Task<Void> coroutinesThatTakeTurns(TestRun run) {
    run.invariant("nothing is left on the thread", () -> shown().isEmpty());
    LogContext ada = new LogContext(1, "ada", 7);
    LogContext grace = new LogContext(2, null, 0);
    await(
        Task.whenAll(
            ada.around(request(Map.of("connection", "1", "user", "ada", "request", "7"))),
            grace.around(request(Map.of("connection", "2"))),
            request(Map.of())));
    assertThat(shown()).isEmpty();
    return Task.completed();
  }

  @SuspendableTest
  @Suspendable
  Task<Void> oneInsideOfAnother(TestRun run) {
    LogContext connection = new LogContext(1, null, 0);
    return connection.around(connectionWith(new LogContext(1, "ada", 7)));
  }

  @Suspendable
  private static Task<Void> connectionWith(LogContext inner) {
    await(inner.around(request(Map.of("connection", "1", "user", "ada", "request", "7"))));
    assertThat(shown()).isEqualTo(Map.of("connection", "1"));
    assertThat(await(LogContext.KEY)).isEqualTo(new LogContext(1, null, 0));
    return Task.completed();
  }
}
