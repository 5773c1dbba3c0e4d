package dev.suspendable.processor.emit;

import dev.suspendable.processor.analyze.CodeSize;
import dev.suspendable.processor.analyze.Liveness;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.structure.Structurer;
import java.util.Optional;

/** The body of a generator in push mode: values go to the consumer. */
public final class PushForm {
  /** Above this many bytes, as estimated, there is no push mode: HotSpot would not compile it. */
  private static final int LARGEST_BODY = 5_000;

  private PushForm() {}

  /**
   * The body in push mode. There is none for one that gives nothing to the consumer, for a large
   * one, and for one whose parameters a method cannot declare.
   */
  public static Optional<Structurer.Body> of(
      SuspendableMethod method, Graph graph, Liveness liveness) {
    if (method.coroutineType().promise().sink() == null
        || method.hasUndeclarableParameter()
        || graph.blocks().stream().noneMatch(PushForm::isPushed)
        || graph.blocks().stream().anyMatch(PushForm::callsDirectly)
        || JvmTypes.slots(method.parameters().stream().map(Variable::type))
            > JvmTypes.MOST_ARGUMENTS
        || liveness.size(graph.blocks(), CodeSize.STORE) > LARGEST_BODY) {
      return Optional.empty();
    }
    return Structurer.structure(graph, PushEmitter::isNeverReady);
  }

  private static boolean isPushed(Block block) {
    return block.terminator() instanceof Suspension.Yield yielding && yielding.push() != null;
  }

  private static boolean callsDirectly(Block block) {
    return block.terminator() instanceof Terminator.TailCall
        || block.terminator() instanceof Suspension.Call;
  }
}
