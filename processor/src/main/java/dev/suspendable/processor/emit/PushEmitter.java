package dev.suspendable.processor.emit;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code.Part;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.structure.Nested;
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
  private final States states;
  private final Set<Variable> named;
  private final Completing completing;

  PushEmitter(
      SuspendableMethod method,
      Structurer.Body body,
      FrameLayout layout,
      Naming naming,
      Markers markers,
      States states,
      FrameNames frames) {
    super(method, body, layout, naming, markers, frames);
    this.states = states;
    this.named = Locals.named(body.blocks());
    this.completing = new Completing(naming, null);
  }

  /** Whether a suspension is never ready in push mode. */
  static boolean isNeverReady(Terminator.Suspend suspend) {
    return suspend.always() && !isPushed(suspend);
  }

  /** Whether a suspension passes its value to the consumer. */
  static boolean isPushed(Terminator.Suspend suspend) {
    return suspend.always()
        && suspend.what() instanceof Terminator.Awaiting awaiting
        && awaiting.push() != null;
  }

  @Override
  public String complete(Part part) {
    return completing.part(part);
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
  void suspension(Nested.Wait wait) {
    Terminator.Suspend suspend = wait.suspend();
    Terminator.Awaiting awaiting = (Terminator.Awaiting) suspend.what();
    String awaiter = naming.of(Role.AWAITER);
    if (awaiting.push() != null && isPushed(suspend)) {
      Text push = statements.code(awaiting.push());
      lines.line("$L = $L;", awaiter, push);
      lines.open("if ($L != null) {", awaiter);
      leave(wait);
      lines.close("}");
      return;
    }
    Text written = statements.code(awaiting.code());
    lines.line("$L = $L;", awaiter, written);
    if (suspend.always()) {
      leave(wait);
    } else {
      lines.open("if (!$L.$L()) {", awaiter, Abi.AWAIT_READY);
      leave(wait);
      lines.close("}");
    }
  }

  /** Leaves the method. The frame already exists, and holds only the parameters. */
  private void leave(Nested.Wait wait) {
    FrameLayout.Suspension suspension = layout.suspension(wait.block());
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
        states.of(wait.suspend().resume()),
        naming.of(Role.AWAITER));
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
