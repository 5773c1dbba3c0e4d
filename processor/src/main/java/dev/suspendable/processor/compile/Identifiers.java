package dev.suspendable.processor.compile;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * The names in source texts, as hints of which classes may be needed. They include words from
 * comments and literals, which do no harm.
 */
final class Identifiers {
  /**
   * The results of {@link #isPart} for ASCII, cached because every character of all frames is
   * checked.
   */
  private static final boolean[] ASCII = new boolean[128];

  static {
    for (char each = 0; each < ASCII.length; each++) {
      ASCII[each] = Character.isJavaIdentifierPart(each);
    }
  }

  private final Set<String> words = new HashSet<>();
  private final Set<String> dotted = new HashSet<>();

  /** Adds the names of a text. */
  void add(String source) {
    int at = 0;
    while (at < source.length()) {
      int end = endOfWord(source, at);
      if (end == at) {
        at++;
      } else {
        at = isStart(source, at) ? addName(source, at, end) : end;
      }
    }
  }

  /**
   * Adds the name that starts with the given word; returns its end. The dots are followed by hand:
   * a regular expression would take as long as compiling the text.
   */
  private int addName(String source, int start, int endOfFirst) {
    String first = source.substring(start, endOfFirst);
    // `this.f` does not name a class, and javac warns about a lookup in a package `this`.
    boolean isName = !SourceVersion.isKeyword(first);
    if (isName) {
      words.add(first);
    }
    int end = endOfFirst;
    while (end + 1 < source.length() && source.charAt(end) == '.' && isStart(source, end + 1)) {
      end = endOfWord(source, end + 1);
      if (isName) {
        dotted.add(source.substring(start, end));
      }
    }
    return end;
  }

  private static int endOfWord(String source, int start) {
    int end = start;
    while (end < source.length() && isPart(source.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isStart(String source, int at) {
    char character = source.charAt(at);
    return Character.isJavaIdentifierStart(character) || Character.isSurrogate(character);
  }

  private static boolean isPart(char character) {
    return character < ASCII.length
        ? ASCII[character]
        : Character.isJavaIdentifierPart(character) || Character.isSurrogate(character);
  }

  /** Words that stand alone or begin a dotted name. */
  Set<String> words() {
    return words;
  }

  /** Dotted names and their leading parts: {@code a.b.c} gives {@code a.b.c} and {@code a.b}. */
  Set<String> dotted() {
    return dotted;
  }
}
