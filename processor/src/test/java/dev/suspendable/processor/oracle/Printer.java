package dev.suspendable.processor.oracle;

import java.util.List;
import java.util.function.Function;

/**
 * Writes programs: the version for the processor, or the plain one, line by line the same. Names
 * are those of the tree, see {@link Spelling}.
 */
final class Printer {
  private final Function<Text, String> version;
  private final StringBuilder text = new StringBuilder();
  private int depth;
  private boolean onOneLine;

  /** Whether the text ends in a comment that ends with its line. */
  private boolean isInComment;

  private Printer(Function<Text, String> version) {
    this.version = version;
  }

  static String transformed(Statement program) {
    return new Printer(Text::transformed).print(program);
  }

  static String plain(Statement program) {
    return new Printer(Text::plain).print(program);
  }

  private String print(Statement program) {
    printAll(program.pieces());
    return text.append("\n").toString();
  }

  private void printAll(List<Piece> pieces) {
    pieces.forEach(this::print);
  }

  private void print(Piece piece) {
    if (piece instanceof Text characters) {
      print(version.apply(characters));
    } else if (piece instanceof Operand operand) {
      boolean inParentheses = operand.inParentheses();
      text.append(inParentheses ? "(" : "");
      printAll(operand.expression().pieces());
      text.append(inParentheses ? ")" : "");
    } else if (piece instanceof Block block) {
      print(block);
    }
  }

  private void print(String written) {
    if (!written.isEmpty()) {
      boolean needsLines = written.contains("\"\"\"") || written.contains("//");
      text.append(written.replace("\n", needsLines ? newLine() : lineBreak()));
      isInComment = written.lastIndexOf("//") > written.lastIndexOf('\n');
    }
  }

  private void print(Block block) {
    boolean before = onOneLine;
    onOneLine |= block.onOneLine();
    text.append("{");
    depth++;
    for (Statement statement : block.statements()) {
      text.append(lineBreak());
      printStatement(statement);
    }
    depth--;
    text.append(lineBreak()).append("}");
    onOneLine = before;
  }

  /**
   * A statement with a switch expression is on one line: javac gives the code behind the arms the
   * line of the last one, and a frame that of the expression. So are the resources of a {@code
   * try}: the plain version has a {@code try} for each of them, whose line javac gives to closing
   * it.
   */
  private void printStatement(Statement statement) {
    boolean before = onOneLine;
    boolean hasOne =
        statement.pieces().stream()
            .anyMatch(piece -> hasSwitchExpression(piece) || hasResources(piece));
    for (Piece piece : statement.pieces()) {
      onOneLine = before || (hasOne && !(piece instanceof Block));
      print(piece);
    }
    onOneLine = before;
  }

  private static boolean hasSwitchExpression(Piece piece) {
    return piece instanceof Operand operand
        && operand.expression().pieces().stream()
            .anyMatch(
                each ->
                    each instanceof Block block ? block.onOneLine() : hasSwitchExpression(each));
  }

  private static boolean hasResources(Piece piece) {
    return piece instanceof Text text && text.transformed().endsWith("try (");
  }

  private String lineBreak() {
    return onOneLine && !isInComment ? " " : newLine();
  }

  private String newLine() {
    isInComment = false;
    return "\n" + "  ".repeat(depth);
  }
}
