package dev.suspendable.debug;

import dev.suspendable.coroutine.Inspection;

/**
 * Follows the system property {@code dev.suspendable.events} when the first coroutine is made. The
 * core loads this class by its name, if the property is present.
 */
final class EventsProperty {
  static {
    apply(System.getProperty("dev.suspendable.events", ""));
  }

  private EventsProperty() {}

  private static void apply(String value) {
    switch (value) {
      case "on" -> enable();
      case "off" -> {}
      default ->
          throw new IllegalArgumentException(
              "-Ddev.suspendable.events=" + value + "; the values are on and off");
    }
  }

  private static void enable() {
    try {
      Inspection.watchSteps(new FlightRecorderEvents());
    } catch (NoClassDefFoundError e) {
      throw new UnsupportedOperationException(
          "-Ddev.suspendable.events=on, but the module jdk.jfr is missing", e);
    }
  }
}
