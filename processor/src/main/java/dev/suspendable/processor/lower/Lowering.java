package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Access;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.JumpTarget;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Lowers statements. Expressions are lowered by {@link Expressions}, tries by {@link Tries}. */
public final class Lowering implements Stmt.Visitor {
  private final BlockBuilder builder;
  private final Expressions expressions;
  private final Tries tries;
  private final Loops loops;
  private final Jumps jumps;
  private final Leaving leaving;
  private final VerbatimCode verbatimCode;
  private final Types types;
  private final Temporaries temporaries;

  private Lowering(Types types, TypeNames typeNames) {
    this.types = types;
    this.builder = new BlockBuilder();
    this.temporaries = new Temporaries(types);
    this.expressions = new Expressions(builder, this, temporaries);
    this.jumps = new Jumps(builder);
    this.loops = new Loops(builder, this, expressions, jumps);
    this.tries = new Tries(builder, this, jumps, typeNames);
    this.leaving = new Leaving(builder, expressions, jumps);
    this.verbatimCode = new VerbatimCode(builder, jumps, leaving);
  }

  /** The method's body as basic blocks, in the order of the source. */
  public static Lowered lower(SuspendableMethod method, Types types, TypeNames typeNames) {
    Lowering lowering = new Lowering(types, typeNames);
    lowering.builder.start(lowering.builder.block("start"));
    lowering.statement(method.body().statement());
    return lowering.builder.lowered();
  }

  Jumps jumps() {
    return jumps;
  }

  void statement(Stmt statement) {
    if (builder.isReachable()) {
      int mark = temporaries.mark();
      expressions.begin(FirstLine.of(statement));
      statement.accept(this);
      temporaries.release(mark);
    }
  }

  @Override
  public void verbatim(Stmt.Verbatim statement) {
    verbatimCode.lower(statement);
  }

  @Override
  public void comment(Stmt.Comment comment) {
    builder.add(new Op.Comment(comment.text()));
  }

  @Override
  public void evaluate(Stmt.Evaluate evaluate) {
    expressions.evaluateForEffect(
        evaluate.expression(), Code.of(FirstLine.of(evaluate.line(), evaluate.expression())));
  }

  @Override
  public void sequence(Stmt.Sequence sequence) {
    sequence.statements().forEach(this::statement);
  }

  @Override
  public void labeled(Stmt.Labeled labeled) {
    inTarget(labeled.target(), after -> statement(labeled.body()));
  }

  @Override
  public void choice(Stmt.Switch choice) {
    inTarget(choice.target(), after -> select(choice, after));
  }

  /** Lowers a statement that a {@code break} leaves. */
  private void inTarget(JumpTarget target, Consumer<Block> statement) {
    Block after = builder.block("");
    jumps.push(new Scope.Target(target, after));
    statement.accept(after);
    jumps.pop();
    builder.goTo(after);
    builder.start(after);
  }

  @Override
  public void leave(Stmt.Leave leave) {
    leaving.leave(leave.jump());
  }

  @Override
  public void throwing(Stmt.Throw thrown) {
    Code exception = expressions.value(thrown.exception());
    Code.Line line = FirstLine.of(thrown.line(), thrown.exception());
    builder.end(new Terminator.Throw(Code.of(line, exception)));
  }

  @Override
  public void guarded(Stmt.Try guarded) {
    tries.lower(guarded);
  }

  @Override
  public void declaration(Stmt.Declaration declaration) {
    Expr initializer = declaration.initializer();
    Code value =
        initializer == null
            ? null
            : Code.of(
                FirstLine.of(declaration.line(), initializer),
                declaration.variable().type().getKind().isPrimitive()
                    ? expressions.unboxedValue(initializer)
                    : expressions.value(initializer));
    builder.add(new Op.Declare(declaration.variable(), value, declaration.verbatim()));
  }

  /**
   * Branches on a condition. The temporaries of the condition are free in the statements after it.
   */
  void branch(Expr condition, Block ifTrue, Block ifFalse) {
    int mark = temporaries.mark();
    expressions.branch(condition, ifTrue, ifFalse);
    temporaries.release(mark);
  }

  @Override
  public void ifElse(Stmt.If branch) {
    Block then = builder.block("");
    Block after = builder.block("");
    Stmt otherwise = branch.otherwise();
    Block ifFalse = otherwise == null ? after : builder.block("else");
    branch(branch.condition(), then, ifFalse);
    builder.start(then);
    statement(branch.then());
    builder.goTo(after);
    if (otherwise != null) {
      builder.start(ifFalse);
      statement(otherwise);
      builder.goTo(after);
    }
    builder.start(after);
  }

  @Override
  public void loop(Stmt.Loop loop) {
    loops.lower(loop);
  }

  @Override
  public void forEach(Stmt.ForEach loop) {
    loops.lower(loop);
  }

  /** Chooses an arm and lowers all of them; control continues at {@code after}. */
  void select(Stmt.Switch choice, Block after) {
    List<Selection.Case> cases = new ArrayList<>();
    List<Block> starts = new ArrayList<>();
    Block rest = null;
    for (Stmt.Arm arm : choice.arms()) {
      Block start = builder.block("case at line " + arm.line());
      starts.add(start);
      cases.add(new Selection.Case(arm.choice(), arm.guard(), start));
      if (arm.choice().isDefault()) {
        rest = start;
      }
    }
    boolean isComplete = rest != null || choice.unmatched() != null;
    if (rest == null) {
      rest = choice.unmatched() == null ? after : unmatched(choice.unmatched(), choice.line());
    }
    Selection selection = new Selection(cases, rest, isComplete);
    int mark = temporaries.mark();
    selection.end(builder, expressions, selector(choice, selection.isDivided()));
    temporaries.release(mark);
    for (int i = 0; i < starts.size(); i++) {
      Stmt.Arm arm = choice.arms().get(i);
      builder.start(starts.get(i));
      statement(arm.body());
      boolean toNext = arm.fallsThrough() && i + 1 < starts.size();
      builder.goTo(toNext ? starts.get(i + 1) : after);
    }
  }

  private Code selector(Stmt.Switch choice, boolean isEvaluatedAgain) {
    Code line = Code.of(new Code.Line(choice.line()));
    Code selector = Code.of(line, expressions.value(choice.selector()));
    if (!isEvaluatedAgain || (choice.selector() instanceof Expr.Plain plain && plain.stable())) {
      return selector;
    }
    Variable selected = temporary("selected", choice.selector().type());
    builder.add(new Op.Declare(selected, selector, null));
    return Code.of(line, read(selected));
  }

  private Block unmatched(Code exception, int line) {
    Block block = builder.block("");
    block.end(new Terminator.Throw(Code.of(new Code.Line(line), exception)));
    builder.aside(block);
    return block;
  }

  /** A variable for the current statement. */
  Variable temporary(String name, TypeMirror type) {
    return temporaries.take(name, type);
  }

  TypeMirror primitive(TypeKind kind) {
    return types.getPrimitiveType(kind);
  }

  static Code.VariableRef read(Variable variable) {
    return new Code.VariableRef(variable, Access.READ, false);
  }

  static Code.VariableRef write(Variable variable) {
    return new Code.VariableRef(variable, Access.WRITE, false);
  }

  static Code.Generated frame() {
    return new Code.Generated(Role.FRAME);
  }

  /** Types that lowering itself needs. */
  public interface TypeNames {
    /** {@code java.lang.Throwable}. */
    TypeMirror throwable();
  }
}
