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
      text.append(version.apply(characters).replace("\n", lineBreak()));
    } else if (piece instanceof Operand operand) {
      boolean inParentheses = operand.inParentheses();
      text.append(inParentheses ? "(" : "");
      printAll(operand.expression().pieces());
      text.append(inParentheses ? ")" : "");
    } else if (piece instanceof Block block) {
      print(block);
    }
  }

  private void print(Block block) {
    boolean before = onOneLine;
    onOneLine |= block.onOneLine();
    text.append("{");
    depth++;
    for (Statement statement : block.statements()) {
      text.append(lineBreak());
      printAll(statement.pieces());
    }
    depth--;
    text.append(lineBreak()).append("}");
    onOneLine = before;
  }

  private String lineBreak() {
    return onOneLine ? " " : "\n" + "  ".repeat(depth);
  }
}
