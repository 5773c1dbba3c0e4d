package dev.suspendable.processor.read;

/** Finds words and signs in source text, past blanks and comments, where no tree says where. */
final class Words {
  private final String text;

  /**
   * @param text without unicode escapes
   */
  Words(String text) {
    this.text = text;
  }

  /** The next place from an offset on where neither a blank nor a comment stands. */
  int skipBlanks(int offset) {
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

  /** Where the line ends that an offset is on. */
  int endOfLine(int offset) {
    int at = offset;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  /** The end of the comment that begins at an offset with a slash and a star. */
  int endOfComment(int offset) {
    int close = text.indexOf("*/", offset + 2);
    return close < 0 ? text.length() : close + 2;
  }

  /** Where the word begins that ends at an offset. */
  int startOfWord(int end) {
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

  /** Where the word ends that begins at an offset. */
  int endOfWord(int start) {
    int at = start;
    while (at < text.length() && Character.isJavaIdentifierPart(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  /**
   * Where the name begins that a declaration gives to its variable.
   *
   * @param offset in front of it and behind the type, of an array behind that of its components
   * @param isInferred whether there is no type, but words may stand in front: {@code final var}
   */
  int startOfName(int offset, boolean isInferred) {
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
