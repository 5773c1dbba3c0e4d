package dev.suspendable.processor.oracle;

import java.util.function.BiFunction;
import java.util.function.Predicate;

/** A form of an expression whose operands see more, or less, than what stands around it. */
record CodedForm(
    String name, Type type, Predicate<Scope> condition, BiFunction<Filler, Scope, Expression> code)
    implements ExpressionForm {
  CodedForm(String name, Type type, BiFunction<Filler, Scope, Expression> code) {
    this(name, type, scope -> true, code);
  }

  @Override
  public boolean fits(Scope scope) {
    return condition.test(scope);
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
