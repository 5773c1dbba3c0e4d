package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Access;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Lowers expressions. If an operand suspends, all operands before it are saved first, except stable
 * ones. The rest of an expression after its suspensions are lowered is its <em>residual</em>: code
 * that must be evaluated once, next.
 */
final class Expressions {
  private final BlockBuilder builder;
  private final Lowering statements;
  private final Temporaries temporaries;

  /**
   * The line that javac gives to an operation that is not a call. Its line table has entries for
   * the start of a statement and for calls. So an operand that is saved has the line of the code
   * before it, wherever its own text is. Null where javac begins the next expression on a line of
   * its own.
   */
  private Code.@Nullable Line saveLine;

  Expressions(BlockBuilder builder, Lowering statements, Temporaries temporaries) {
    this.builder = builder;
    this.statements = statements;
    this.temporaries = temporaries;
  }

  /**
   * The rest of an expression.
   *
   * @param isPrimary false if it needs parentheses as an operand
   */
  private record Residual(Code code, boolean isPrimary) {}

  /**
   * Begins a statement.
   *
   * @param line its line, or 0 if javac begins its expression on a line of its own
   */
  void begin(int line) {
    saveLine = line == 0 ? null : new Code.Line(line);
  }

  /** The expression's value, to be used once, next. */
  Code value(Expr expression) {
    return evaluate(expression).code;
  }

  /**
   * The value for a context that unboxes it: the result of a direct form need not be boxed for
   * that.
   */
  Code unboxedValue(Expr expression) {
    if (expression instanceof Expr.DirectCall call && call.result().getKind().isPrimitive()) {
      return read(direct(call));
    }
    return value(expression);
  }

  /** The expression as a statement. */
  void evaluateForEffect(Expr expression, Code line) {
    if (expression instanceof Expr.DirectCall call) {
      direct(call, null);
      return;
    }
    Code code;
    if (expression instanceof Expr.Suspension suspension) {
      suspend(suspension, suspension.always());
      if (suspension.always()) {
        return; // such an awaiter has no result
      }
      code = awaitResume(suspension.line());
    } else {
      code = value(expression);
    }
    builder.add(new Op.Run(Code.of(line, code, ";")));
  }

  /** Continues at one of two blocks. */
  void branch(Expr condition, Block ifTrue, Block ifFalse) {
    if (condition instanceof Expr.Not not) {
      branch(not.operand(), ifFalse, ifTrue);
    } else if (condition instanceof Expr.Logical logical) {
      Block right = builder.block("");
      if (logical.isAnd()) {
        branch(logical.left(), right, ifFalse);
      } else {
        branch(logical.left(), ifTrue, right);
      }
      builder.start(right);
      branch(logical.right(), ifTrue, ifFalse);
    } else {
      Code value = unboxedValue(condition);
      passed(value);
      builder.end(new Terminator.Branch(value, ifTrue, ifFalse));
    }
  }

