package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import dev.suspendable.processor.oracle.Target.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the code at a place of a program may use. Declarations add to it as they are made. */
final class Scope {
  private final Body body;
  private final @Nullable Scope outer;
  private final @Nullable Target target;
  private final boolean suspends;
  private final List<Variable> variables = new ArrayList<>();

  /**
   * Whether there may be {@code try} statements. javac 17 crashes over some in switch expressions
   * that are operands: JDK-8214031 is not all of it.
   */
  private boolean tries;

  private int reserved;

  /** Of a whole body: how many unique names it has. */
  private int unique;

  /** Of a method's body. */
  Scope(Body body) {
    this(body, null, null, body.suspension() != Suspension.NONE);
  }

  private Scope(Body body, @Nullable Scope outer, @Nullable Target target, boolean suspends) {
    this.body = body;
    this.outer = outer;
    this.target = target;
    this.suspends = suspends;
    tries = outer == null || isClosure() || outer.tries;
  }

  Body body() {
    return body;
  }

  /** Of a whole body: gives unique names other numbers than those of other bodies have. */
  Scope numberedFrom(int first) {
    unique = first;
    return this;
  }

  // ---- Inner scopes.

  Scope inner() {
    return new Scope(body, this, null, suspends);
  }

  Scope within(Target inner) {
    return new Scope(body, this, inner, suspends);
  }

  /** Of a lambda's body: it sees variables that are never assigned, and cannot suspend. */
  Scope closure() {
    return closure(body.ordinary());
  }

  /** The same, of a method of an anonymous class. */
  Scope classBody() {
    return within(new Target(Kind.CLASS_BODY, null)).closure();
  }

  /** The same, of one that is a coroutine. */
  Scope classBody(Suspension suspension, Type result) {
    return within(new Target(Kind.CLASS_BODY, null)).lambda(suspension, result);
  }

  /** The same, of a class with members that only its own code can name so. */
  Scope classBody(Suspension suspension, Type result, List<ExpressionForm> own) {
    Body method = body.lambda(suspension, result);
    Body special =
        new Body(
            method.suspension(),
            method.result(),
            method.isStatic(),
            method.depth(),
            method.callees(),
            method.around().within(own));
    return within(new Target(Kind.CLASS_BODY, null)).closure(special);
  }

  /** The same, of a class that cannot see the code around it. */
  Scope staticBody(Type result, List<ExpressionForm> own) {
    Surroundings around = Surroundings.FRIENDLY.within(own);
    return new Scope(new Body(Suspension.AWAIT, result, true, "1", List.of(), around))
        .numberedFrom(root().unique += 1000);
  }

  /** Of the body of a lambda that is a coroutine. */
  Scope lambda(Suspension suspension, Type result) {
    return closure(body.lambda(suspension, result));
  }

  private Scope closure(Body inner) {
    return new Scope(
        inner, this, new Target(Kind.CLOSURE, null), inner.suspension() != Suspension.NONE);
  }

  /** Of the block of a {@code synchronized} statement, which cannot suspend. */
  Scope unsuspended() {
    return new Scope(body, this, null, false);
  }

  /** Of a guard: it sees variables that are never assigned. */
  Scope guard() {
    return within(new Target(Kind.GUARD, null));
  }

  /** Of the resources of a {@code try}. */
  Scope resources() {
    return within(new Target(Kind.RESOURCES, null));
  }

  /** Of the arms of a switch expression that is an operand. */
  Scope switchExpression(Type result) {
    Scope arms = within(new Target(Kind.SWITCH_EXPRESSION, null, result));
    arms.tries = false;
    return arms;
  }

  /** Of the arms of a switch expression that is all of a statement's right side. */
  Scope wholeSwitchExpression(Type result) {
    return within(new Target(Kind.SWITCH_EXPRESSION, null, result));
  }

  // ---- Variables.

  /** Declares a variable. Its name is free again in sibling scopes, for other types as well. */
  Variable declare(Type type, boolean assignable) {
    Variable variable = new Variable(freshName(), type, assignable);
    variables.add(variable);
    return variable;
  }

  /** Declares a parameter, or a variable that has a name already. */
  void add(Variable variable) {
    variables.add(variable);
  }

