package dev.suspendable.processor.oracle;

import java.util.function.BiFunction;

/** A form of an expression whose operands see more, or less, than what stands around it. */
record CodedForm(String name, Type type, BiFunction<Filler, Scope, Expression> code)
    implements ExpressionForm {
  @Override
  public boolean fits(Scope scope) {
    return true;
  }

  @Override
  public Expression fill(Filler filler, Scope scope) {
    return code.apply(filler, scope);
  }

  @Override
  public boolean isStatement() {
    return false;
  }

  @Override
  public boolean isPoly() {
    return true;
  }

  @Override
  public String toString() {
    return name;
  }
}
