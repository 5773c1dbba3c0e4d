package dev.suspendable.processor.emit;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes blocks one after the other: their operations and their ends. */
final class StepBlocks {
  private final SuspendableMethod method;
  private final Naming naming;
  private final States states;
  private final Completing completing;
  private final StepForm form;
  private final StatementWriter statements;
  private final StepExits exits;
  private final Lines lines;

  /**
   * Whether the code that is written next runs only if an object matches, or does not match, a
   * pattern.
   */
  private boolean behindPattern;

  StepBlocks(
      FrameContext frame, Completing completing, StepForm form, StepExits exits, Lines lines) {
    this.method = frame.method();
    this.naming = frame.naming();
    this.states = frame.states();
    this.completing = completing;
    this.form = form;
    this.statements = form.statements();
    this.exits = exits;
    this.lines = lines;
  }

  /**
   * Writes blocks that follow each other.
   *
   * @param next the block that follows the last one in the code, or null
   */
  void write(List<Block> blocks, @Nullable Block next) {
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      block.ops().forEach(op -> op.accept(statements));
      block.terminator().accept(new End(block, i + 1 < blocks.size() ? blocks.get(i + 1) : next));
    }
  }

  /** Writes the end of a block. */
  private final class End implements Terminator.Visitor {
    private final Block from;
    private final @Nullable Block next;

    End(Block from, @Nullable Block next) {
      this.from = from;
      this.next = next;
    }

    private void go(Block target) {
      go(target, next);
    }

    private void go(Block target, @Nullable Block follower) {
      StepLoop loop = form.loop();
      List<Block> way =
          loop == null || target == follower ? List.of() : loop.way(from, target, behindPattern);
      if (!way.isEmpty()) {
        lines.open("{");
        write(way, null);
        lines.close("}");
      } else if (target != follower) {
        lines.line("$L", form.goTo(target));
      } else if (target.region() != from.region()) {
        // The state determines the handler.
        lines.line("$L = $L;", naming.state, states.of(target));
      }
    }

    @Override
    public void jump(Terminator.Goto end) {
      go(end.target());
    }

    @Override
    public void branch(Terminator.Branch end) {
      branch(end.condition(), end.ifTrue(), end.ifFalse());
    }

    private void branch(Code test, Block ifTrue, Block ifFalse) {
      boolean outer = behindPattern;
      behindPattern |= StepLoop.asksForPattern(test);
      Text condition = statements.code(test);
      if (ifTrue == ifFalse) {
        lines.line("if ($L) {}", condition);
        go(ifTrue);
      } else if (ifTrue == next) {
        lines.open("if (!($L)) {", condition);
        go(ifFalse, null);
        lines.close("}");
        go(ifTrue);
      } else {
        lines.open("if ($L) {", condition);
        go(ifTrue, null);
        lines.close("}");
        go(ifFalse);
      }
      behindPattern = outer;
    }

    @Override
    public void ifStopped(Terminator.IfStopped end) {
      branch(end.isDone(), end.done(), end.otherwise());
    }

    @Override
    public void select(Terminator.Select end) {
      int[] targets = end.edges().stream().mapToInt(edge -> form.stateOf(edge.to())).toArray();
      statements.numbering(end, naming.state, targets);
      lines.line("continue $L;", naming.dispatch);
    }

    @Override
    public void leave(Terminator.Leave end) {
      select(end.select());
    }

    @Override
    public void await(Suspension.Await end) {
      String awaiter = naming.of(Role.AWAITER);
      Text created = statements.code(end.code());
      lines.line("$L = $L;", awaiter, created);
      lines.open("if (!$L.$L()) {", awaiter, Abi.AWAIT_READY);
      leave(Abi.SUSPEND, states.of(end.resume()), awaiter);
      lines.close("}");
      go(end.ready());
    }

    @Override
    public void yielding(Suspension.Yield end) {
      Text created = statements.code(end.code());
      lines.line("$L;", created);
      exits.spill(from);
      lines.line("return $L.$L($L);", naming.frame(), Abi.SUSPEND, states.of(end.resume()));
    }

    @Override
    public void call(Suspension.Call end) {
      if (method.callees().isRecursion(end.code())) {
        callOnHeap(end);
      }
      call(end.code(), end.result());
      lines.open("if ($L.$L()) {", naming.run, Abi.SUSPENDED);
      leave(Abi.LEAVE, states.of(end.resume()), naming.run);
      lines.close("}");
      go(end.ready());
    }

    /**
     * Writes a call for an exhausted stack: the callee gets its frame, and the trampoline runs it.
     */
    private void callOnHeap(Suspension.Call end) {
      lines.open("if ($L.$L()) {", naming.frame(), Abi.IS_DEEP);
      Text created = form.callOnHeap(end.code());
      String callee = naming.fresh("callee");
      lines.line("$T $L = $L;", AbiTypes.PROMISE, callee, created);
      leave(Abi.CALL, states.of(end.resume()), callee);
      lines.close("}");
    }

    private void leave(String member, int state, String awaited) {
      exits.spill(from);
      lines.line("return $L.$L($L, $L);", naming.frame(), member, state, awaited);
    }

    private void call(Code code, @Nullable Variable result) {
      lines.open("if ($L == null) {", naming.run);
      lines.line("$L = new $T();", naming.run, AbiTypes.RUN);
      lines.close("}");
      Text call = statements.code(code);
      if (result == null) {
        lines.line("$L;", call);
      } else {
        lines.line("$L = $L;", naming.of(result), call);
      }
    }

    @Override
    public void tailCall(Terminator.TailCall end) {
      call(end.code(), end.result());
      lines.open("if ($L.$L()) {", naming.run, Abi.SUSPENDED);
      lines.line("return $L.$L($L);", naming.frame(), Abi.REPLACE, naming.run);
      lines.close("}");
      go(end.ready());
    }

    @Override
    public void finish(Terminator.Finish end) {
      completing.write(end, form.writer(), statements, lines);
    }

    @Override
    public void throwing(Terminator.Throw end) {
      lines.line("throw $L;", statements.code(end.exception()));
    }

    @Override
    public void unwound(Terminator.Unwound end) {
      lines.line("return $L.$L();", naming.frame(), Abi.UNWOUND);
    }

    @Override
    public void stop(Terminator.Stop end) {
      // Control does not get here.
    }

    @Override
    public void unreachable(Terminator.Unreachable end) {
      lines.line("throw new $T($S);", IllegalStateException.class, "unreachable");
    }
  }
}
