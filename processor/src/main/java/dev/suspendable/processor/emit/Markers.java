package dev.suspendable.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.suspendable.processor.model.FrameText;
import dev.suspendable.processor.model.FrameText.ExpectedName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Marks in emitted text. They record which line a line comes from, what a name must resolve to, and
 * where the name of a type belongs. They are removed after JavaPoet has laid out the class, which
 * gives their positions.
 *
 * <pre>
 * L12   the user's line
 * R12   the same, for code that continues that line
 * N3    here begins the name that must resolve to the symbol 3
 * T0    the name of the body's type 0
 * H0    outside of bodies: here begins the name of a type
 * B1    alone in JavaPoet's line: the body 1
 * D0    after it: what follows is how the body's type 0 is named here
 * </pre>
 *
 * <p>So JavaPoet sees only the types of a body, and decides on the imports; the body itself is
 * inserted afterwards.
 */
final class Markers {
  // The control characters "start and end of selected area" do not normally occur in source code.
  // They are among the first 256 characters, because a string with any other character takes twice
  // the space.
  private static final char OPEN = '\u0086';
  private static final char CLOSE = '\u0087';

  private final List<String> symbols = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private final Set<String> heads = new HashSet<>();
  private final Set<String> fields;

  /**
   * @param fields fields that the class inherits: such a field obscures a class of the same name
   */
  Markers(Set<String> fields) {
    this.fields = fields;
  }

  String line(int line) {
    return mark('L', line);
  }

  /** The mark for code that continues a line begun elsewhere, for example before a suspension. */
  String goingOn(int line) {
    return mark('R', line);
  }

  /** The mark before the name of a type, where a variable would also be possible. */
  String head() {
    return mark('H', 0);
  }

  String name(String symbol) {
    symbols.add(symbol);
    return mark('N', symbols.size() - 1);
  }

  private static String mark(char kind, int number) {
    return new StringBuilder(8).append(OPEN).append(kind).append(number).append(CLOSE).toString();
  }

  /** The types in the body of a method. */
  final class Body {
    private final Map<TypeName, Integer> types = new LinkedHashMap<>();

    private Body() {}

    String type(TypeName type) {
      if (type instanceof ClassName name
          && fields.contains(name.topLevelClassName().simpleName())
          && !name.packageName().isEmpty()) {
        addHead(name.canonicalName());
        return name.canonicalName();
      }
      return mark('T', types.computeIfAbsent(type, key -> types.size()));
    }
  }

  /** Starts a body. */
  Body body() {
    return new Body();
  }

  /** The code that JavaPoet puts in the place of a body. */
  CodeBlock place(Body body, String text) {
    bodies.add(text);
    CodeBlock.Builder code = CodeBlock.builder().add("$L", mark('B', bodies.size() - 1));
    body.types.forEach((type, number) -> code.add("$L$T", mark('D', number), type));
    return code.add("\n").build();
  }

  /** Removes the marks, and inserts the bodies. */
  FrameText strip(String marked) {
    Stripping stripping = new Stripping();
    int from = 0;
    while (from < marked.length()) {
      int newline = marked.indexOf('\n', from);
      int end = newline < 0 ? marked.length() : newline + 1;
      stripping.line(marked, from, end);
      from = end;
    }
    return stripping.result();
  }

  /**
   * The first words of type names where a variable of the same name would obscure them, as found
   * while the marks were removed.
   */
  Set<String> heads() {
    return heads;
  }

  private void addHead(String name) {
    int end = 0;
    while (end < name.length() && Character.isJavaIdentifierPart(name.charAt(end))) {
      end++;
    }
    heads.add(name.substring(0, end));
  }

  private final class Stripping {
    private final StringBuilder text = new StringBuilder();
    private final List<ExpectedName> names = new ArrayList<>();
    private int[] lines = new int[256];
    private int count;

    /** A line that was begun elsewhere, until another line begins. */
    private int goingOn;

