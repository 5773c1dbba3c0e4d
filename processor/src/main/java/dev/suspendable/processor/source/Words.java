package dev.suspendable.processor.source;

/**
 * Finds words and symbols in source text, skipping blanks and comments, where no tree gives their
 * position.
 */
public final class Words {
  private final String text;

  /**
   * @param text without unicode escapes
   */
  Words(String text) {
    this.text = text;
  }

  /** The next position at or after an offset that is not in a blank or a comment. */
  public int skipBlanks(int offset) {
    int at = offset;
    while (at < text.length()) {
      if (text.startsWith("//", at)) {
        at = endOfLine(at);
      } else if (text.startsWith("/*", at)) {
        at = endOfComment(at);
      } else if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else {
        return at;
      }
    }
    return at;
  }

  /** The end of the line that contains an offset. */
  public int endOfLine(int offset) {
    int at = offset;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  /** The end of the comment that begins with a slash and a star at an offset. */
  public int endOfComment(int offset) {
    int close = text.indexOf("*/", offset + 2);
    return close < 0 ? text.length() : close + 2;
  }

  /** The start of the word that ends at an offset. */
  public int startOfWord(int end) {
    int at = end;
    while (at > 0) {
      int before = text.codePointBefore(at);
      if (!Character.isJavaIdentifierPart(before)) {
        break;
      }
      at -= Character.charCount(before);
    }
    return at;
  }

  /** The end of the word that begins at an offset. */
  public int endOfWord(int start) {
    int at = start;
    while (at < text.length() && Character.isJavaIdentifierPart(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  /**
   * The start of the variable's name in a declaration.
   *
   * @param offset an offset before the name and after the type; for an array, after the component
   *     type
   * @param isInferred whether there is no type, but words may precede the name: {@code final var}
   */
  public int startOfName(int offset, boolean isInferred) {
    int at = skipBlanks(offset);
    while (endOfWord(at) == at) {
      at = skipBlanks(text.charAt(at) == '@' ? endOfAnnotation(at) : at + 1);
    }
    int next = skipBlanks(endOfWord(at));
    while (isInferred && endOfWord(next) > next) {
      at = next;
      next = skipBlanks(endOfWord(at));
    }
    return at;
  }

  private int endOfAnnotation(int start) {
    int end = endOfWord(skipBlanks(start + 1));
    int next = skipBlanks(end);
    while (text.startsWith(".", next)) {
      end = endOfWord(skipBlanks(next + 1));
      next = skipBlanks(end);
    }
    return text.startsWith("(", next) ? endOfParentheses(next) : end;
  }

  private int endOfParentheses(int open) {
    int depth = 0;
    int at = open;
    do {
      switch (text.charAt(at)) {
        case '(' -> depth++;
        case ')' -> depth--;
        case '"', '\'' -> at = endOfLiteral(at) - 1;
        default -> {}
      }
      at = skipBlanks(at + 1);
    } while (depth > 0);
    return at;
  }

  private int endOfLiteral(int start) {
    String quote = text.startsWith("\"\"\"", start) ? "\"\"\"" : text.substring(start, start + 1);
    int at = start + quote.length();
    while (!text.startsWith(quote, at)) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at + quote.length();
  }
}
