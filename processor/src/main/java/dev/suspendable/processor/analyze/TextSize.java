package dev.suspendable.processor.analyze;

import dev.suspendable.processor.model.Code;
import java.util.Map;

/**
 * Estimates from its words and signs how many bytes of byte code a piece of source becomes. The
 * costs of words and signs are fitted to the code that javac generates for the tests' programs.
 */
final class TextSize {
  /** A local's load or store, or a constant. */
  static final int LOCAL_ACCESS = 2;

  /**
   * {@code state = 1000; continue dispatch;} after a return or jump, also in a copy of a finally
   * block.
   */
  static final int JUMP = 10;

  /** A local that the frame's code copies for a lambda and passes to it. */
  private static final int CAPTURED = 6;

  private static final int CALL = 4;

  /** An access to a field, or to a local in verbatim text. */
  private static final int NAME = 3;

  private static final int CAST = 3;

  /** A binding of a test: stored twice, and compared. */
  private static final int TEST_BINDING = 8;

  /** The costs of keywords. Verbatim statements consist of them, and are estimated high. */
  private static final Map<String, Integer> WORDS =
      Map.ofEntries(
          Map.entry("for", 26), // iterator(), hasNext(), next(), a cast
          Map.entry("while", 6),
          Map.entry("if", 4),
          Map.entry("else", 3),
          Map.entry("do", 0),
          Map.entry("switch", 34),
          Map.entry("case", 28),
          Map.entry("default", 8),
          Map.entry("when", JUMP),
          Map.entry("try", 45), // a resource is closed on two ways, one of them with a test
          Map.entry("catch", 8),
          Map.entry("synchronized", 25),
          Map.entry("instanceof", 8),
          Map.entry("assert", 24),
          Map.entry("new", 4), // and a call
          Map.entry("throw", 1),
          Map.entry("return", JUMP),
          Map.entry("break", JUMP),
          Map.entry("continue", JUMP),
          Map.entry("yield", JUMP),
          Map.entry("null", 1),
          Map.entry("true", 1),
          Map.entry("false", 1),
          Map.entry("this", 1),
          Map.entry("boolean", 0),
          Map.entry("byte", 0),
          Map.entry("short", 0),
          Map.entry("char", 0),
          Map.entry("int", 0),
          Map.entry("long", 0),
          Map.entry("float", 0),
          Map.entry("double", 0),
          Map.entry("final", 0),
          Map.entry("class", 0));

  /** The costs of signs of two characters. */
  private static final Map<String, Integer> PAIRS =
      Map.of(
          "->", 5,
          "::", 8,
          "++", 4,
          "--", 4,
          "&&", 6,
          "||", 6,
          "==", 5,
          "!=", 5,
          "<=", 5,
          ">=", 5);

  private final String text;
  private int at;
  private int jumps;

  private TextSize(String text) {
    this.text = text;
  }

  /** Bytes of code. */
  static int of(Code code) {
    Speller speller = new Speller();
    speller.visit(code);
    return new TextSize(speller.toString()).size(Integer.MAX_VALUE);
  }

  /** Bytes up to {@code end}, or up to the brace that closes the surrounding block. */
  private int size(int end) {
    int size = 0;
    int depth = 0;
    while (at < Math.min(end, text.length())) {
      char c = text.charAt(at);
      if (Character.isJavaIdentifierStart(c)) {
        size += word();
      } else if (text.startsWith("//", at)) {
        skipTo("\n", at);
      } else if (text.startsWith("/*", at)) {
        skipTo("*/", at + 2);
      } else if (c == '"' || c == '\'') {
        literal(c);
        size += LOCAL_ACCESS;
      } else if (Character.isDigit(c)) {
        number();
        size += LOCAL_ACCESS;
      } else if (at + 1 < text.length() && PAIRS.containsKey(text.substring(at, at + 2))) {
        size += PAIRS.getOrDefault(text.substring(at, at + 2), 0);
        at += 2;
      } else {
        at++;
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth < 0) {
          return size;
        }
        size += sign(c);
      }
    }
    return size;
  }

  private int word() {
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    if (word.equals("finally")) {
      return finallyBlock();
    }
    Integer cost = WORDS.get(word);
    if (cost != null) {
      jumps += cost == JUMP ? 1 : 0;
      return cost;
    }
    char next = next();
    return next == '(' ? CALL : next == '.' || next == '<' ? LOCAL_ACCESS : NAME;
  }

  /** The next sign. */
  private char next() {
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next < text.length() ? text.charAt(next) : ';';
  }

  /**
   * Bytes of a finally block. javac makes a copy for each exit of the try; {@link #jumps} is the
   * maximum number.
   */
  private int finallyBlock() {
    int ways = jumps + 3;
    at = Math.max(at, text.indexOf('{', at) + 1);
    long size = (long) ways * (size(Integer.MAX_VALUE) + JUMP);
    return (int) Math.min(size, 1 << 16);
  }

  private void skipTo(String end, int from) {
    int found = text.indexOf(end, from);
    at = found < 0 ? text.length() : found + end.length();
  }

  private void literal(char quote) {
    if (text.startsWith("\"\"\"", at)) {
      at += 3;
      while (at < text.length() && !text.startsWith("\"\"\"", at)) {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      at += 3;
      return;
    }
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private void number() {
    while (at < text.length()
        && (text.charAt(at) == '.' || Character.isJavaIdentifierPart(text.charAt(at)))) {
      at++;
    }
  }

  private int sign(char c) {
    if (Character.isWhitespace(c)) {
      return 0;
    }
    return switch (c) {
      case Speller.LOCAL_SIGN -> LOCAL_ACCESS;
      case Speller.CAPTURED_SIGN -> CAPTURED;
      case Speller.TYPE_SIGN -> CAST;
      case Speller.TEST_SIGN -> TEST_BINDING;
      case Speller.JUMP_SIGN -> {
        jumps++;
        yield JUMP;
      }
      case '?' -> 6;
      case '+', '<', '>', '!' -> 3; // a concatenation; jumps, and values of conditions
      case '[' -> 2;
      case ',', '=', '-', '*', '/', '%', '&', '|', '^', '~' -> 1;
      default -> 0;
    };
  }
}
