package dev.suspendable.samples.quickstart;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The number of occurrences of each word in a text. */
final class WordCount {
  private final Map<String, Integer> counts = new HashMap<>();
  private int total;

  /** Counts words. A generator is an {@link Iterable} like any other. */
  static WordCount of(Iterable<String> words) {
    WordCount result = new WordCount();
    for (String word : words) {
      result.counts.merge(word, 1, Integer::sum);
      result.total++;
    }
    return result;
  }

  /** Returns the number of words. */
  int total() {
    return total;
  }

  /** Returns the number of different words. */
  int different() {
    return counts.size();
  }

  /** Returns the number of times that a word occurs. */
  int of(String word) {
    return counts.getOrDefault(word, 0);
  }

  /**
   * Returns the most frequent words that are not too short, in alphabetical order if the count is
   * the same.
   */
  List<String> mostFrequent(int limit, int minimumLength) {
    return counts.keySet().stream()
        .filter(word -> word.length() >= minimumLength)
        .sorted(
            Comparator.<String>comparingInt(this::of)
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .limit(limit)
        .toList();
  }
}
