package dev.suspendable.samples.chat.observe;

import dev.suspendable.debug.CoroutineRegistry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;

/** Counts and times what a server does. */
public final class Metrics {
  private final MeterRegistry registry;
  private final Counter delivered;
  private final Counter slow;

  public Metrics(MeterRegistry registry) {
    this.registry = registry;
    delivered = Counter.builder("chat.messages.delivered").register(registry);
    slow = Counter.builder("chat.readers.waited.for").register(registry);
    Gauge.builder("chat.coroutines", CoroutineRegistry::count).register(registry);
  }

  /** Makes metrics with a text form, and with those of the JVM. */
  public static Metrics create() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new JvmGcMetrics().bindTo(registry);
    return new Metrics(registry);
  }

  /** Shows a number that is read when someone asks. */
  public void gauge(String name, Supplier<Number> value) {
    Gauge.builder(name, value).strongReference(true).register(registry);
  }

  /**
   * A request was answered.
   *
   * @param outcome the code of the error, or {@code ok}
   */
  public void answered(String type, String outcome, Duration time) {
    Timer.builder("chat.requests")
        .tag("type", type)
        .tag("outcome", outcome)
        .publishPercentiles(0.5, 0.99, 0.999)
        .register(registry)
        .record(time);
  }

  /** A connection was opened, or refused. */
  public void connected(boolean accepted) {
    registry
        .counter("chat.connections.opened", "outcome", accepted ? "accepted" : "refused")
        .increment();
  }

  /** A message was given to so many members. */
  public void delivered(int members, int waitedFor) {
    delivered.increment(members);
    slow.increment(waitedFor);
  }

  /** Returns the text form, or an empty text if the registry has none. */
  public String text() {
    return registry instanceof PrometheusMeterRegistry prometheus ? prometheus.scrape() : "";
  }
}
