package dev.suspendable.processor.model;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * An expression. Only expressions with a suspension in them are lowered. Operands are in evaluation
 * order.
 */
public sealed interface Expr {
  /** The type of its value, either as javac attributes it or as its context requires it. */
  TypeMirror type();

  /** Whether it contains a suspension. */
  default boolean suspends() {
    return true;
  }

  /** Whether it needs more than one expression to be evaluated. */
  default boolean needsStatements() {
    return suspends();
  }

  /** Calls the method of the visitor for this expression. */
  <R> R accept(Visitor<R> visitor);

  /**
   * An expression without a suspension.
   *
   * @param stable whether it has no effect and always evaluates to the same value, so that it need
   *     not be saved before a later operand suspends
   */
  record Plain(Code code, TypeMirror type, boolean stable) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.plain(this);
    }

    @Override
    public boolean suspends() {
      return false;
    }
  }

  /**
   * Operands evaluated from left to right, then the operation that {@code template} spells: a call,
   * a binary operation, an array access, an assignment and so on.
   */
  record Strict(Code template, List<Expr> operands, TypeMirror type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.strict(this);
    }
  }

  /**
   * Waits for an awaiter.
   *
   * @param awaiter template of the expression that creates the awaiter
   * @param type the type of the result; void if there is none
   */
  record Await(Code awaiter, List<Expr> operands, TypeMirror type, Site site) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.await(this);
    }
  }

  /**
   * Suspends on an awaiter that is known to be {@code SuspendAlways}.
   *
   * @param awaiter template of the expression that creates the awaiter
   * @param push template of the code that replaces it in push mode, or null
   */
  record Yield(Code awaiter, @Nullable Code push, List<Expr> operands, TypeMirror type, Site site)
      implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.yielding(this);
    }
  }

  /**
   * Calls another coroutine immediately, through its direct form.
   *
   * @param callee that coroutine
   * @param call template of the call
   * @param result the type that the call returns: {@code type}, or its primitive type
   * @param isLinked whether it is a coroutine of another file
   */
  record Call(
      ExecutableElement callee,
      Code call,
      List<Expr> operands,
      TypeMirror result,
      TypeMirror type,
      boolean isLinked,
      Site site)
      implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /** A call of a coroutine whose outcome becomes the outcome of this one. */
  record TailCall(Call call) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.tailCall(this);
    }

    @Override
    public TypeMirror type() {
      return call.type();
    }
  }

  /** An operand whose meaning depends on the type of its assignment context. */
  record Typed(Expr expression, TypeMirror type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.typed(this);
    }

    @Override
    public boolean needsStatements() {
      return true;
    }

    @Override
    public boolean suspends() {
      return expression.suspends();
    }
  }

  /**
   * An operand that is unboxed when it is evaluated, not when it is used.
   *
   * @param type the primitive type
   */
  record Unboxed(Expr expression, TypeMirror type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unboxed(this);
    }

    @Override
    public boolean needsStatements() {
      return expression.needsStatements();
    }

    @Override
    public boolean suspends() {
      return expression.suspends();
    }
  }

  /**
   * An expression with a suspension in it that first initialises a class: a creation, through the
   * instruction {@code new}, or the selector of a switch over an enum.
   */
  record Initialising(TypeElement initialised, Expr expression) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.initialising(this);
    }

    @Override
    public TypeMirror type() {
      return expression.type();
    }
  }

  /**
   * An operand whose value is kept at a different type than the surrounding code must see.
   *
   * @param type the type that it is presented as, whatever its run-time type is
   */
  record Shown(Expr expression, TypeMirror type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.shown(this);
    }

    @Override
    public boolean needsStatements() {
      return expression.needsStatements();
    }

    @Override
    public boolean suspends() {
      return expression.suspends();
    }
  }

  /** The outer instance of {@code outer.new Inner(…)}: checked for null before the arguments. */
  record NonNull(Expr expression, TypeMirror type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.nonNull(this);
    }

    @Override
    public boolean suspends() {
      return expression.suspends();
    }
  }

  /** {@code left && right} or {@code left || right}. */
  record Logical(boolean isAnd, Expr left, Expr right, TypeMirror type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.logical(this);
    }
  }

  /** {@code !operand}. */
  record Not(Expr operand, TypeMirror type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  /** {@code condition ? ifTrue : ifFalse}. */
  record Conditional(Begun condition, Begun ifTrue, Begun ifFalse, TypeMirror type)
      implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.conditional(this);
    }
  }

  /** A part of an expression that javac begins at a line of its own. */
  record Begun(int line, Expr expression) {}

  /**
   * {@code target op= value}: the old value is read first, once.
   *
   * @param target template of the left side
   * @param operands its operands, which are saved before the target is read
   * @param operator the operator without the equals sign
   * @param operandType the type at which the target is read: its own type, unboxed
   * @param cast whether the result must be cast back to the target's type
   */
  record CompoundAssignment(
      Code target,
      List<Expr> operands,
      String operator,
      Expr value,
      TypeMirror operandType,
      boolean cast,
      TypeMirror type)
      implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.compoundAssignment(this);
    }
  }

  /** A switch expression with a suspension in an arm; arms leave it by {@link Jump.Yield}. */
  record SwitchExpression(Stmt.Switch statement, JumpTarget target, TypeMirror type)
      implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.switchExpression(this);
    }
  }

  /** Has a method for each kind of expression. */
  interface Visitor<R> {
    R plain(Plain expression);

    R strict(Strict expression);

    R await(Await expression);

    R yielding(Yield expression);

    R call(Call expression);

    R tailCall(TailCall expression);

    R typed(Typed expression);

    R unboxed(Unboxed expression);

    R initialising(Initialising expression);

    R shown(Shown expression);

    R nonNull(NonNull expression);

    R logical(Logical expression);

    R not(Not expression);

    R conditional(Conditional expression);

    R compoundAssignment(CompoundAssignment expression);

    R switchExpression(SwitchExpression expression);
  }
}
