package dev.suspendable.processor.check;

import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Variable;
import java.util.List;

/** Checks that what the frame has to declare has a type that source can name. */
public final class TypeCheck {
  private TypeCheck() {}

  /**
   * Looks at variables that outlive their block.
   *
   * @throws Problem if one is a {@code var} of an anonymous class
   */
  public static void check(List<Variable> variables) throws Problem {
    for (Variable variable : variables) {
      if (!variable.isExact()) {
        throw new Problem(
            Diagnostic.NOT_SUPPORTED,
            "a local variable " + variable.name() + " of a type without a name, in a block",
            "declare " + variable.name() + " with a type that has a name");
      }
    }
  }
}
