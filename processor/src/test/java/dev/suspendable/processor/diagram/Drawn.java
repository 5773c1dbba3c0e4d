package dev.suspendable.processor.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.compilation.Javac;

/** The diagram of the coroutine {@code run} of a class. */
final class Drawn {
  /** In front of the members, in the first line. */
  private static final String HEAD =
      "package p; import static dev.suspendable.Coroutines.*; import dev.suspendable.*;"
          + " import dev.suspendable.annotations.*; import java.util.*; class P { ";

  private Drawn() {}

  /** The file in that format, for a class with these members. */
  static String file(String format, String members, String... options) {
    Javac.Result result =
        new Javac()
            .options("-Asuspendable.diagrams=" + format)
            .options(options)
            .source("p/P.java", HEAD + members + "}")
            .suspendable()
            .run();
    assertThat(result.messages()).isEmpty();
    return result.generated().keySet().stream()
        .filter(name -> name.endsWith("." + format) && name.matches(".*\\$run\\$.*"))
        .map(result::generated)
        .findFirst()
        .orElseThrow(() -> new AssertionError(result.generated().keySet()));
  }

  /** The nodes and edges in the language of Graphviz, without what is always the same. */
  static String dot(String members, String... options) {
    return file("dot", members, options)
        .replaceFirst("(?s)^.*?\n  edge [^\n]*\n", "")
        .replaceFirst("}\n$", "")
        .replaceAll("(?m)^  ", "");
  }
}
