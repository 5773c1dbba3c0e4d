package dev.suspendable.processor.check;

import dev.suspendable.processor.diagnostic.Diagnostic;
import java.util.List;

/** A declaration that cannot be a coroutine, with the reason. */
public final class Problem extends Exception {
  private static final long serialVersionUID = 1;
  private final transient Part part;
  private final transient Diagnostic diagnostic;
  private final transient List<Object> arguments;

  /** The part of the declaration that is wrong, where the problem is shown. */
  public enum Part {
    /** The method itself: its name. */
    METHOD,
    /** The return type, or a consequence of it. */
    RETURN_TYPE,
    /** The promise that the method's annotation names. */
    ANNOTATION
  }

  /** Creates a problem with the method itself. */
  Problem(Diagnostic diagnostic, Object... arguments) {
    this(Part.METHOD, diagnostic, arguments);
  }

  Problem(Part part, Diagnostic diagnostic, Object... arguments) {
    super(diagnostic.message(arguments), null, false, false);
    this.part = part;
    this.diagnostic = diagnostic;
    this.arguments = List.of(arguments);
  }

  /** The part where the problem is reported. */
  public Part part() {
    return part;
  }

  /** The diagnostic to report. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }

  /** The arguments of the message. */
  public Object[] arguments() {
    return arguments.toArray();
  }
}
