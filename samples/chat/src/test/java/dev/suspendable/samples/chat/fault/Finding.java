package dev.suspendable.samples.chat.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened at one fault, with figures, and what should not have happened. */
final class Finding {
  final String fault;
  private final List<String> figures = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  Finding(String fault) {
    this.fault = fault;
  }

  void figure(String format, Object... values) {
    figures.add(String.format(Locale.ROOT, format, values));
  }

  void check(boolean holds, String format, Object... values) {
    if (!holds) {
      problems.add(String.format(Locale.ROOT, format, values));
    }
  }

  void check(List<String> violations) {
    problems.addAll(violations.subList(0, Math.min(5, violations.size())));
  }

  boolean isGood() {
    return problems.isEmpty();
  }

  @Override
  public String toString() {
    return "| "
        + fault
        + " | "
        + String.join("; ", figures)
        + " | "
        + (isGood() ? "none" : "**" + String.join("; ", problems) + "**")
        + " |";
  }
}
