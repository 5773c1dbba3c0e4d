package dev.suspendable.processor.emit;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.structure.Structurer;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes the push form: the body as an ordinary method that passes its values directly to a
 * consumer.
 *
 * <pre>{@code
 * for (; ; ) {
 *   awaiter = frame.yieldValueTo(sink, i);
 *   if (awaiter != null) {                      // the consumer has failed
 *     frame.i = i;
 *     return frame.suspend(2, awaiter);
 *   }
 *   i++;
 * }
 * }</pre>
 */
final class PushEmitter extends StructuredEmitter {
  private final Set<Variable> named;
  private final Completing completing;

  PushEmitter(FrameContext frame, Structurer.Body body) {
    super(frame, body);
    this.named = Locals.named(body.blocks());
    this.completing = new Completing(naming, null);
  }

  /** Whether a suspension is never ready in push mode. */
  static boolean isNeverReady(Suspension suspension) {
    return suspension instanceof Suspension.Yield yielding && yielding.push() == null;
  }

  @Override
  public Code complete(Code value) {
    return completing.in(value);
  }

  @Override
  public String callee() {
    throw new IllegalStateException("a direct call in push mode");
  }

  @Override
  public String callContext() {
    throw new IllegalStateException("a direct call in push mode");
  }

  @Override
  public String depth(int between) {
    throw new IllegalStateException("a direct call in push mode");
  }

  @Override
  String caught(String exception) {
    return exception;
  }

  @Override
  void await(Suspension.Await await, Block block) {
    String awaiter = naming.of(Role.AWAITER);
    Text written = statements.code(await.code());
    lines.line("$L = $L;", awaiter, written);
    lines.open("if (!$L.$L()) {", awaiter, Abi.AWAIT_READY);
    leave(await, block);
    lines.close("}");
  }

  @Override
  void yielding(Suspension.Yield yielding, Block block) {
    String awaiter = naming.of(Role.AWAITER);
    if (yielding.push() == null) {
      Text written = statements.code(yielding.code());
      lines.line("$L = $L;", awaiter, written);
      leave(yielding, block);
      return;
    }
    Text push = statements.code(yielding.push());
    lines.line("$L = $L;", awaiter, push);
    lines.open("if ($L != null) {", awaiter);
    leave(yielding, block);
    lines.close("}");
  }

  /** Leaves the method. The frame already exists, and holds only the parameters. */
  private void leave(Suspension suspend, Block block) {
    FrameLayout.Effect suspension = layout.suspension(block);
    Set<Variable> needed = new HashSet<>();
    for (Variable variable : suspension.live()) {
      if (variable.isFinal()) {
        needed.add(variable);
      } else if (named.contains(variable)) {
        needed.add(layout.owner(variable));
        lines.line("$L.$L = $L;", naming.frame(), naming.field(variable), naming.of(variable));
      } // A variable assigned only after a suspension that always leaves has no value yet.
    }
    for (Variable parameter : method.parameters()) {
      if (!needed.contains(parameter) && !parameter.type().getKind().isPrimitive()) {
        lines.line("$L.$L = null;", naming.frame(), naming.field(parameter));
      }
    }
    lines.line(
        "return $L.$L($L, $L);",
        naming.frame(),
        Abi.SUSPEND,
        states.of(suspend.resume()),
        naming.of(Role.AWAITER));
  }

  @Override
  void call(Suspension.Call call, Block block) {
    throw new IllegalStateException("a direct call in push mode");
  }

  @Override
  void tail(Terminator.TailCall call) {
    throw new IllegalStateException("a direct call in push mode");
  }

  @Override
  void finish(Terminator.Finish finish) {
    completing.write(finish, writer, statements, lines);
  }
}
