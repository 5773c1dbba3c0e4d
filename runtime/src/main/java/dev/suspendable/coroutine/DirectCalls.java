package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * Whether coroutines call each other's direct forms. The system property {@code
 * dev.suspendable.direct} decides: {@code on}, or {@code off} to call their methods and await the
 * tasks that these return. An agent that rewrites methods, as mocks of final classes do, does not
 * know about direct forms.
 *
 * <p>Without the property, direct calls are off if Mockito is present, as far as looking for it
 * costs nothing: its agent is looked up in the class loader of the JDK, and its classes only where
 * assertions are enabled, which is where tests run.
 */
final class DirectCalls {
  /** A constant for the JIT compiler: the branch that is not taken costs nothing. */
  static final boolean OFF = isOff(System.getProperty("dev.suspendable.direct", ""));

  private DirectCalls() {}

  private static boolean isOff(String property) {
    return switch (property) {
      case "on" -> false;
      case "off" -> true;
      default -> isBesideMockito();
    };
  }

  private static boolean isBesideMockito() {
    return isVisible("org.mockito.internal.creation.bytebuddy.inject.MockMethodDispatcher", null)
        || (DirectCalls.class.desiredAssertionStatus()
            && (isVisible("org.mockito.Mockito", DirectCalls.class.getClassLoader())
                || isVisible(
                    "org.mockito.Mockito", Thread.currentThread().getContextClassLoader())));
  }

  private static boolean isVisible(String name, @Nullable ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
