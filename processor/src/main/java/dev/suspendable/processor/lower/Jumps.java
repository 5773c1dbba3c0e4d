package dev.suspendable.processor.lower;

import dev.suspendable.processor.lower.Scope.Completion;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Jump;
import dev.suspendable.processor.model.JumpTarget;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Lowers jumps: either directly to their target, or through the finally blocks in between. */
final class Jumps {
  private final BlockBuilder builder;
  private final Expressions expressions;
  private final List<Scope> scopes = new ArrayList<>();
  private final List<Later> later = new ArrayList<>();

  /** A return out of verbatim code; a separate block does the rest of it. */
  private record Later(Variable coroutine, Block block, Jump.Return rest) {}

  Jumps(BlockBuilder builder, Expressions expressions) {
    this.builder = builder;
    this.expressions = expressions;
  }

  void push(Scope scope) {
    scopes.add(scope);
  }

  void pop() {
    scopes.remove(scopes.size() - 1);
  }

  /** Leaves the current block. */
  void leave(Jump jump) {
    if (jump instanceof Jump.Return returning) {
      leaveMethod(returning);
    } else {
      if (jump instanceof Jump.Yield yield) {
        builder.add(new Op.Assign(yieldTarget(yield).result(), expressions.value(yield.value())));
      }
      builder.goTo(destination(jump, null));
    }
  }

  /** Verbatim code with its jumps made explicit. */
  Code resolve(Code code) {
    return code.map(
        piece ->
            piece instanceof Code.Leave leave
                ? inText(
                    leave.jump(),
                    completesAtOnce(),
                    (target, result) -> Code.of(new Code.GoTo(target)))
                : Code.of(piece));
  }

  /**
   * Verbatim code that assigns to {@code exit} how it was left: 0 for its end, or else the number
   * of one of the targets, counted from 1.
   *
   * @param results the variables that keep the value of a return until then
   */
  record Carried(Code code, List<Block> targets, List<Variable> results) {}

  /**
   * Converts verbatim code so that its jumps first leave it. Each target has a label, so javac
   * handles the effect of a finally block on a jump through it.
   *
   * <p>If finally blocks override every jump to a label, javac considers the code after the label
   * unreachable. It does not if the label is on an {@code if}.
   *
   * @param completes whether the code can complete normally
   */
  Carried carry(Code code, boolean completes, Variable exit) {
    List<Block> targets = new ArrayList<>();
    List<JumpTarget> labels = new ArrayList<>();
    List<Variable> results = new ArrayList<>();
    OnWay toLabel =
        (target, result) -> {
          if (!targets.contains(target)) {
            targets.add(target);
            labels.add(new JumpTarget(0));
          }
          if (result != null) {
            results.add(result);
          }
          return Code.of("break ", new Code.Mark(labels.get(targets.indexOf(target))), ";");
        };
    Code carried =
        code.map(
            piece ->
                piece instanceof Code.Leave leave
                    ? inText(leave.jump(), /* completesAtOnce= */ false, toLabel)
                    : Code.of(piece));
    JumpTarget end = new JumpTarget(0);
    Code toEnd = Code.of(" break ", new Code.Mark(end), ";");
    Code before = Code.of(new Code.Mark(end), ": {");
    Code after = Code.of("}");
    for (int i = 0; i < labels.size(); i++) {
      before = Code.of(before, " ", new Code.Mark(labels.get(i)), ": if (true) {");
      after =
          Code.of(
              "} ", Lowering.write(exit), " = " + (i + 1) + ";", i > 0 ? toEnd : "", " ", after);
    }
    return new Carried(
        Code.of(before, "\n", carried, completes ? toEnd : "", "\n", after),
        List.copyOf(targets),
        List.copyOf(results));
  }

  /** Generates the statements that continue at the target of a jump. */
  private interface OnWay {
    /**
     * @param result for a return: the variable that keeps its value on the way
     */
    Code to(Block target, @Nullable Variable result);
  }

  private Code inText(Jump jump, boolean completesAtOnce, OnWay onWay) {
    if (jump instanceof Jump.Return returning) {
      return returnInText(returning, completesAtOnce, onWay);
    }
    Code go = onWay.to(destination(jump, null), null);
    if (jump instanceof Jump.Yield yield) {
      return Code.of(
          "{ ",
          Lowering.write(yieldTarget(yield).result()),
          " = ",
          expressions.value(yield.value()),
          "; ",
          go,
          " }");
    }
    return Code.of("{ ", go, " }");
  }

