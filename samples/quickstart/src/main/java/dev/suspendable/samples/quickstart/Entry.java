package dev.suspendable.samples.quickstart;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.annotations.Suspendable;

/**
 * The entry of a dictionary for a word.
 *
 * @param kind the kind of word, such as "noun"
 */
record Entry(String kind, String meaning) {

  /**
   * Reads an answer of the server, lines such as {@code kind: noun}.
   *
   * <p>If a field is missing, {@code await} does not return: the entry is empty as well. There is
   * no {@code if} to write or to forget.
   */
  @Suspendable
  static Maybe<Entry> parse(String answer) {
    String kind = await(field(answer, "kind"));
    String meaning = await(field(answer, "meaning"));
    return Maybe.of(new Entry(kind, meaning));
  }

  /** Describes an answer of the server, for the report. */
  static String describe(String answer) {
    return parse(answer)
        .toOptional()
        .map(entry -> entry.kind() + ": " + entry.meaning())
        .orElse("(an entry with something missing)");
  }

  private static Maybe<String> field(String answer, String name) {
    String start = name + ": ";
    for (String line : answer.split("\n")) {
      if (line.startsWith(start)) {
        return Maybe.of(line.substring(start.length()));
      }
    }
    return Maybe.empty();
  }
}
