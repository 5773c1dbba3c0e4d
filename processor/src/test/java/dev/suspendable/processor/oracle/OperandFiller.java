package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a form in the place of one operand, and leaves the others to another filler. */
final class OperandFiller implements Filler {
  private final Filler others;
  private final int operand;
  private final @Nullable ExpressionForm form;
  private final List<Type> operands = new ArrayList<>();
  private boolean isFilled;

  /**
   * A filler.
   *
   * @param operand the number of the operand
   * @param form what stands there, or null for nothing in particular
   */
  OperandFiller(Filler others, int operand, @Nullable ExpressionForm form) {
    this.others = others;
    this.operand = operand;
    this.form = form;
  }

  /** Of what types the operands were. */
  List<Type> operands() {
    return operands;
  }

  /** Whether the form may stand there. */
  boolean isFilled() {
    return isFilled;
  }

  @Override
  public Expression expression(Type type, Scope scope) {
    int number = operands.size();
    operands.add(type);
    if (number != operand || form == null || form.type() != type || !form.fits(scope)) {
      return others.expression(type, scope);
    }
    isFilled = true;
    return form.fill(others, scope);
  }

  @Override
  public Expression simple(Type type, Scope scope) {
    return others.simple(type, scope);
  }

  @Override
  public Block block(Scope scope) {
    return others.block(scope);
  }

  @Override
  public int choose(int bound) {
    return others.choose(bound);
  }
}
