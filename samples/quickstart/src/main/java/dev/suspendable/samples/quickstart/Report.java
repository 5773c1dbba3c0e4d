package dev.suspendable.samples.quickstart;

import java.io.PrintStream;

/** Prints the results. */
final class Report {
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  void words(Text text, WordCount count) {
    out.printf(
        "%s has %d words, %d of them different.%n", text.name(), count.total(), count.different());
  }

  void findings(WordCount count, Findings findings) {
    out.println();
    if (findings.all().isEmpty()) {
      out.println("No word is long enough to ask the dictionary server about it.");
      return;
    }
    out.println("The most frequent long ones, and what the dictionary server says about them:");
    for (Finding finding : findings.all()) {
      out.printf("%4d  %-12s %s%n", count.of(finding.word()), finding.word(), finding.answer());
    }
  }

  void threads(Findings findings) {
    out.println();
    out.println("The threads that the coroutines ran on, one after the other (worker-n are the");
    out.println("sample's own, the others those on which the HTTP client brings an answer):");
    out.printf("  %-22s %s%n", "lookUpAll", String.join(" -> ", findings.threads()));
    for (Finding finding : findings.all()) {
      out.printf(
          "  %-22s %s%n", "lookUp(" + finding.word() + ")", String.join(" -> ", finding.threads()));
    }
  }

  void generated(GeneratedSources sources) {
    out.println();
    out.println("Each coroutine has become a class. Their sources are for you to read, in");
    out.println("  " + sources.directory());
    for (String file : sources.files()) {
      out.println("    " + file);
    }
  }
}
