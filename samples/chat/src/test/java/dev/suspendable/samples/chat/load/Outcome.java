package dev.suspendable.samples.chat.load;

import java.util.ArrayList;
import java.util.List;

/** What was measured of one server. */
final class Outcome {
  final String style;
  int connections;
  double secondsToConnect;
  double heapPerConnection;
  double residentPerConnection;
  final List<Sample> samples = new ArrayList<>();

  Outcome(String style) {
    this.style = style;
  }

  /** The highest rate that was sustained, before the first that was not. */
  double highestRate() {
    double highest = 0;
    for (Sample sample : samples) {
      if (!sample.isSustained()) {
        break;
      }
      highest = sample.rate;
    }
    return highest;
  }
}
