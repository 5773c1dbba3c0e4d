package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Jump;
import dev.suspendable.processor.model.Stmt;
import java.util.List;

/** Finds the line where the evaluation of an expression begins. */
final class FirstLine {
  private final int statement;

  private FirstLine(int statement) {
    this.statement = statement;
  }

  /** The line that a statement begins on, or 0 if its expression begins on a line of its own. */
  static int of(Stmt statement) {
    if (statement instanceof Stmt.Evaluate evaluate) {
      return evaluate.line();
    }
    if (statement instanceof Stmt.Declaration declaration) {
      return declaration.line();
    }
    if (statement instanceof Stmt.If branch) {
      return branch.line();
    }
    if (statement instanceof Stmt.Throw thrown) {
      return thrown.line();
    }
    return statement instanceof Stmt.Leave leave && leave.jump() instanceof Jump.Return
        ? leave.line()
        : 0;
  }

  /**
   * The line of a statement, for the code that remains of it after its expression has been lowered.
   * If the expression began on that line, the code continues the line: a debugger has already been
   * there.
   */
  static Code.Line of(int line, Expr expression) {
    return new Code.Line(line, expression.suspends() && new FirstLine(line).of(expression) == line);
  }

  /** The line that the evaluation of an expression begins on. */
  private int of(Expr expression) {
    if (expression instanceof Expr.Plain plain) {
      return of(plain.code());
    }
    if (expression instanceof Expr.Strict strict) {
      return of(strict.operands(), of(strict.template()));
    }
    if (expression instanceof Expr.Suspension suspension) {
      return of(suspension.operands(), suspension.line());
    }
    if (expression instanceof Expr.DirectCall call) {
      return of(call.operands(), call.line());
    }
    if (expression instanceof Expr.Typed typed) {
      return of(typed.expression());
    }
    if (expression instanceof Expr.Unboxed unboxed) {
      return of(unboxed.expression());
    }
    if (expression instanceof Expr.Shown shown) {
      return of(shown.expression());
    }
    if (expression instanceof Expr.Initialising) {
      return statement;
    }
    if (expression instanceof Expr.NonNull nonNull) {
      return of(nonNull.expression());
    }
    if (expression instanceof Expr.Not not) {
      return of(not.operand());
    }
    if (expression instanceof Expr.Logical logical) {
      return of(logical.left());
    }
    if (expression instanceof Expr.Conditional conditional) {
      return of(conditional.condition());
    }
    if (expression instanceof Expr.CompoundAssignment assignment) {
      return of(assignment.operands(), statement);
    }
    return of(((Expr.SwitchExpression) expression).statement().selector());
  }

  /** The first operand that gets its own statement. */
  private int of(List<Expr> operands, int otherwise) {
    if (operands.stream().noneMatch(Expr::suspends)) {
      return otherwise;
    }
    return operands.stream()
        .filter(operand -> !(operand instanceof Expr.Plain plain && plain.stable()))
        .mapToInt(operand -> operand.suspends() ? of(operand) : statement)
        .findFirst()
        .orElse(otherwise);
  }

  private static int of(Code code) {
    return code.pieces().stream()
        .filter(piece -> piece instanceof Code.Line)
        .mapToInt(piece -> ((Code.Line) piece).line())
        .findFirst()
        .orElse(0);
  }
}
