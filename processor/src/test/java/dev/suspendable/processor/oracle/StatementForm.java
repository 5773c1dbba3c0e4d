package dev.suspendable.processor.oracle;

import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * A kind of statement, with expressions and blocks to be filled in.
 *
 * @param name names it in failures
 * @param condition tells whether it may stand in a scope
 */
record StatementForm(
    String name, Predicate<Scope> condition, BiFunction<Filler, Scope, Statement> code) {
  StatementForm(String name, BiFunction<Filler, Scope, Statement> code) {
    this(name, scope -> true, code);
  }

  boolean fits(Scope scope) {
    return condition.test(scope);
  }

  Statement fill(Filler filler, Scope scope) {
    return code.apply(filler, scope);
  }

  @Override
  public String toString() {
    return name;
  }
}