  private Residual evaluate(Expr expression) {
    if (expression instanceof Expr.Plain plain) {
      return new Residual(plain.code(), true);
    }
    if (expression instanceof Expr.Strict strict) {
      return new Residual(fill(strict.template(), operands(strict.operands())), true);
    }
    if (expression instanceof Expr.Suspension suspension) {
      suspend(suspension, false);
      return suspension.hasResult() && !isObject(suspension.type())
          ? new Residual(
              castAt(suspension.line(), suspension.type(), awaitResume(suspension.line())), false)
          : new Residual(awaitResume(suspension.line()), true);
    }
    if (expression instanceof Expr.DirectCall call) {
      // A context that unboxes the value does so at the line of the call.
      Code value = Code.of(new Code.Line(call.line()), read(direct(call)));
      return call.result().getKind().isPrimitive()
          ? new Residual(cast(call.type(), value), false)
          : new Residual(value, true);
    }
    if (expression instanceof Expr.Typed typed) {
      return new Residual(
          Code.of(Lowering.read(save("operand", typed.type(), value(typed.expression())))), true);
    }
    if (expression instanceof Expr.Unboxed unboxed) {
      return isDirectCall(unboxed)
          ? new Residual(unboxedValue(unboxed.expression()), true)
          : evaluate(unboxed.expression());
    }
    if (expression instanceof Expr.Initialising initialising) {
      builder.add(
          new Op.Run(
              Code.of(
                  begun(saveLine, Code.of(new Code.Initialise(initialising.initialised()))), ";")));
      return evaluate(initialising.expression());
    }
    if (expression instanceof Expr.Shown shown) {
      Residual residual = evaluate(shown.expression());
      return shown.expression() instanceof Expr.Suspension ? show(shown, residual.code) : residual;
    }
    if (expression instanceof Expr.NonNull nonNull) {
      return evaluate(nonNull.expression());
    }
    if (expression instanceof Expr.Not not) {
      return new Residual(Code.of("!", parenthesize(evaluate(not.operand()).code)), true);
    }
    if (expression instanceof Expr.Logical logical) {
      return logical(logical);
    }
    if (expression instanceof Expr.Conditional conditional) {
      return conditional(conditional);
    }
    if (expression instanceof Expr.CompoundAssignment assignment) {
      return compound(assignment);
    }
    return switchExpression((Expr.SwitchExpression) expression);
  }

  private static Code awaitResume(int line) {
    return Code.of(
        new Code.Line(line), new Code.Generated(Role.AWAITER), "." + Abi.AWAIT_RESUME + "()");
  }

  private static Code cast(TypeMirror type, Code code) {
    return Code.cast(type, code);
  }

  /** Sets the line of the operand of a cast, for its unboxing as well, as javac does. */
  private static Code castAt(int line, TypeMirror type, Code code) {
    return Code.of(new Code.Line(line), cast(type, code));
  }

  private static Code read(Variable variable) {
    return Code.of(Lowering.read(variable));
  }

  private static boolean isObject(TypeMirror type) {
    return isNamed(type, "java.lang.Object");
  }

  private static boolean isNamed(TypeMirror type, String name) {
    return type instanceof DeclaredType declared
        && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(name);
  }

  private void suspend(Expr.Suspension suspension, boolean always) {
    List<Residual> operands = operands(suspension.operands());
    Code awaiter = fill(suspension.awaiter(), operands);
    Code push = suspension.push() == null ? null : fill(suspension.push(), operands);
    Code line =
        awaiter.pieces().get(0) instanceof Code.Line
            ? Code.EMPTY
            : Code.of(new Code.Line(suspension.line()));
    Code create = Code.of(line, awaiter);
    Terminator.Resumption resumption = resumption(suspension.line(), suspension.source());
    builder.end(
        always
            ? new Terminator.Yield(create, push == null ? null : Code.of(line, push), resumption)
            : new Terminator.Await(
                create, isNamed(suspension.type(), "java.lang.Void"), resumption));
    builder.start(resumption.block());
    begin(suspension.line());
  }

  private Terminator.Resumption resumption(int line, String source) {
    Block resume = builder.block(source);
    resume.markResumePoint();
    return new Terminator.Resumption(resume, Region.cleanupOf(builder.region()), line, source);
  }

  /** Calls the other coroutine; returns the variable that has its result afterwards. */
  private Variable direct(Expr.DirectCall call) {
    Variable result = temporaries.take("value", call.result());
    direct(call, result);
    return result;
  }

  /**
   * Calls the other coroutine. Ready or resumed, its result is in {@code result} afterwards.
   *
   * @param result null if the result is not needed
   */
  private void direct(Expr.DirectCall call, @Nullable Variable result) {
    Code code = Code.of(new Code.Line(call.line()), fill(call.call(), operands(call.operands())));
    begin(call.line());
    Block ready = builder.block("");
    if (call.isTail()) {
      builder.end(new Terminator.TailCall(code, result, ready, call.line()));
      builder.start(ready);
      return;
    }
    Terminator.Resumption resumption = resumption(call.line(), call.source());
    builder.end(new Terminator.Call(code, result, ready, resumption));
    builder.start(resumption.block());
    builder.add(
        result == null
            ? new Op.Run(Code.of(awaitResume(call.line()), ";"))
            : new Op.Assign(result, outcome(call)));
    builder.goTo(ready);
    builder.start(ready);
  }

