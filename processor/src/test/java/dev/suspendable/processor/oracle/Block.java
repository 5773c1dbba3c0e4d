package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * Statements in braces.
 *
 * @param onOneLine whether they are written without line breaks
 */
record Block(List<Statement> statements, boolean onOneLine) implements Piece {
  Block(List<Statement> statements) {
    this(statements, false);
  }

  static Block of(Statement... statements) {
    return new Block(List.of(statements));
  }

  Block plus(Statement last) {
    List<Statement> all = new ArrayList<>(statements);
    all.add(last);
    return new Block(all, onOneLine);
  }

  /** This block behind a statement that comes first. */
  Block after(Statement first) {
    List<Statement> all = new ArrayList<>(statements);
    all.add(0, first);
    return new Block(all, onOneLine);
  }

  /** Whether it can complete normally: nothing stands behind a statement that cannot. */
  boolean completes() {
    return statements.isEmpty() || statements.get(statements.size() - 1).completes();
  }
}
