package dev.suspendable.debug;

/**
 * Follows the system property {@code dev.suspendable.registry} when the first coroutine is made.
 * The core loads this class by its name, if the property is present.
 */
final class RegistryProperty {
  static {
    apply(System.getProperty("dev.suspendable.registry", ""));
  }

  private RegistryProperty() {}

  private static void apply(String value) {
    switch (value) {
      case "on" -> CoroutineRegistry.enable();
      case "all" -> CoroutineRegistry.enable(CoroutineRegistry.Retention.ALL);
      case "off" -> {}
      default ->
          throw new IllegalArgumentException(
              "-Ddev.suspendable.registry=" + value + "; the values are on, all and off");
    }
    try {
      CoroutineRegistry.registerMXBean();
    } catch (UnsupportedOperationException e) {
      // The program runs without the module java.management, and without the bean.
    }
  }
}
