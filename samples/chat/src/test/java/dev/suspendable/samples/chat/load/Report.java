package dev.suspendable.samples.chat.load;

import static dev.suspendable.samples.chat.load.Sample.millis;

import java.util.List;
import java.util.Locale;

/** The tables of a run, in Markdown. */
final class Report {
  private Report() {}

  static String memory(List<Outcome> outcomes) {
    StringBuilder text = new StringBuilder();
    text.append(
        "| server | connections | opened in | heap per idle connection | of the process |\n");
    text.append("|---|--:|--:|--:|--:|\n");
    for (Outcome outcome : outcomes) {
      line(
          text,
          "| %s | %,d | %.1f s | %.1f KB | %.1f KB |",
          outcome.style,
          outcome.connections,
          outcome.secondsToConnect,
          outcome.heapPerConnection / 1024,
          outcome.residentPerConnection / 1024);
    }
    return text.toString();
  }

  static String latency(List<Outcome> outcomes) {
    StringBuilder text = new StringBuilder();
    text.append("| messages/s | server | to the acknowledgement: 50 % | 99 % | 99.9 % ");
    text.append(
        "| to each reader: 50 % | 99 % | 99.9 % | most | processor, ms per message | kept up |\n");
    text.append("|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|---|\n");
    int rates = outcomes.stream().mapToInt(o -> o.samples.size()).max().orElse(0);
    for (int i = 0; i < rates; i++) {
      for (Outcome outcome : outcomes) {
        if (i < outcome.samples.size()) {
          latency(text, outcome.style, outcome.samples.get(i));
        }
      }
    }
    return text.toString();
  }

  private static void latency(StringBuilder text, String style, Sample sample) {
    line(
        text,
        "| %,.0f | %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f | %s |",
        sample.rate,
        style,
        millis(sample.acknowledgement, 50),
        millis(sample.acknowledgement, 99),
        millis(sample.acknowledgement, 99.9),
        millis(sample.delivery, 50),
        millis(sample.delivery, 99),
        millis(sample.delivery, 99.9),
        sample.delivery.getMaxValue() / 1000.0,
        sample.serverMillisPerMessage,
        sample.isSustained() ? "yes" : "no: " + shortfall(sample));
  }

  private static String shortfall(Sample sample) {
    return sample.isComplete() && sample.refused == 0
        ? "late"
        : String.format(
            Locale.ROOT,
            "%,d of %,d acknowledged, %,d refused, %,d of %,d delivered",
            sample.acknowledged,
            sample.sent,
            sample.refused,
            sample.delivered,
            sample.expectedDeliveries);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
