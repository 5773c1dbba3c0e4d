package dev.suspendable.processor.oracle;

/**
 * What the master test says of a program.
 *
 * @param kind whether it has passed
 * @param report the differences, with the sources; empty if there are none
 */
record Verdict(Kind kind, String report) {
  enum Kind {
    PASSED,
    /** The processor says that it is too large. */
    REFUSED,
    /** Javac itself has crashed. */
    NOTHING,
    /** Not valid Java: the generator is wrong. */
    INVALID,
    /** The frame does not compile, or the processor does not support something, or gives up. */
    NOT_COMPILED,
    /** It does something else. */
    DIFFERENT
  }

  static final Verdict PASSED = new Verdict(Kind.PASSED, "");

  static Verdict failed(Throwable failure) {
    String report = String.valueOf(failure.getMessage());
    return new Verdict(kindOf(report), report);
  }

  private static Kind kindOf(String report) {
    String summary =
        report.lines().takeWhile(line -> !line.startsWith("=====")).toList().toString();
    if (summary.contains("javac has made nothing of the")) {
      return Kind.NOTHING;
    }
    if (summary.contains("the program is not valid Java")) {
      return Kind.INVALID;
    }
    if (summary.contains("[suspendable:method-too-large]")
        || summary.contains("[suspendable:method-beyond-limits]")) {
      return Kind.REFUSED;
    }
    return summary.contains("diagnostics of javac") ? Kind.NOT_COMPILED : Kind.DIFFERENT;
  }

  /** What the processor says that it does not do. */
  String reason() {
    return report
        .lines()
        .filter(line -> line.contains("[suspendable:"))
        .map(line -> line.replaceAll("^.*?: (?:error|warning): ", "").replaceAll("\\d+", "0"))
        .findFirst()
        .orElse("");
  }

  boolean saysNothing() {
    return kind == Kind.NOTHING;
  }

  /** Whether it may be about another program that was compiled with it. */
  boolean isOfOthers() {
    return report.contains("its frame class was not analyzed");
  }

  /** The same, where no other program can have made javac crash. */
  Verdict ofOneProgram() {
    return saysNothing() && report.contains("the transformed program")
        ? new Verdict(Kind.NOT_COMPILED, report)
        : this;
  }

  /** Whether it says that there is a bug. */
  boolean isFailure() {
    return kind != Kind.PASSED && kind != Kind.REFUSED && kind != Kind.NOTHING;
  }
}
