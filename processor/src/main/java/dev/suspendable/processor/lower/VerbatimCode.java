package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Jump;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers statements that are kept verbatim: jumps in their text become numbered exits. */
final class VerbatimCode {
  private final BlockBuilder builder;
  private final Jumps jumps;
  private final Leaving leaving;

  /** A return of a coroutine object; a separate block does the rest of it. */
  private record Later(Block block, Jump.Return rest) {}

  VerbatimCode(BlockBuilder builder, Jumps jumps, Leaving leaving) {
    this.builder = builder;
    this.jumps = jumps;
    this.leaving = leaving;
  }

  void lower(Stmt.Verbatim statement) {
    Exits exits = new Exits(jumps.completesAtOnce() && !statement.leftThroughCleanup());
    Code code =
        statement
            .code()
            .map(
                piece ->
                    piece instanceof Code.Leave leave
                        ? Code.of(leave.jump().accept(exits))
                        : Code.of(piece));
    builder.add(
        new Op.Verbatim(code, exits.all, statement.completes(), statement.leftThroughCleanup()));
    if (!statement.completes()) {
      builder.end(new Terminator.Stop());
    }
    finish(exits.later);
  }

  /** Lowers the rest of the returns. */
  private void finish(List<Later> later) {
    if (later.isEmpty()) {
      return;
    }
    Block onward = builder.isReachable() ? builder.block("") : null;
    if (onward != null) {
      builder.goTo(onward);
    }
    for (Later each : later) {
      builder.start(each.block);
      leaving.leave(each.rest);
    }
    if (onward != null) {
      builder.start(onward);
    }
  }

  /** The exits of one statement. */
  private final class Exits implements Jump.Visitor<Code.Exit>, Jump.OutcomeVisitor<Code.Exit> {
    private final boolean completesAtOnce;
    private final List<Op.Exit> all = new ArrayList<>();
    private final List<Later> later = new ArrayList<>();
    private int line;

    Exits(boolean completesAtOnce) {
      this.completesAtOnce = completesAtOnce;
    }

    private Code.Exit exit(@Nullable Block to, @Nullable Variable keeps, Code value) {
      Op.Exit exit = new Op.Exit(to, keeps);
      if (!all.contains(exit)) {
        all.add(exit);
      }
      return new Code.Exit(all.indexOf(exit), value);
    }

    @Override
    public Code.Exit breaking(Jump.Break jump) {
      return exit(jumps.breakOut(jump.target()), null, Code.EMPTY);
    }

    @Override
    public Code.Exit continuing(Jump.Continue jump) {
      return exit(jumps.continueWith(jump.target()), null, Code.EMPTY);
    }

    @Override
    public Code.Exit yielding(Jump.Yield jump) {
      return exit(jumps.breakOut(jump.target()), jumps.result(jump.target()), plain(jump.value()));
    }

    @Override
    public Code.Exit returning(Jump.Return jump) {
      line = jump.line();
      return jump.outcome().accept(this);
    }

    private Block completion(@Nullable Code value) {
      return Leaving.completion(builder, Code.of(new Code.Line(line)), value);
    }

    @Override
    public Code.Exit nothing() {
      return completesAtOnce
          ? exit(null, null, Code.EMPTY)
          : exit(jumps.complete(completion(null), null), null, Code.EMPTY);
    }

    @Override
    public Code.Exit value(Jump.Value outcome) {
      Expr value = outcome.value();
      Code code = plain(value);
      if (completesAtOnce) {
        return exit(null, value instanceof Expr.Typed ? variable("operand", value) : null, code);
      }
      if (Leaving.isNull(value)) {
        return exit(jumps.complete(completion(code), null), null, Code.EMPTY);
      }
      Variable result = variable("result", value);
      Block completion = completion(Code.of(Lowering.read(result)));
      return exit(jumps.complete(completion, result), result, code);
    }

    private Variable variable(String name, Expr value) {
      return new Variable(name, value.type(), Variable.Kind.TEMPORARY);
    }

    @Override
    public Code.Exit transfer(Jump.Transfer outcome) {
      throw new IllegalStateException("a suspension in verbatim code, at line " + line);
    }

    @Override
    public Code.Exit kept(Jump.Kept outcome) {
      Block block = builder.block("return");
      later.add(new Later(block, new Jump.Return(outcome.transfer(), line)));
      return exit(block, outcome.coroutine(), plain(outcome.value()));
    }

    /** The code of a value; the exit's variable has the type that a context requires. */
    private static Code plain(Expr value) {
      Expr inner = value instanceof Expr.Typed typed ? typed.expression() : value;
      if (inner instanceof Expr.Plain plain) {
        return plain.code();
      }
      throw new IllegalStateException("a suspension in verbatim code");
    }
  }
}