  /** The result of a call for a coroutine that resumes after it. */
  private static Code outcome(Expr.DirectCall call) {
    if (call.result().getKind().isPrimitive() && !call.isLinked()) {
      return Code.of(new Code.Line(call.line()), new Code.DirectResult(call.callee()));
    }
    Code outcome = awaitResume(call.line());
    return isObject(call.type()) ? outcome : cast(call.type(), outcome);
  }

  /** Whether an operand needs more than one expression to be evaluated. */
  private static boolean needsStatements(Expr operand) {
    return operand.suspends()
        || operand instanceof Expr.Typed
        || (operand instanceof Expr.Unboxed unboxed && needsStatements(unboxed.expression()))
        || (operand instanceof Expr.Shown shown && needsStatements(shown.expression()));
  }

  private List<Residual> operands(List<Expr> operands) {
    int last = -1;
    for (int i = 0; i < operands.size(); i++) {
      if (needsStatements(operands.get(i))) {
        last = i;
      }
    }
    List<Residual> residuals = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      residuals.add(i < last ? saved(operands.get(i)) : evaluate(operands.get(i)));
    }
    return residuals;
  }

  /** Saves the operand's value in a form that may be used later. */
  private Residual saved(Expr operand) {
    if (operand instanceof Expr.Plain plain && plain.stable()) {
      return new Residual(plain.code(), true);
    }
    if (operand instanceof Expr.Shown shown) {
      return show(shown, saved(shown.expression()).code);
    }
    Residual residual = evaluate(operand);
    if (isTemporary(operand)) {
      return residual;
    }
    if (operand instanceof Expr.NonNull) {
      Code checked =
          Code.of(new Code.RuntimeClass(Objects.class), ".requireNonNull(", residual.code, ")");
      return new Residual(Code.of(Lowering.read(save("operand", operand.type(), checked))), true);
    }
    // If it suspends, it begins with the result of an await, which is a call.
    Code.Line line = operand.suspends() ? null : saveLine;
    return new Residual(
        Code.of(Lowering.read(save("operand", operand.type(), begun(line, residual.code)))), true);
  }

  private static Residual show(Expr.Shown shown, Code code) {
    return new Residual(Code.of(new Code.Show(shown.type()), code, ")"), true);
  }

  /** Whether the residual of an operand is a temporary of the type that its context requires. */
  private static boolean isTemporary(Expr operand) {
    return operand instanceof Expr.Typed
        || operand instanceof Expr.DirectCall
        || (operand instanceof Expr.Unboxed unboxed
            && unboxed.expression() instanceof Expr.DirectCall call
            && call.result().getKind().isPrimitive());
  }

  private static boolean isDirectCall(Expr operand) {
    return operand instanceof Expr.DirectCall
        || (operand instanceof Expr.Unboxed unboxed && isDirectCall(unboxed.expression()));
  }

  /** Code that is saved, at the line that javac gives it. */
  private Code begun(Code.@Nullable Line line, Code code) {
    passed(code);
    return line == null ? code : Code.of(line, code);
  }

  /**
   * Notes code in front of what is saved next. Only if it is on one line its last line is known.
   */
  private void passed(Code code) {
    Code.Line line = saveLine;
    for (Code.Piece piece : code.pieces()) {
      if (piece instanceof Code.Line next) {
        line =
            line == null || line.line() == next.line()
                ? new Code.Line(next.line())
                : Code.Line.OF_CODE_BEFORE;
      }
    }
    saveLine = line;
  }

  /** The same for code between a point, where the line was known, and here. */
  private void joined(Code.@Nullable Line before) {
    if (before == null || saveLine == null || before.line() != saveLine.line()) {
      saveLine = Code.Line.OF_CODE_BEFORE;
    }
  }

  private Variable save(String name, TypeMirror type, Code value) {
    Variable variable = temporaries.take(name, type);
    builder.add(new Op.Declare(variable, value, null));
    return variable;
  }

  private static Code fill(Code template, List<Residual> operands) {
    return template.map(
        piece -> {
          if (piece instanceof Code.Hole hole) {
            Residual operand = operands.get(hole.operand());
            return hole.delimited() || operand.isPrimary
                ? operand.code
                : parenthesize(operand.code);
          }
          return Code.of(piece);
        });
  }

  private static Code parenthesize(Code code) {
    return Code.of("(", code, ")");
  }

  /** The code in a form that a dot may follow. */
  static Code primary(Code code) {
    boolean simple =
        code.pieces().stream()
            .noneMatch(
                piece ->
                    piece instanceof Code.Cast
                        || (piece instanceof Code.Text text
                            && text.text().chars().anyMatch(Character::isWhitespace)));
    return simple ? code : parenthesize(code);
  }

  private Residual logical(Expr.Logical logical) {
    Variable result = temporaries.take("condition", logical.type());
    Block right = builder.block("");
    Block shortcut = builder.block("");
    Block join = builder.block("");
    if (logical.isAnd()) {
      branch(logical.left(), right, shortcut);
    } else {
      branch(logical.left(), shortcut, right);
    }
    builder.start(shortcut);
    builder.add(new Op.Assign(result, Code.of(logical.isAnd() ? "false" : "true")));
    builder.goTo(join);
    builder.start(right);
    builder.add(new Op.Assign(result, value(logical.right())));
    builder.goTo(join);
    builder.start(join);
    return new Residual(Code.of(Lowering.read(result)), true);
  }

  private Residual conditional(Expr.Conditional conditional) {
    Variable result = temporaries.take("choice", conditional.type());
    Block ifTrue = builder.block("");
    Block ifFalse = builder.block("");
    Block join = builder.block("");
    branch(conditional.condition(), ifTrue, ifFalse);
    Code.Line before = saveLine;
    arm(ifTrue, conditional.ifTrue(), result, join);
    joined(before);
    arm(ifFalse, conditional.ifFalse(), result, join);
    joined(before);
    builder.start(join);
    return new Residual(Code.of(Lowering.read(result)), true);
  }

  /** An arm begins a line of its own. */
  private void arm(Block arm, Expr value, Variable result, Block join) {
    begin(0);
    builder.start(arm);
    Code code = value(value);
    passed(code);
    builder.add(new Op.Assign(result, code));
    builder.goTo(join);
  }

  private Residual compound(Expr.CompoundAssignment assignment) {
    List<Residual> place = new ArrayList<>();
    for (Expr operand : assignment.operands()) {
      place.add(saved(operand));
    }
    Code target = fill(assignment.target(), place);
    Variable old = save("old", assignment.operandType(), begun(saveLine, target));
    Code value = unboxedValue(assignment.value());
    Code operation =
        Code.of(Lowering.read(old), " " + assignment.operator() + " ", parenthesize(value));
    Code converted =
        assignment.cast() ? Code.cast(assignment.type(), parenthesize(operation)) : operation;
    return new Residual(Code.of(written(target), " = ", converted), false);
  }

  private static Code written(Code target) {
    return target.map(
        piece ->
            piece instanceof Code.VariableRef ref
                    && target.pieces().stream().filter(p -> !(p instanceof Code.Line)).count() == 1
                ? Code.of(new Code.VariableRef(ref.variable(), Access.WRITE, ref.captured()))
                : Code.of(piece));
  }

  private Residual switchExpression(Expr.SwitchExpression expression) {
    Variable result = temporaries.take("choice", expression.type());
    Block join = builder.block("");
    Code.Line before = saveLine;
    statements.jumps().push(new Scope.Target(expression.target(), join, null, result));
    statements.select(expression.statement(), join);
    statements.jumps().pop();
    builder.start(join);
    joined(before);
    return new Residual(Code.of(Lowering.read(result)), true);
  }
}
