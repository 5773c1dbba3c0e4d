package dev.suspendable.processor.model;

import javax.lang.model.type.TypeMirror;

/**
 * A parameter, local variable or temporary of a coroutine's body. Equality is identity: two
 * variables of the same name in different scopes are different variables.
 */
public final class Variable {
  /** The origin of a variable. */
  public enum Kind {
    /** A parameter of the coroutine that its body never assigns. */
    FINAL_PARAMETER,
    /** A parameter that the body assigns. */
    PARAMETER,
    /** A constant variable (JLS 4.12.4). It remains constant, at the head of the step method. */
    CONSTANT,
    /** A variable that the user declares in the body. */
    LOCAL,
    /** A generated variable that keeps a value across a suspension. */
    TEMPORARY
  }

  private final String name;
  private final TypeMirror type;
  private final Kind kind;

  /**
   * @param name the user's spelling, or a hint for a temporary
   * @param type the type as javac attributes it: source may have no name for it
   */
  public Variable(String name, TypeMirror type, Kind kind) {
    this.name = name;
    this.type = type;
    this.kind = kind;
  }

  public String name() {
    return name;
  }

  public TypeMirror type() {
    return type;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the frame's constructor captures its value. */
  public boolean isParameter() {
    return kind == Kind.PARAMETER || kind == Kind.FINAL_PARAMETER;
  }

  /** Whether it is a final local of the step method, which never changes. */
  public boolean isFinal() {
    return kind == Kind.FINAL_PARAMETER || kind == Kind.CONSTANT;
  }

  @Override
  public String toString() {
    return name;
  }
}
