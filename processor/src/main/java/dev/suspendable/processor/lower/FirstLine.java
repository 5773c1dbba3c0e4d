package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Jump;
import dev.suspendable.processor.model.Stmt;
import java.util.List;

/** Finds the line where the evaluation of an expression begins. */
final class FirstLine implements Expr.Visitor<Integer> {
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
    return expression.accept(this);
  }

  @Override
  public Integer plain(Expr.Plain expression) {
    return of(expression.code());
  }

  @Override
  public Integer strict(Expr.Strict expression) {
    return of(expression.operands(), of(expression.template()));
  }

  @Override
  public Integer await(Expr.Await expression) {
    return of(expression.operands(), statement);
  }

  @Override
  public Integer yielding(Expr.Yield expression) {
    return of(expression.operands(), statement);
  }

  @Override
  public Integer call(Expr.Call expression) {
    return of(expression.operands(), statement);
  }

  @Override
  public Integer tailCall(Expr.TailCall expression) {
    return of(expression.call());
  }

  @Override
  public Integer typed(Expr.Typed expression) {
    return of(expression.expression());
  }

  @Override
  public Integer unboxed(Expr.Unboxed expression) {
    return of(expression.expression());
  }

  @Override
  public Integer shown(Expr.Shown expression) {
    return of(expression.expression());
  }

  @Override
  public Integer initialising(Expr.Initialising expression) {
    return statement;
  }

  @Override
  public Integer nonNull(Expr.NonNull expression) {
    return of(expression.expression());
  }

  @Override
  public Integer not(Expr.Not expression) {
    return of(expression.operand());
  }

  @Override
  public Integer logical(Expr.Logical expression) {
    return of(expression.left());
  }

  @Override
  public Integer conditional(Expr.Conditional expression) {
    return of(expression.condition().expression());
  }

  @Override
  public Integer compoundAssignment(Expr.CompoundAssignment expression) {
    return of(expression.operands(), statement);
  }

  @Override
  public Integer switchExpression(Expr.SwitchExpression expression) {
    return of(expression.statement().selector());
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
