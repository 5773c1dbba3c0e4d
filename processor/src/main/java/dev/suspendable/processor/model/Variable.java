package dev.suspendable.processor.model;

import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable Variable origin;

  /**
   * @param name the user's spelling, or a hint for a temporary
   * @param type the type as javac attributes it: source may have no name for it
   */
  public Variable(String name, TypeMirror type, Kind kind) {
    this(name, type, kind, null);
  }

  private Variable(String name, TypeMirror type, Kind kind, @Nullable Variable origin) {
    this.name = name;
    this.type = type;
    this.kind = kind;
    this.origin = origin;
  }

  /**
   * A temporary.
   *
   * @param name a hint
   * @param origin the variable whose value it keeps, for dumps; null if it keeps another value
   */
  public static Variable temporary(String name, TypeMirror type, @Nullable Variable origin) {
    return new Variable(name, type, Kind.TEMPORARY, origin);
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

  /** The user's variable of which this one is, or keeps a value; null for other temporaries. */
  public @Nullable Variable userVariable() {
    return kind == Kind.TEMPORARY ? origin : this;
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
