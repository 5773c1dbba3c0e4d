package dev.suspendable.processor.page;

import static dev.suspendable.processor.diagram.Markup.escaped;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java code as lines of HTML, with the style of its words and with links. A link may go over
 * several lines; each line then has a link of its own.
 */
final class Listing {
  private static final String KEYWORDS =
      "abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double|else|enum"
          + "|extends|false|final|finally|float|for|if|implements|import|instanceof|int|interface"
          + "|long|native|new|null|package|private|protected|public|record|return|sealed|short"
          + "|static|strictfp|super|switch|synchronized|this|throw|throws|transient|true|try|var"
          + "|void|volatile|when|while|yield";

  /** Comments, text, annotations and keywords. Quantifiers are possessive: text may be long. */
  private static final Pattern WORDS =
      Pattern.compile(
          "(?<comment>//[^\n]*+|/\\*(?:[^*]|\\*(?!/))*+(?:\\*/)?)"
              + "|(?<string>\"\"\"(?:[^\"\\\\]|\\\\.|\"(?!\"\"))*+(?:\"\"\")?"
              + "|\"(?:[^\"\\\\\n]|\\\\.)*+\"?|'(?:[^'\\\\\n]|\\\\.)*+'?)"
              + "|(?<annotation>@[\\w.$]++)"
              + "|(?<keyword>\\b(?:"
              + KEYWORDS
              + ")\\b(?![$]))",
          Pattern.DOTALL);

  private static final List<String> STYLES = List.of("comment", "string", "annotation", "keyword");

  private final String text;
  private final List<Span> styles = new ArrayList<>();
  private final List<Span> links = new ArrayList<>();

  /** A part of the text, and the tag that begins it. */
  private record Span(int start, int end, String open, String close) {}

  Listing(List<String> lines) {
    this.text = String.join("\n", lines);
    Matcher matcher = WORDS.matcher(text);
    while (matcher.find()) {
      for (String style : STYLES) {
        if (matcher.group(style) != null) {
          String open = "<span class=\"" + style.charAt(0) + "\">";
          styles.add(new Span(matcher.start(), matcher.end(), open, "</span>"));
        }
      }
    }
  }

  String text() {
    return text;
  }

  /** The offset of a line. */
  int offset(int line) {
    int offset = 0;
    for (int i = 0; i < line; i++) {
      offset = text.indexOf('\n', offset) + 1;
    }
    return offset;
  }

  /**
   * Makes a part of the text a link.
   *
   * @param attributes of the link; those of its first line
   * @param more of the links on further lines
   */
  void link(int start, int end, String attributes, String more) {
    int from = start;
    String each = attributes;
    while (from < end) {
      int newline = text.indexOf('\n', from);
      int to = newline < 0 ? end : Math.min(end, newline);
      while (from < to && Character.isWhitespace(text.charAt(from))) {
        from++;
      }
      if (from < to) {
        links.add(new Span(from, to, "<a " + each + ">", "</a>"));
        each = more;
      }
      from = to + 1;
    }
  }

  /** Whether a link already covers some of this text. */
  boolean isLinked(int start, int end) {
    return links.stream().anyMatch(link -> link.start < end && start < link.end);
  }

  /** The lines. */
  List<String> lines() {
    links.sort(Comparator.comparingInt(Span::start));
    List<String> result = new ArrayList<>();
    int start = 0;
    for (String line : text.split("\n", -1)) {
      result.add(line(start, start + line.length()));
      start += line.length() + 1;
    }
    return result;
  }

  private String line(int start, int end) {
    StringBuilder out = new StringBuilder();
    int at = start;
    for (Span link : links) {
      if (link.start >= start && link.end <= end && link.start >= at) {
        styled(at, link.start, out);
        out.append(link.open);
        styled(link.start, link.end, out);
        out.append(link.close);
        at = link.end;
      }
    }
    styled(at, end, out);
    return out.toString();
  }

  private void styled(int start, int end, StringBuilder out) {
    int at = start;
    for (Span style : from(start)) {
      if (style.start >= end) {
        break;
      }
      int from = Math.max(at, style.start);
      int to = Math.min(end, style.end);
      if (from < to) {
        out.append(escaped(text.substring(at, from)));
        out.append(style.open).append(escaped(text.substring(from, to))).append(style.close);
        at = to;
      }
    }
    out.append(escaped(text.substring(at, end)));
  }

  /** The styles that end behind an offset; they are in order. */
  private List<Span> from(int offset) {
    int low = 0;
    int high = styles.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (styles.get(middle).end <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return styles.subList(low, styles.size());
  }
}
