package dev.suspendable.test;

import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/**
 * Follows the choices of an earlier run, and then FIFO. Steps with one candidate are no choices,
 * and are not listed.
 */
final class Choices implements Chooser {
  private final int[] prefix;

  /** How many candidates there were when the choices were recorded; empty if that is not known. */
  private final int[] sizes;

  private int at;

  Choices(int[] prefix, int[] sizes) {
    this.prefix = prefix;
    this.sizes = sizes;
  }

  @Override
  public int choose(List<Step> candidates, int step) {
    if (candidates.size() == 1) {
      return 0;
    }
    int now = at++;
    int choice = now < prefix.length ? prefix[now] : 0;
    if (choice >= candidates.size() || (now < sizes.length && sizes[now] != candidates.size())) {
      throw new NotDeterministic(
          "Before step "
              + (step + 1)
              + " there are "
              + candidates.size()
              + " candidates, not the same as in the run before");
    }
    return choice;
  }

  /** Returns the choices as text, such as {@code 0.2.1}; the choices after the last one are 0. */
  static String format(int[] choices) {
    int length = choices.length;
    while (length > 0 && choices[length - 1] == 0) {
      length--;
    }
    StringJoiner text = new StringJoiner(".");
    for (int i = 0; i < length; i++) {
      text.add(String.valueOf(choices[i]));
    }
    return text.toString();
  }

  static int[] parse(String text) {
    return text.isEmpty()
        ? new int[0]
        : Arrays.stream(text.split("\\.")).mapToInt(Integer::parseUnsignedInt).toArray();
  }
}
