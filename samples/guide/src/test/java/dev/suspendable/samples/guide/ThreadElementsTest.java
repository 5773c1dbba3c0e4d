package dev.suspendable.samples.guide;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.ThreadElement;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** SLF4J's MDC and OpenTelemetry's context follow a coroutine from thread to thread. */
class ThreadElementsTest {
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("coroutine");
  private static final ContextKey<String> SPAN = ContextKey.named("span");

  /** OpenTelemetry's context while a coroutine runs. */
  record Telemetry(Context context) implements ThreadElement<Scope> {
    @Override
    public Scope install() {
      return context.makeCurrent();
    }

    @Override
    public void takeOff(Scope scope) {
      scope.close();
    }
  }

  private static void log() {
    LOGGER.info("{} {}", MDC.get("request"), Context.current().get(SPAN));
  }

  @Suspendable
  private static Task<Void> body() {
    log();
    await(Task.delay(Duration.ofMillis(1)));
    log();
    await(Task.whenAll(child(), child()));
    await(child().on(ForkJoinPool.commonPool()));
    await(child().with(context -> context.withElement(new Mdc(Map.of("request", "inner")))));
    log();
    return Task.completed();
  }

  @Suspendable
  private static Task<Void> child() {
    await(CompletableFuture.runAsync(() -> {}));
    log();
    return Task.completed();
  }

  @Test
  void followTheCoroutine() throws InterruptedException {
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    LOGGER.addAppender(appender);
    MDC.put("request", "outer");
    try {
      Task.syncWait(
          body()
              .with(context -> context.withElement(new Mdc(Map.of("request", "r1"))))
              .with(
                  context ->
                      context.withElement(new Telemetry(Context.current().with(SPAN, "s1")))));
      log();
    } finally {
      MDC.clear();
      LOGGER.detachAppender(appender);
    }
    assertThat(appender.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "r1 s1", "r1 s1", "r1 s1", "r1 s1", "r1 s1", "inner s1", "r1 s1", "outer null");
    assertThat(Context.current().get(SPAN)).isNull();
  }

  @Test
  void leaveTheirThreadsAsTheyWere() throws InterruptedException {
    Task.syncWait(body().with(context -> context.withElement(new Mdc(Map.of("request", "r1")))));
    assertThat(CompletableFuture.supplyAsync(() -> "" + MDC.get("request")).join())
        .isEqualTo("null");
    assertThat(MDC.get("request")).isNull();
  }

  // ---- All that Micrometer knows.

  private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

  @Suspendable
  private static Task<String> tenants() {
    String before = TENANT.get();
    await(Task.delay(Duration.ofMillis(1)));
    return Task.of(before + " " + TENANT.get() + " " + MDC.get("request"));
  }

  @Test
  void whatMicrometerCapturesFollowsToo() throws InterruptedException {
    ContextRegistry registry = new ContextRegistry();
    registry.registerThreadLocalAccessor("tenant", TENANT);
    registry.registerThreadLocalAccessor(
        "request",
        () -> MDC.get("request"),
        value -> MDC.put("request", value),
        () -> MDC.remove("request"));
    ContextSnapshotFactory factory =
        ContextSnapshotFactory.builder().contextRegistry(registry).build();
    TENANT.set("t1");
    MDC.put("request", "r1");
    ContextSnapshot snapshot = factory.captureAll();
    TENANT.set("t2");
    try {
      Task<String> task = tenants().with(context -> context.withElement(new Captured(snapshot)));
      assertThat(Task.syncWait(task)).isEqualTo("t1 t1 r1");
      assertThat(TENANT.get()).isEqualTo("t2");
    } finally {
      TENANT.remove();
      MDC.clear();
    }
  }
}
