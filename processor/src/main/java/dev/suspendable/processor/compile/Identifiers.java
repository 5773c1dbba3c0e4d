package dev.suspendable.processor.compile;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of a source text, and the dotted names in it. */
final class Identifiers {
  private static final String WORD = "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*+";
  private static final Pattern IDENTIFIER = Pattern.compile(WORD);
  private static final Pattern DOTTED = Pattern.compile(WORD + "(?:\\." + WORD + ")++");

  private Identifiers() {}

  /** All identifiers, and the words of comments and literals, which do no harm as hints. */
  static Stream<String> in(String source) {
    return IDENTIFIER.matcher(source).results().map(MatchResult::group);
  }

  /**
   * All dotted names and their leading parts: {@code a.b.c} gives {@code a.b.c} and {@code a.b}.
   */
  static Stream<String> dottedIn(String source) {
    return DOTTED
        .matcher(source)
        .results()
        .map(MatchResult::group)
        .flatMap(
            name -> Stream.iterate(name, part -> part.indexOf('.') > 0, Identifiers::withoutLast));
  }

  private static String withoutLast(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }
}