  private Scope.YieldTarget yieldTarget(Jump.Yield yield) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      if (scopes.get(i) instanceof Scope.YieldTarget scope && scope.target() == yield.target()) {
        return scope;
      }
    }
    throw new IllegalStateException("yield without a switch expression");
  }

  /** Whether a return can complete the coroutine immediately. */
  private boolean completesAtOnce() {
    return builder.region() == null
        && scopes.stream().noneMatch(s -> s instanceof Scope.Guarded || s instanceof Scope.Finally);
  }

  /**
   * Whether the current block is inside a try, so that the coroutine must not transfer its
   * completion.
   */
  private boolean isGuarded() {
    return !completesAtOnce();
  }

  private static Code completing(@Nullable Code value) {
    return value == null
        ? Code.of(new Code.Complete(Code.Part.WITHOUT_VALUE))
        : Code.of(
            new Code.Complete(Code.Part.BEFORE_VALUE),
            value,
            new Code.Complete(Code.Part.AFTER_VALUE));
  }

  private void leaveMethod(Jump.Return returning) {
    Jump.Outcome outcome = returning.outcome();
    Code line = Code.of(new Code.Line(returning.line()));
    if (outcome instanceof Jump.Value value) {
      completeWith(
          returning, value.value(), Code.of(FirstLine.of(returning.line(), value.value())));
    } else if (outcome instanceof Jump.Transfer transfer) {
      Expr suspension = isGuarded() ? transfer.awaiting() : transfer.tail();
      if (transfer.hasValue()) {
        completeWith(returning, suspension, line);
      } else {
        expressions.evaluateForEffect(suspension, line);
        complete(returning, null, line);
      }
    } else {
      complete(returning, null, line);
    }
  }

  private void completeWith(Jump.Return returning, Expr value, Code line) {
    Code residual = expressions.value(value);
    if (completesAtOnce()) {
      complete(returning, Code.of(residual), line);
    } else if (isNull(value)) {
      builder.goTo(destination(returning, completion(residual, null, line)));
    } else {
      Variable result = new Variable("result", value.type(), Variable.Kind.TEMPORARY);
      builder.add(new Op.Assign(result, Code.of(line, residual)));
      builder.goTo(destination(returning, completion(result, line)));
    }
  }

  private void complete(Jump.Return returning, @Nullable Code value, Code line) {
    if (completesAtOnce()) {
      builder.end(new Terminator.Finish(line, value));
    } else {
      builder.goTo(destination(returning, completion(null, line)));
    }
  }

  /** Whether a value is the null literal, which has no type for a variable and need not be kept. */
  private static boolean isNull(Expr value) {
    return value.type().getKind() == TypeKind.NULL;
  }

  /** The block, outside of every try, that completes the coroutine. */
  private Completion completion(@Nullable Variable result, Code line) {
    return completion(result == null ? null : Code.of(Lowering.read(result)), result, line);
  }

  private Completion completion(@Nullable Code value, @Nullable Variable result, Code line) {
    Block block = BlockBuilder.blockIn(null, "return");
    block.end(new Terminator.Finish(line, value));
    builder.aside(block);
    return new Completion(block, result);
  }

  private Code returnInText(Jump.Return returning, boolean completesAtOnce, OnWay onWay) {
    Jump.Outcome outcome = returning.outcome();
    Code line = Code.of(new Code.Line(returning.line()));
    if (outcome instanceof Jump.Kept kept) {
      Block block = builder.block("return");
      later.add(
          new Later(kept.coroutine(), block, new Jump.Return(kept.transfer(), returning.line())));
      return keeping(kept.value(), kept.coroutine(), onWay.to(block, kept.coroutine()));
    }
    if (!(outcome instanceof Jump.Value it)) {
      return completesAtOnce
          ? Code.of("{ ", completing(null), " }")
          : Code.of("{ ", onWay.to(destination(returning, completion(null, line)), null), " }");
    }
    if (completesAtOnce) {
      Evaluated value = evaluated(it.value());
      return Code.of("{ ", value.declaration, completing(value.code), " }");
    }
    if (isNull(it.value())) {
      Completion withNull = completion(evaluated(it.value()).code, null, line);
      return Code.of("{ ", onWay.to(destination(returning, withNull), null), " }");
    }
    Variable result = new Variable("result", it.value().type(), Variable.Kind.TEMPORARY);
    Block destination = destination(returning, completion(result, line));
    return keeping(it.value(), result, onWay.to(destination, result));
  }

  private static Code keeping(Expr expression, Variable variable, Code go) {
    Evaluated value = evaluated(expression);
    return Code.of(
        "{ ", value.declaration, Lowering.write(variable), " = ", value.code, "; ", go, " }");
  }

  private record Evaluated(Code declaration, Code code) {}

  private static Evaluated evaluated(Expr value) {
    if (value instanceof Expr.Typed typed && typed.expression() instanceof Expr.Plain plain) {
      Variable operand = new Variable("operand", typed.type(), Variable.Kind.TEMPORARY);
      return new Evaluated(
          Code.of(Lowering.write(operand), " = ", plain.code(), "; "),
          Code.of(Lowering.read(operand)));
    }
    if (value instanceof Expr.Plain plain) {
      return new Evaluated(Code.EMPTY, plain.code());
    }
    throw new IllegalStateException("a suspension in carried-over code");
  }

  /**
   * The variables that hold the results of returns whose verbatim code has not been completely
   * lowered.
   */
  List<Variable> keptForLater() {
    return later.stream().map(Later::coroutine).toList();
  }

  /** Lowers the rest of the returns from the verbatim code that has just ended. */
  void leaveLater() {
    List<Later> rests = List.copyOf(later);
    later.clear();
    if (rests.isEmpty()) {
      return;
    }
    Block onward = builder.isReachable() ? builder.block("") : null;
    if (onward != null) {
      builder.goTo(onward);
    }
    for (Later each : rests) {
      builder.start(each.block);
      leave(each.rest);
    }
    if (onward != null) {
      builder.start(onward);
    }
  }

  /**
   * The block to continue at for a jump from here.
   *
   * @param completion for a return: the block that completes the coroutine
   */
  private Block destination(Jump jump, @Nullable Completion completion) {
    return destination(jump, completion, scopes.size());
  }

  /** The same, as seen from inside only the first {@code depth} scopes. */
  Block destination(Jump jump, @Nullable Completion completion, int depth) {
    for (int i = depth - 1; i >= 0; i--) {
      Scope scope = scopes.get(i);
      if (scope instanceof Scope.Target target) {
        if (jump instanceof Jump.Break to && to.target() == target.target()) {
          return target.breakTo();
        }
        if (jump instanceof Jump.Continue to && to.target() == target.target()) {
          Block next = target.continueTo();
          if (next == null) {
            throw new IllegalStateException("continue of a statement that is no loop");
          }
          return next;
        }
      } else if (scope instanceof Scope.YieldTarget target) {
        if (jump instanceof Jump.Yield to && to.target() == target.target()) {
          return target.join();
        }
      } else if (scope instanceof Scope.Guarded guarded) {
        return through(guarded, jump, completion);
      } else if (scope instanceof Scope.Finally inFinally) {
        Block onward = destination(jump, completion, i);
        return unlessStopped(inFinally, onward);
      }
    }
    if (completion == null) {
      throw new IllegalStateException("a jump without a target");
    }
    return completion.block();
  }

  private Block through(Scope.Guarded guarded, Jump jump, @Nullable Completion completion) {
    for (Scope.Exit exit : guarded.exits()) {
      if (completion == null && exit.jump().equals(jump)) {
        return exit.via();
      }
    }
    Block via = BlockBuilder.blockIn(guarded.region(), "");
    int index = guarded.exits().size() + 1;
    via.ops().add(new Op.Assign(guarded.exit(), Code.of(String.valueOf(index))));
    via.end(new Terminator.Goto(guarded.entry()));
    builder.aside(via);
    guarded.exits().add(new Scope.Exit(index, jump, completion, via));
    return via;
  }

  /** Prevents a jump out of a finally block from stopping the stopped signal. */
  private Block unlessStopped(Scope.Finally inFinally, Block onward) {
    Block test = BlockBuilder.blockIn(inFinally.stoppedNext().region(), "");
    test.end(
        new Terminator.IfStopped(Tries.isDone(inFinally.exit()), inFinally.stoppedNext(), onward));
    builder.aside(test);
    return test;
  }

  int depth() {
    return scopes.size();
  }
}
