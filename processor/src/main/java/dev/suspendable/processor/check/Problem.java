package dev.suspendable.processor.check;

import dev.suspendable.processor.diagnostic.Diagnostic;
import java.util.List;

/** A declaration that cannot be a coroutine, and why. Its position is up to the catcher. */
public final class Problem extends Exception {
  private static final long serialVersionUID = 1;
  private final transient Diagnostic diagnostic;
  private final transient List<Object> arguments;

  Problem(Diagnostic diagnostic, Object... arguments) {
    super(diagnostic.message(arguments), null, false, false);
    this.diagnostic = diagnostic;
    this.arguments = List.of(arguments);
  }

  public Diagnostic diagnostic() {
    return diagnostic;
  }

  public Object[] arguments() {
    return arguments.toArray();
  }
}
