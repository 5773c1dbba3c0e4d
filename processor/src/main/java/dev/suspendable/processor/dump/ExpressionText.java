package dev.suspendable.processor.dump;

import dev.suspendable.processor.model.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression that suspends as one line. */
final class ExpressionText implements Expr.Visitor<String> {
  private final CodeText code;
  private final StatementText statements;

  ExpressionText(CodeText code, StatementText statements) {
    this.code = code;
    this.statements = statements;
  }

  private List<String> all(List<Expr> operands) {
    return operands.stream().map(this::of).toList();
  }

  /** The expression, or a dash. */
  String orDash(Expr.@Nullable Begun begun) {
    return begun == null ? "-" : of(begun.expression());
  }

  String of(Expr expression) {
    return expression.accept(this);
  }

  @Override
  public String plain(Expr.Plain expression) {
    return code.of(expression.code());
  }

  @Override
  public String strict(Expr.Strict expression) {
    return code.of(expression.template(), all(expression.operands()));
  }

  @Override
  public String await(Expr.Await expression) {
    return "await[" + code.of(expression.awaiter(), all(expression.operands())) + "]";
  }

  @Override
  public String yielding(Expr.Yield expression) {
    return "suspend[" + code.of(expression.awaiter(), all(expression.operands())) + "]";
  }

  @Override
  public String call(Expr.Call expression) {
    return "call[" + code.of(expression.call(), all(expression.operands())) + "]";
  }

  @Override
  public String tailCall(Expr.TailCall expression) {
    return "tail[" + code.of(expression.call().call(), all(expression.call().operands())) + "]";
  }

  @Override
  public String typed(Expr.Typed expression) {
    return "(" + of(expression.expression()) + " as " + CodeText.of(expression.type()) + ")";
  }

  @Override
  public String unboxed(Expr.Unboxed expression) {
    return "unbox(" + of(expression.expression()) + ")";
  }

  @Override
  public String initialising(Expr.Initialising expression) {
    return "initialise("
        + expression.initialised().getSimpleName()
        + "), "
        + of(expression.expression());
  }

  @Override
  public String shown(Expr.Shown expression) {
    return "show[" + CodeText.of(expression.type()) + "](" + of(expression.expression()) + ")";
  }

  @Override
  public String nonNull(Expr.NonNull expression) {
    return "nonNull(" + of(expression.expression()) + ")";
  }

  @Override
  public String logical(Expr.Logical expression) {
    return "("
        + of(expression.left())
        + (expression.isAnd() ? " && " : " || ")
        + of(expression.right())
        + ")";
  }

  @Override
  public String not(Expr.Not expression) {
    return "!" + of(expression.operand());
  }

  @Override
  public String conditional(Expr.Conditional expression) {
    return "("
        + of(expression.condition().expression())
        + " ? "
        + of(expression.ifTrue().expression())
        + " : "
        + of(expression.ifFalse().expression())
        + ")";
  }

  @Override
  public String compoundAssignment(Expr.CompoundAssignment expression) {
    return code.of(expression.target(), all(expression.operands()))
        + " "
        + expression.operator()
        + "= "
        + of(expression.value());
  }

  @Override
  public String switchExpression(Expr.SwitchExpression expression) {
    return "{ " + statements.inOneLine(expression.statement()) + " }";
  }
}
