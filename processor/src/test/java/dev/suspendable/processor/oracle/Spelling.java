package dev.suspendable.processor.oracle;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the names of a program are written. A program's tree has other names than its text: those of
 * its locals end in a number that makes them unique, as {@code v2_17}.
 *
 * @param names by those of the tree
 */
record Spelling(Map<String, String> names) {
  /** Locals are called {@code v2}. */
  static final Spelling SIMPLE = new Spelling(Map.of());

  private static final Pattern WORD = Pattern.compile("(?<![\\w\\\\])[A-Za-z]\\w*");
  private static final Pattern LOCAL = Pattern.compile("(v\\d+)_\\d+");

  /** The text of a program. */
  String of(String tree) {
    return WORD.matcher(tree).replaceAll(word -> Matcher.quoteReplacement(nameOf(word.group())));
  }

  private String nameOf(String word) {
    String name = names.get(word);
    if (name != null) {
      return name;
    }
    Matcher local = LOCAL.matcher(word);
    return local.matches() ? local.group(1) : word;
  }

  /** The same, but for one name. */
  Spelling without(String name) {
    Map<String, String> others = new TreeMap<>(names);
    others.remove(name);
    return new Spelling(others);
  }
}
