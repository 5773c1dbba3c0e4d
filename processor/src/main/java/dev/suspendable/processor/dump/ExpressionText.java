package dev.suspendable.processor.dump;

import dev.suspendable.processor.model.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression that suspends as one line. */
final class ExpressionText {
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
  String orDash(@Nullable Expr expression) {
    return expression == null ? "-" : of(expression);
  }

  String of(Expr expression) {
    if (expression instanceof Expr.Plain plain) {
      return code.of(plain.code());
    } else if (expression instanceof Expr.Strict strict) {
      return code.of(strict.template(), all(strict.operands()));
    } else if (expression instanceof Expr.Suspension suspension) {
      return (suspension.always() ? "suspend[" : "await[")
          + code.of(suspension.awaiter(), all(suspension.operands()))
          + "]";
    } else if (expression instanceof Expr.DirectCall call) {
      return (call.isTail() ? "tail[" : "call[") + code.of(call.call(), all(call.operands())) + "]";
    } else if (expression instanceof Expr.Typed typed) {
      return "(" + of(typed.expression()) + " as " + CodeText.of(typed.type()) + ")";
    } else if (expression instanceof Expr.Unboxed unboxed) {
      return "unbox(" + of(unboxed.expression()) + ")";
    } else if (expression instanceof Expr.Initialising initialising) {
      return "initialise("
          + initialising.initialised().getSimpleName()
          + "), "
          + of(initialising.expression());
    } else if (expression instanceof Expr.Shown shown) {
      return "show[" + CodeText.of(shown.type()) + "](" + of(shown.expression()) + ")";
    } else if (expression instanceof Expr.NonNull nonNull) {
      return "nonNull(" + of(nonNull.expression()) + ")";
    } else if (expression instanceof Expr.Logical logical) {
      return "("
          + of(logical.left())
          + (logical.isAnd() ? " && " : " || ")
          + of(logical.right())
          + ")";
    } else if (expression instanceof Expr.Not not) {
      return "!" + of(not.operand());
    } else if (expression instanceof Expr.Conditional conditional) {
      return "("
          + of(conditional.condition())
          + " ? "
          + of(conditional.ifTrue())
          + " : "
          + of(conditional.ifFalse())
          + ")";
    } else if (expression instanceof Expr.CompoundAssignment assignment) {
      return code.of(assignment.target(), all(assignment.operands()))
          + " "
          + assignment.operator()
          + "= "
          + of(assignment.value());
    } else if (expression instanceof Expr.SwitchExpression choice) {
      return "{ " + statements.inOneLine(choice.statement()) + " }";
    }
    throw new IllegalStateException("an expression without a text: " + expression);
  }
}