    FrameText result() {
      return new FrameText(text.toString(), Arrays.copyOf(lines, count), names);
    }

    /** Handles a line from JavaPoet; only the types of a body follow its mark. */
    void line(String marked, int start, int end) {
      int open = marked.indexOf(OPEN, start);
      if (open < 0 || open >= end) {
        text.append(marked, start, end);
        endLine(0);
      } else if (marked.charAt(open + 1) == 'B') {
        body(marked, start, open, end);
      } else {
        bodyLine(marked, start, end, List.of());
      }
    }

    private void body(String marked, int start, int open, int end) {
      int close = marked.indexOf(CLOSE, open);
      String body = bodies.get(Integer.parseInt(marked.substring(open + 2, close)));
      List<String> types = new ArrayList<>();
      int at = close + 1;
      while (at < end - 1) {
        int from = marked.indexOf(CLOSE, at) + 1;
        int next = marked.indexOf(OPEN, from);
        at = next < 0 || next >= end ? end - 1 : next;
        types.add(marked.substring(from, at));
        addHead(marked.substring(from, at));
      }
      goingOn = 0;
      int from = 0;
      while (from < body.length()) {
        int next = body.indexOf('\n', from) + 1;
        if (next > from + 1) {
          text.append(marked, start, open);
        }
        bodyLine(body, from, next, types);
        from = next;
      }
    }

    /**
     * Appends a line without its marks. If code of another user line begins in it, the line is
     * broken, so that javac's line table distinguishes the two.
     */
    private void bodyLine(String marked, int start, int end, List<String> types) {
      int line = 0;
      boolean isOfCodeBefore = false;
      int at = start;
      int open = marked.indexOf(OPEN, start);
      while (open >= 0 && open < end) {
        int close = marked.indexOf(CLOSE, open);
        int number = close < 0 || close >= end ? -1 : number(marked, open + 2, close);
        char kind = number < 0 ? 0 : marked.charAt(open + 1);
        if (kind == 'L' || kind == 'R' || kind == 'N' || kind == 'T' || kind == 'H') {
          text.append(marked, at, open);
          at = close + 1;
          switch (kind) {
            case 'L' -> {
              if (number != line && (line != 0 || isOfCodeBefore) && breakLine()) {
                endLine(line);
              }
              isOfCodeBefore = number == 0;
              line = number;
            }
            case 'R' -> {
              goingOn = number;
              line = number;
            }
            case 'H' -> addHead(marked.substring(at, end));
            case 'N' -> names.add(new ExpectedName(text.length(), symbols.get(number)));
            default -> text.append(types.get(number));
          }
        }
        open = marked.indexOf(OPEN, open + 1);
      }
      text.append(marked, at, end);
      endLine(line);
    }

    /** Ends the line and indents the next one, unless the line is still empty. */
    private boolean breakLine() {
      int end = text.length();
      while (text.charAt(end - 1) == ' ') {
        end--;
      }
      if (text.charAt(end - 1) == '\n') {
        return false;
      }
      int start = text.lastIndexOf("\n", end - 1) + 1;
      int blanks = 0;
      while (text.charAt(start + blanks) == ' ') {
        blanks++;
      }
      text.setLength(end);
      text.append('\n').append(" ".repeat(blanks + 4));
      return true;
    }

    private static int number(String text, int start, int end) {
      if (start >= end || end - start > 9) {
        return -1;
      }
      int number = 0;
      for (int i = start; i < end; i++) {
        int digit = text.charAt(i) - '0';
        if (digit < 0 || digit > 9) {
          return -1;
        }
        number = number * 10 + digit;
      }
      return number;
    }

    private void endLine(int line) {
      if (line != 0 && line != goingOn) {
        goingOn = 0;
      }
      if (count == lines.length) {
        lines = Arrays.copyOf(lines, 2 * count);
      }
      lines[count++] = goingOn == 0 ? line : -goingOn;
    }
  }
}
