package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/** Textual descriptions of coroutines, for messages. */
final class Description {
  /**
   * The state whose line {@link Frame#$location} returns instead of that of the frame's state. A
   * frame class has one table of lines, and its method has no parameter for the state.
   */
  private static final ThreadLocal<@Nullable Integer> ASKED = new ThreadLocal<>();

  private Description() {}

  static int stateOr(int current) {
    Integer asked = ASKED.get();
    return asked != null ? asked : current;
  }

  /** Returns the position of a coroutine in a given state. */
  static StackTraceElement locationIn(Frame frame, int state) {
    ASKED.set(state);
    try {
      return frame.$location();
    } finally {
      ASKED.remove();
    }
  }

  /** Returns text such as "Quotes.total (Quotes.java:12)". */
  static String of(StackTraceElement at) {
    String method = at.getClassName() + "." + at.getMethodName();
    if (at.getFileName() == null) {
      return method;
    }
    return method
        + (at.getLineNumber() >= 0
            ? " (" + at.getFileName() + ":" + at.getLineNumber() + ")"
            : " (" + at.getFileName() + ")");
  }

  /** Returns text such as "suspended at line 15". */
  static String suspended(StackTraceElement at) {
    return at.getLineNumber() >= 0 ? "suspended at line " + at.getLineNumber() : "suspended";
  }

  /**
   * Makes the error that names the frame class compiled for another version of the binary
   * interface.
   */
  static IncompatibleClassChangeError otherAbi(int version, int ours) {
    String frame =
        StackWalker.getInstance()
            .walk(callers -> callers.skip(2).findFirst())
            .map(StackWalker.StackFrame::getClassName)
            .orElse("A frame");
    return new IncompatibleClassChangeError(
        frame
            + " was compiled by a suspendable-processor with version "
            + version
            + " of the binary interface, but this suspendable-runtime has version "
            + ours
            + "; take the same version of both, and compile again");
  }
}
