package dev.suspendable.processor.model;

import javax.lang.model.type.TypeMirror;

/**
 * A parameter, local variable or temporary of a coroutine's body. Equality is identity: two
 * variables of one name in different scopes are different variables.
 */
public final class Variable {
  /** Where a variable comes from. */
  public enum Kind {
    /** A parameter of the coroutine that its body never assigns. */
    FINAL_PARAMETER,
    /** A parameter that the body assigns. */
    PARAMETER,
    /** A constant variable (JLS 4.12.4): stays one, at the head of the step method. */
    CONSTANT,
    /** Declared by the user in the body. */
    LOCAL,
    /** Made by us to keep a value over a suspension. */
    TEMPORARY
  }

  private final String name;
  private final TypeMirror type;
  private final Kind kind;

  /**
   * @param name as the user spells it, or a hint for a temporary
   * @param type as javac has it: source may have no name for it
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

  /** Whether its value is captured by the frame's constructor. */
  public boolean isParameter() {
    return kind == Kind.PARAMETER || kind == Kind.FINAL_PARAMETER;
  }

  /** Whether the step method has it as a final local, never changed. */
  public boolean isFinal() {
    return kind == Kind.FINAL_PARAMETER || kind == Kind.CONSTANT;
  }

  @Override
  public String toString() {
    return name;
  }
}
