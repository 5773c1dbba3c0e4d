package dev.suspendable.processor.diagram;

/** Text as content and as an attribute's value of XML and HTML. */
public final class Markup {
  private Markup() {}

  /**
   * Text in which no character means markup. Characters that XML does not allow, such as those of
   * terminals, become a replacement character; so does half of a surrogate pair.
   */
  public static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            character -> {
              switch (character) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isAllowed(character) ? character : 0xfffd);
              }
            });
    return out.toString();
  }

  private static boolean isAllowed(int character) {
    return character >= 0x20
        ? (character < 0x7f || character > 0x9f)
            && (character < 0xd800 || character > 0xdfff)
            && (character & 0xfffe) != 0xfffe
            // They would change the order in which the text is shown.
            && !(character >= 0x202a && character <= 0x202e)
            && !(character >= 0x2066 && character <= 0x2069)
        : character == '\n' || character == '\t';
  }
}
