package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Access;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Lowers expressions. If an operand suspends, all operands before it are saved first, except stable
 * ones. The rest of an expression is its {@link Residual}.
 */
final class Expressions implements Expr.Visitor<Residual> {
  private final BlockBuilder builder;
  private final Lowering statements;
  private final Temporaries temporaries;
  private final SavedLine line = new SavedLine();
  private final SuspensionPoints suspensions;

  Expressions(BlockBuilder builder, Lowering statements, Temporaries temporaries) {
    this.builder = builder;
    this.statements = statements;
    this.temporaries = temporaries;
    this.suspensions = new SuspensionPoints(builder, line);
  }

  /**
   * Begins a statement.
   *
   * @param at its line, or 0 if javac begins its expression on a line of its own
   */
  void begin(int at) {
    line.begin(at);
  }

  /** The expression's value, to be used once, next. */
  Code value(Expr expression) {
    return expression.accept(this).code();
  }

  /** The value for a context that unboxes it. */
  Code unboxedValue(Expr expression) {
    return expression.accept(this).unboxed();
  }

  /** The expression as a statement. */
  void evaluateForEffect(Expr expression, Code at) {
    if (expression instanceof Expr.Call call) {
      suspensions.call(call, operands(call.operands()), null);
    } else if (expression instanceof Expr.TailCall tail) {
      suspensions.tailCall(tail.call(), operands(tail.call().operands()), null);
    } else if (expression instanceof Expr.Yield yielding) {
      suspensions.yielding(yielding, operands(yielding.operands()));
    } else if (expression instanceof Expr.Await await) {
      await(await);
      builder.add(new Op.Run(Code.of(at, SuspensionPoints.awaitResume(await.site()), ";")));
    } else {
      builder.add(new Op.Run(Code.of(at, value(expression), ";")));
    }
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
      Code value = begun(condition, unboxedValue(condition));
      builder.end(new Terminator.Branch(value, ifTrue, ifFalse));
    }
  }

  // Operands.

  private List<Residual> operands(List<Expr> operands) {
    int last = -1;
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i).needsStatements()) {
        last = i;
      }
    }
    List<Residual> residuals = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      residuals.add(i < last ? saved(operands.get(i)) : operands.get(i).accept(this));
    }
    return residuals;
  }

  /** Saves the operand's value in a form that may be used later. */
  private Residual saved(Expr operand) {
    if (operand instanceof Expr.Shown shown) {
      return show(shown, saved(shown.expression()).code());
    }
    Residual residual = operand.accept(this);
    if (operand instanceof Expr.NonNull) {
      Code checked =
          Code.of(new Code.RuntimeClass(Objects.class), ".requireNonNull(", residual.code(), ")");
      return Residual.in(save("operand", operand.type(), checked));
    }
    if (residual.isKept()) {
      return residual;
    }
    return Residual.in(save("operand", operand.type(), begun(operand, residual.code())));
  }

  /** Code of an expression, at the line that javac gives it. */
  private Code begun(Expr expression, Code code) {
    if (expression.suspends()) {
      // It begins with the result of an await, which is a call.
      line.passed(code);
      return code;
    }
    return line.begun(code);
  }

  private static Residual show(Expr.Shown shown, Code code) {
    return Residual.of(Code.of(new Code.Show(shown.type()), code, ")"), /* isPrimary= */ true);
  }

  private Variable save(String name, TypeMirror type, Code value) {
    Variable variable = temporaries.take(name, type, read(value));
    builder.add(new Op.Declare(variable, value, null));
    return variable;
  }

  /** The user's variable of which the code is the value; null if it is anything else. */
  private static @Nullable Variable read(Code value) {
    Variable variable = null;
    for (Code.Piece piece : value.pieces()) {
      if (piece instanceof Code.VariableRef ref && variable == null) {
        variable = ref.variable();
      } else if (!(piece instanceof Code.Line)) {
        return null;
      }
    }
    return variable == null ? null : variable.userVariable();
  }

  // Each kind of expression.

  @Override
  public Residual plain(Expr.Plain plain) {
    return plain.stable() ? Residual.kept(plain.code()) : Residual.of(plain.code(), true);
  }

  @Override
  public Residual strict(Expr.Strict strict) {
    return Residual.of(Residual.fill(strict.template(), operands(strict.operands())), true);
  }

  @Override
  public Residual await(Expr.Await await) {
    suspensions.await(await.awaiter(), operands(await.operands()), await.type(), await.site());
    return SuspensionPoints.result(await.type(), await.site());
  }

  @Override
  public Residual yielding(Expr.Yield yielding) {
    // Its result is used, so its awaiter must be stored like any other.
    return await(
        new Expr.Await(yielding.awaiter(), yielding.operands(), yielding.type(), yielding.site()));
  }

  @Override
  public Residual call(Expr.Call call) {
    Variable result = temporaries.take("value", call.result());
    suspensions.call(call, operands(call.operands()), result);
    return result(call, result);
  }

  @Override
  public Residual tailCall(Expr.TailCall tail) {
    Expr.Call call = tail.call();
    Variable result = temporaries.take("value", call.result());
    suspensions.tailCall(call, operands(call.operands()), result);
    return result(call, result);
  }

  private static Residual result(Expr.Call call, Variable result) {
    Code unboxed = Code.of(Lowering.read(result));
    // A context that unboxes the value does so at the line of the call.
    Code value = Code.of(new Code.Line(call.site().line()), unboxed);
    return call.result().getKind().isPrimitive()
        ? new Residual(Code.cast(call.type(), value), false, unboxed, /* isKept= */ true)
        : Residual.kept(value);
  }

  @Override
  public Residual typed(Expr.Typed typed) {
    Code code = begun(typed.expression(), value(typed.expression()));
    return Residual.in(save("operand", typed.type(), code));
  }

  @Override
  public Residual unboxed(Expr.Unboxed unboxed) {
    return unboxed.expression().accept(this).unbox();
  }

  @Override
  public Residual initialising(Expr.Initialising initialising) {
    Code code = line.begun(Code.of(new Code.Initialise(initialising.initialised())));
    builder.add(new Op.Run(Code.of(code, ";")));
    return initialising.expression().accept(this);
  }

  @Override
  public Residual shown(Expr.Shown shown) {
    Residual residual = shown.expression().accept(this);
    boolean isAwaited =
        shown.expression() instanceof Expr.Await || shown.expression() instanceof Expr.Yield;
    return isAwaited ? show(shown, residual.code()) : residual;
  }

  @Override
  public Residual nonNull(Expr.NonNull nonNull) {
    return nonNull.expression().accept(this);
  }

  @Override
  public Residual not(Expr.Not not) {
    return Residual.of(Code.of("!", Residual.parenthesize(value(not.operand()))), true);
  }

  @Override
  public Residual logical(Expr.Logical logical) {
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
    return Residual.of(Code.of(Lowering.read(result)), true);
  }

  @Override
  public Residual conditional(Expr.Conditional conditional) {
    Variable result = temporaries.take("choice", conditional.type());
    Block ifTrue = builder.block("");
    Block ifFalse = builder.block("");
    Block join = builder.block("");
    line.begin(conditional.condition().line());
    branch(conditional.condition().expression(), ifTrue, ifFalse);
    Code.Line before = line.here();
    arm(ifTrue, conditional.ifTrue(), result, join);
    line.joined(before);
    arm(ifFalse, conditional.ifFalse(), result, join);
    line.joined(before);
    builder.start(join);
    return Residual.of(Code.of(Lowering.read(result)), true);
  }

  private void arm(Block arm, Expr.Begun value, Variable result, Block join) {
    line.begin(value.line());
    builder.start(arm);
    Code code = begun(value.expression(), value(value.expression()));
    builder.add(new Op.Assign(result, code));
    builder.goTo(join);
  }

  @Override
  public Residual compoundAssignment(Expr.CompoundAssignment assignment) {
    List<Residual> place = new ArrayList<>();
    for (Expr operand : assignment.operands()) {
      place.add(saved(operand));
    }
    Code target = Residual.fill(assignment.target(), place);
    Variable old = save("old", assignment.operandType(), line.begun(target));
    Code value = unboxedValue(assignment.value());
    Code operation =
        Code.of(
            Lowering.read(old), " " + assignment.operator() + " ", Residual.parenthesize(value));
    Code converted =
        assignment.cast()
            ? Code.cast(assignment.type(), Residual.parenthesize(operation))
            : operation;
    return Residual.of(Code.of(written(target), " = ", converted), /* isPrimary= */ false);
  }

  private static Code written(Code target) {
    return target.map(
        piece ->
            piece instanceof Code.VariableRef ref
                    && target.pieces().stream().filter(p -> !(p instanceof Code.Line)).count() == 1
                ? Code.of(new Code.VariableRef(ref.variable(), Access.WRITE, ref.captured()))
                : Code.of(piece));
  }

  @Override
  public Residual switchExpression(Expr.SwitchExpression expression) {
    Variable result = temporaries.take("choice", expression.type());
    Block join = builder.block("");
    Code.Line before = line.here();
    statements.jumps().push(new Scope.Target(expression.target(), join, null, result));
    statements.select(expression.statement(), join);
    statements.jumps().pop();
    builder.start(join);
    line.joined(before);
    return Residual.of(Code.of(Lowering.read(result)), true);
  }
}
