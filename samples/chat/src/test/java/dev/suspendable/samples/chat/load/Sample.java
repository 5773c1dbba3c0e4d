package dev.suspendable.samples.chat.load;

import org.HdrHistogram.Histogram;

/**
 * What was seen in one run at one rate. Times are in microseconds, from the moment when the message
 * was to be sent by the schedule, so a driver or server that falls behind does not hide it (Gil
 * Tene's <i>coordinated omission</i>).
 */
public final class Sample {
  final double rate;
  long sent;
  long acknowledged;
  long delivered;
  long expectedDeliveries;
  long refused;

  /** Time of the processors, all threads of the server included. */
  double serverMillisPerMessage;

  final Histogram acknowledgement = histogram();
  public final Histogram delivery = histogram();

  Sample(double rate) {
    this.rate = rate;
  }

  private static Histogram histogram() {
    return new Histogram(60_000_000L, 3);
  }

  static void record(Histogram histogram, long nanos) {
    histogram.recordValue(
        Math.min(Math.max(nanos / 1000, 0), histogram.getHighestTrackableValue()));
  }

  public static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1000.0;
  }

  public boolean isComplete() {
    return acknowledged + refused == sent && delivered == expectedDeliveries;
  }

  /** Whether the server has kept up with the rate: all was done, and soon. */
  boolean isSustained() {
    return refused == 0 && isComplete() && millis(delivery, 99) < 500;
  }
}
