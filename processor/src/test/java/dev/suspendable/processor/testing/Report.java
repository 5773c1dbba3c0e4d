package dev.suspendable.processor.testing;

import java.util.List;
import java.util.Map;

/** Failures of the master test, with all that is needed to understand them. */
final class Report {
  private final Map<String, String> sources;
  private Map<String, String> generated = Map.of();

  Report(Map<String, String> sources) {
    this.sources = sources;
  }

  void generated(Map<String, String> generatedSources) {
    generated = generatedSources;
  }

  /** Fails the test unless both did the same. */
  void compare(Mode mode, Outcome outcome, List<String> trace, Performance actual) {
    if (!actual.outcome().equals(outcome) || !actual.trace().equals(trace)) {
      throw differences(
          mode.toString(),
          withOutcome(trace, outcome),
          withOutcome(actual.trace(), actual.outcome()));
    }
  }

  private static List<String> withOutcome(List<String> trace, Outcome outcome) {
    return java.util.stream.Stream.concat(
            trace.stream(), java.util.stream.Stream.of("=> " + outcome))
        .toList();
  }

  AssertionError differences(String what, List<String> expected, List<String> actual) {
    int same = 0;
    while (same < expected.size()
        && same < actual.size()
        && expected.get(same).equals(actual.get(same))) {
      same++;
    }
    StringBuilder text = new StringBuilder(what).append("\n");
    for (String line : expected.subList(0, same)) {
      text.append("   ").append(line).append("\n");
    }
    for (String line : expected.subList(same, expected.size())) {
      text.append("-  ").append(line).append("\n");
    }
    for (String line : actual.subList(same, actual.size())) {
      text.append("+  ").append(line).append("\n");
    }
    return withSources(text);
  }

  AssertionError failure(String what, List<String> lines) {
    return withSources(new StringBuilder(what).append("\n").append(String.join("\n", lines)));
  }

  private AssertionError withSources(StringBuilder text) {
    append(text, sources);
    append(text, generated);
    return new AssertionError(text.toString());
  }

  private static void append(StringBuilder text, Map<String, String> files) {
    files.forEach(
        (path, source) -> {
          text.append("\n======== ").append(path).append("\n");
          int number = 1;
          for (String line : source.lines().toList()) {
            text.append(String.format("%4d  %s%n", number++, line));
          }
        });
  }
}
