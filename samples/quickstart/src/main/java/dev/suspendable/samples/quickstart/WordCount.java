package dev.suspendable.samples.quickstart;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each word occurs in a text. */
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

  /** The number of words. */
  int total() {
    return total;
  }

  /** The number of different words. */
  int different() {
    return counts.size();
  }

  /** The number of times that a word occurs. */
  int of(String word) {
    return counts.getOrDefault(word, 0);
  }

  /**
   * The most frequent words that are not too short, by the alphabet where the count is the same.
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
