package dev.suspendable.processor.oracle;

/**
 * A local variable or parameter.
 *
 * @param assignable whether the program may assign to it; if not, lambdas may capture it
 */
record Variable(String name, Type type, boolean assignable) {
  Expression read() {
    return Expression.of(type, Precedence.PRIMARY, name);
  }
}
