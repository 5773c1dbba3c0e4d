package dev.suspendable.processor.dump;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.analyze.Liveness;
import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.model.Forms;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.structure.Structurer;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;

/**
 * The texts of one coroutine. Names of blocks and variables are the same in all of them. A block
 * that a pass has dropped is missing in the next text.
 */
public final class CoroutineText {
  private final Labels labels = new Labels();
  private final AnalysisText analyses = new AnalysisText(labels);

  /** Creates the texts of a coroutine in which no block or variable has a name yet. */
  public CoroutineText() {}

  /** The tree of statements. */
  public String of(SuspendableMethod method) {
    String parameters =
        method.parameters().stream()
            .map(each -> CodeText.of(each.type()) + " " + labels.of(each))
            .collect(Collectors.joining(", "));
    Indented lines = new Indented();
    lines.line(
        CodeText.of(method.coroutineType().type())
            + " "
            + method.declaration().name()
            + "("
            + parameters
            + ")");
    calls("calls ", method.callees().all(), lines);
    calls("recursive: ", method.callees().recursive(), lines);
    lines.inside(
        () -> new StatementText(labels).of(method.body().statement()).lines().forEach(lines::line));
    return lines.toString();
  }

  private static void calls(String what, Set<ExecutableElement> callees, Indented lines) {
    if (!callees.isEmpty()) {
      lines.line(
          what
              + callees.stream()
                  .map(callee -> callee.getSimpleName().toString())
                  .collect(Collectors.joining(", ")));
    }
  }

  /** The basic blocks in their order. */
  public String of(Graph graph) {
    BlockText text = new BlockText(labels);
    Indented lines = new Indented();
    for (Block block : graph.blocks()) {
      lines.line(text.head(block));
      lines.inside(() -> text.lines(block).forEach(lines::line));
    }
    return lines.toString();
  }

  /** The basic blocks for Graphviz. */
  public String drawing(Graph graph) {
    return GraphDrawing.of(graph, labels);
  }

  /** The basic blocks for Graphviz, grouped by part. */
  public String drawing(Graph graph, Partition partition) {
    return GraphDrawing.of(graph, partition, labels);
  }

  /** The forms in addition to the state machine. */
  public String of(Forms forms) {
    return "direct form: "
        + (forms.direct() == null ? "none" : CodeText.of(forms.direct()))
        + "\ncalled: "
        + forms.isCalled()
        + "\nentry: "
        + forms.hasEntry()
        + "\n";
  }

  /** The variables that may still be read, by block. */
  public String of(Graph graph, Liveness liveness) {
    return analyses.of(graph, liveness);
  }

  /** The parts of the state machine. */
  public String of(Partition partition) {
    return analyses.of(partition);
  }

  /** The locations of the variables. */
  public String of(Graph graph, FrameLayout layout) {
    return analyses.of(graph, layout);
  }

  /** Nested statements. */
  public String of(Structurer.Body body) {
    return new NestedText(labels).of(body);
  }
}
