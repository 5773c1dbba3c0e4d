package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Jump;
import dev.suspendable.processor.model.Variable;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Lowers the user's jumps that are statements of their own. */
final class Leaving implements Jump.Visitor<Terminator> {
  private final BlockBuilder builder;
  private final Expressions expressions;
  private final Jumps jumps;

  Leaving(BlockBuilder builder, Expressions expressions, Jumps jumps) {
    this.builder = builder;
    this.expressions = expressions;
    this.jumps = jumps;
  }

  /** Ends the current block with a jump. */
  void leave(Jump jump) {
    builder.end(jump.accept(this));
  }

  @Override
  public Terminator breaking(Jump.Break jump) {
    return new Terminator.Goto(jumps.breakOut(jump.target()));
  }

  @Override
  public Terminator continuing(Jump.Continue jump) {
    return new Terminator.Goto(jumps.continueWith(jump.target()));
  }

  @Override
  public Terminator yielding(Jump.Yield jump) {
    builder.add(new Op.Assign(jumps.result(jump.target()), expressions.value(jump.value())));
    return new Terminator.Goto(jumps.breakOut(jump.target()));
  }

  @Override
  public Terminator returning(Jump.Return jump) {
    return jump.outcome().accept(new Completion(jump.line()));
  }

  /** Whether a value is the null literal, which has no type for a variable and need not be kept. */
  static boolean isNull(Expr value) {
    return value.type().getKind() == TypeKind.NULL;
  }

  /** A block, outside of every try, that completes the coroutine. */
  static Block completion(BlockBuilder builder, Code line, @Nullable Code value) {
    Block block = BlockBuilder.blockIn(null, "return");
    block.end(new Terminator.Finish(line, value));
    builder.aside(block);
    return block;
  }

  /** A return with an outcome of each kind. */
  private final class Completion implements Jump.OutcomeVisitor<Terminator> {
    private final int line;

    Completion(int line) {
      this.line = line;
    }

    private Code line() {
      return Code.of(new Code.Line(line));
    }

    @Override
    public Terminator value(Jump.Value outcome) {
      return with(outcome.value(), Code.of(FirstLine.of(line, outcome.value())));
    }

    @Override
    public Terminator nothing() {
      return jumps.completesAtOnce()
          ? new Terminator.Finish(line(), null)
          : new Terminator.Goto(jumps.complete(completion(builder, line(), null), null));
    }

    @Override
    public Terminator transfer(Jump.Transfer outcome) {
      // Only outside of any try may another coroutine take over the completion.
      Expr suspension = jumps.completesAtOnce() ? outcome.tail() : outcome.awaiting();
      if (outcome.hasValue()) {
        return with(suspension, line());
      }
      expressions.evaluateForEffect(suspension, line());
      return nothing();
    }

    @Override
    public Terminator kept(Jump.Kept outcome) {
      throw new IllegalStateException("a return that only verbatim code has, at line " + line);
    }

    private Terminator with(Expr value, Code at) {
      Code residual = expressions.value(value);
      if (jumps.completesAtOnce()) {
        return new Terminator.Finish(at, residual);
      }
      if (isNull(value)) {
        return new Terminator.Goto(jumps.complete(completion(builder, at, residual), null));
      }
      Variable result = new Variable("result", value.type(), Variable.Kind.TEMPORARY);
      builder.add(new Op.Assign(result, Code.of(at, residual)));
      Block completion = completion(builder, at, Code.of(Lowering.read(result)));
      return new Terminator.Goto(jumps.complete(completion, result));
    }
  }
}
