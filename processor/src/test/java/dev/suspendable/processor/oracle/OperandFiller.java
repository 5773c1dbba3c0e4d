package dev.suspendable.processor.oracle;

import java.util.List;

/** Puts a form in the place of one operand, and leaves the others to another filler. */
final class OperandFiller implements Filler {
  private final Filler others;
  private final int operand;
  private final int form;
  private int operands;

  /**
   * A filler.
   *
   * @param operand the number of the operand
   * @param form the number of the form among those of its type
   */
  OperandFiller(Filler others, int operand, int form) {
    this.others = others;
    this.operand = operand;
    this.form = form;
  }

  /** How many operands there were. */
  int operands() {
    return operands;
  }

  @Override
  public Expression expression(Type type, Scope scope) {
    if (operands++ != operand) {
      return others.expression(type, scope);
    }
    List<ExpressionForm> fitting =
        ExpressionForms.of(type).stream().filter(each -> each.fits(scope)).toList();
    return fitting.get(form % fitting.size()).fill(others, scope);
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