  /**
   * In use nowhere around: {@code v2} if two names are. Behind it stands a number that no other
   * variable of the method has; {@link Spelling} leaves it out, or calls the variable something
   * else.
   */
  private String freshName() {
    int taken = 0;
    for (Scope scope = this; scope != null; scope = scope.outer) {
      taken += scope.variables.size() + scope.reserved;
    }
    return "v" + taken + "_" + root().unique++;
  }

  /** A name for a variable that is for the caller only. */
  String reserve() {
    String name = freshName();
    reserved++;
    return name;
  }

  /** A name that no other variable of the method has. */
  String uniqueName(String prefix) {
    return prefix + root().unique++;
  }

  private Scope root() {
    Scope root = this;
    while (root.outer != null) {
      root = root.outer;
    }
    return root;
  }

  /** What has been declared here. */
  List<Variable> variables() {
    return List.copyOf(variables);
  }

  List<Variable> readable(Type type) {
    List<Variable> found = new ArrayList<>();
    boolean captured = false;
    for (Scope scope = this; scope != null; scope = scope.outer) {
      for (Variable variable : scope.variables) {
        if (variable.type() == type && !(captured && variable.assignable())) {
          found.add(variable);
        }
      }
      captured |= scope.isClosure() || scope.isGuard();
    }
    return found;
  }

  List<Variable> assignable(Type type) {
    List<Variable> found = readable(type);
    found.removeIf(variable -> !variable.assignable());
    return found;
  }

  // ---- Restrictions.

  boolean isInClosure() {
    return nearest(Kind.CLOSURE) != null;
  }

  /** Whether code around it belongs to an anonymous class. */
  boolean isInClass() {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.target != null && scope.target.kind == Kind.CLASS_BODY) {
        return true;
      }
    }
    return false;
  }

  /** Whether something is around it that {@link Printer} writes on one line. */
  boolean isOnOneLine() {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.target != null
          && (scope.target.kind == Kind.SWITCH_EXPRESSION || scope.target.kind == Kind.RESOURCES)) {
        return true;
      }
    }
    return false;
  }

  private boolean isClosure() {
    return target != null && target.kind == Kind.CLOSURE;
  }

  private boolean isGuard() {
    return target != null && target.kind == Kind.GUARD;
  }

  boolean awaits() {
    return suspends && body.suspension() == Suspension.AWAIT;
  }

  boolean yieldsValues() {
    return suspends && body.suspension() == Suspension.YIELD;
  }

  /** Whether `this` is an instance of the generated class. */
  boolean hasHost() {
    return !body.isStatic() && body.around().isMember() && !isInClosure();
  }

  /** The simplest expressions of a type that have a value here. */
  List<Expression> literals(Type type) {
    List<Expression> literals = new ArrayList<>(type.literals());
    for (Expression each : body.around().literals()) {
      if (each.type() == type) {
        literals.add(each);
      }
    }
    return literals;
  }

  /** What may be written of a type only where the body stands. */
  List<ExpressionForm> special(Type type) {
    return body.around().expressions().stream()
        .filter(form -> form.type() == type && form.fits(this))
        .toList();
  }

  /** Whether checked exceptions may be thrown. */
  boolean throwsChecked() {
    return body.throwsChecked();
  }

  boolean tries() {
    return tries;
  }

  boolean returns() {
    return nearest(Kind.SWITCH_EXPRESSION) == null && body.suspension() != Suspension.NONE;
  }

  /** The type that a {@code yield} of a switch expression has here, or null. */
  @Nullable Type yielded() {
    Target expression = nearest(Kind.SWITCH_EXPRESSION);
    return expression == null ? null : expression.result;
  }

  // ---- Jumps.

  private @Nullable Target nearest(Kind kind) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.target != null && scope.target.kind == kind) {
        return scope.target;
      }
      if (scope.isClosure()) {
        break;
      }
    }
    return null;
  }

  /** From the inside, those that jumps from here can reach. */
  List<Target> targets() {
    List<Target> found = new ArrayList<>();
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.target != null) {
        if (scope.target.kind == Kind.CLOSURE || scope.target.kind == Kind.SWITCH_EXPRESSION) {
          break;
        }
        found.add(scope.target);
      }
    }
    return found;
  }

  /** A label that is in use nowhere around. */
  String freshLabel() {
    int depth = 0;
    for (Scope scope = this; scope != null; scope = scope.outer) {
      depth += scope.target == null ? 0 : 1;
    }
    return "l" + depth;
  }
}
