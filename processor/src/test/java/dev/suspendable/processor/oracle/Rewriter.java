package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Copies a program with some expressions replaced, and some statements, by any number of them. */
final class Rewriter {
  private final Map<Object, Object> changes;

  /**
   * A rewriter.
   *
   * @param changes by identity: an expression for an expression, a list of statements for a
   *     statement
   */
  Rewriter(Map<Object, Object> changes) {
    this.changes = changes;
  }

  Statement rewritten(Statement statement) {
    return new Statement(rewritten(statement.pieces()), statement.completes());
  }

  private List<Piece> rewritten(List<Piece> pieces) {
    return pieces.stream().map(this::rewritten).toList();
  }

  private Piece rewritten(Piece piece) {
    if (piece instanceof Operand operand) {
      return new Operand(rewritten(operand.expression()), operand.weakest());
    }
    return piece instanceof Block block ? rewritten(block) : piece;
  }

  private Expression rewritten(Expression expression) {
    return changes.get(expression) instanceof Expression replacement
        ? replacement
        : new Expression(
            expression.type(), expression.precedence(), rewritten(expression.pieces()));
  }

  private Block rewritten(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (changes.get(statement) instanceof List<?> replacements) {
        replacements.forEach(each -> statements.add((Statement) each));
      } else {
        statements.add(rewritten(statement));
      }
    }
    return new Block(statements, block.onOneLine());
  }
}
