package dev.suspendable.processor.check;

import dev.suspendable.processor.diagnostic.Diagnostic;
import java.util.List;

/** A declaration that cannot be a coroutine, and why. */
public final class Problem extends Exception {
  private static final long serialVersionUID = 1;
  private final transient Part part;
  private final transient Diagnostic diagnostic;
  private final transient List<Object> arguments;

  /** The part of the declaration that is at fault, and where the problem is to be shown. */
  public enum Part {
    /** The method as such: its name. */
    METHOD,
    /** The return type, or what it implies. */
    RETURN_TYPE,
    /** The promise that the method's annotation names. */
    ANNOTATION
  }

  /** A problem with the method as such. */
  Problem(Diagnostic diagnostic, Object... arguments) {
    this(Part.METHOD, diagnostic, arguments);
  }

  Problem(Part part, Diagnostic diagnostic, Object... arguments) {
    super(diagnostic.message(arguments), null, false, false);
    this.part = part;
    this.diagnostic = diagnostic;
    this.arguments = List.of(arguments);
  }

  /** Where to report it. */
  public Part part() {
    return part;
  }

  /** What to report. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }

  /** The arguments of the message. */
  public Object[] arguments() {
    return arguments.toArray();
  }
}
