package dev.suspendable.processor.oracle;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Each expression as each operand of each other, with suspensions in all places. */
final class OperandPlan extends Plan {
  private static final List<ExpressionForm> OUTER = ExpressionPlan.FORMS;

  /** As many as a form has at the most. */
  private static final int OPERANDS = 4;

  /** As many as there are of one type at the most. */
  private static final int INNER = 64;

  OperandPlan() {
    super("operand", 8);
  }

  @Override
  long size() {
    return (long) OUTER.size() * OPERANDS * INNER;
  }

  @Override
  @Nullable Block body(long number, Scope scope) {
    ExpressionForm form = OUTER.get((int) (number / (OPERANDS * INNER)));
    int operand = (int) (number / INNER % OPERANDS);
    Filler all = new SystematicFiller(SystematicFiller.EVERYWHERE, new Random(number));
    OperandFiller filler = new OperandFiller(all, operand, (int) (number % INNER));
    List<Statement> declarations = ExpressionPlan.declarations(scope);
    Statement use = guarded(ExpressionPlan.use(form, filler, scope));
    return filler.operands() > operand ? new Block(declarations).plus(use) : null;
  }
}
