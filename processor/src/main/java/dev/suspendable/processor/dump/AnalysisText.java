package dev.suspendable.processor.dump;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.analyze.Liveness;
import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.model.Variable;
import java.util.Collection;
import java.util.List;

/** The results of the analyses, by block. */
final class AnalysisText {
  private final Labels labels;
  private final BlockText blocks;

  AnalysisText(Labels labels) {
    this.labels = labels;
    this.blocks = new BlockText(labels);
  }

  /** The variables that are live where a block begins, and across the suspension at its end. */
  String of(Graph graph, Liveness liveness) {
    Indented lines = new Indented();
    for (Block block : graph.blocks()) {
      lines.line(blocks.head(block));
      lines.inside(
          () -> {
            lines.line("live " + labels.ofVariables(liveness.liveIn(block)));
            if (suspends(block)) {
              lines.line("across " + labels.ofVariables(liveness.kept(block)));
            }
          });
    }
    return lines.toString();
  }

  private static boolean suspends(Block block) {
    return block.suspension() != null;
  }

  /** The blocks of each part. */
  String of(Partition partition) {
    Indented lines = new Indented();
    for (Partition.Part part : partition.parts()) {
      lines.line("part " + part.index() + ": " + labels.ofBlocks(part.blocks()));
      lines.inside(
          () -> {
            part(lines, "entered at ", part.entries());
            part(lines, "left to ", part.exits());
            part.entries().stream()
                .filter(entry -> !partition.carriedTo(entry).isEmpty())
                .forEach(
                    entry -> lines.line(labels.of(entry) + " needs " + partition.carriedTo(entry)));
          });
    }
    return lines.toString();
  }

  private void part(Indented lines, String what, Collection<Block> blocks) {
    if (!blocks.isEmpty()) {
      lines.line(what + labels.ofBlocks(blocks));
    }
  }

  /** Fields and locals, and the effect of each suspension and each exit of a part on them. */
  String of(Graph graph, FrameLayout layout) {
    Indented lines = new Indented();
    for (Variable variable : layout.kept()) {
      Variable owner = layout.owner(variable);
      lines.line(
          "field "
              + labels.of(variable)
              + (owner == variable ? "" : " in that of " + labels.of(owner))
              + ": "
              + CodeText.of(variable.type()));
    }
    layout
        .hoisted()
        .forEach(
            variable ->
                lines.line("local " + labels.of(variable) + ": " + CodeText.of(variable.type())));
    graph.blocks().stream()
        .filter(AnalysisText::suspends)
        .forEach(
            block -> {
              FrameLayout.Effect suspension = layout.suspension(block);
              lines.line(labels.of(block) + " suspends");
              lines.inside(
                  () -> {
                    stores(lines, suspension.stores());
                    variables(lines, "restore ", suspension.restore());
                  });
            });
    for (Partition.Part part : layout.partition().parts()) {
      FrameLayout.Exit exit = layout.exit(part);
      if (!part.exits().isEmpty()) {
        lines.line("part " + part.index() + " is left");
        lines.inside(
            () -> {
              stores(lines, exit.always());
              for (Block to : part.exits()) {
                lines.line("to " + labels.of(to));
                FrameLayout.Stores more = exit.to().get(to);
                if (more != null) {
                  lines.inside(() -> stores(lines, more));
                }
              }
            });
      }
    }
    graph.blocks().stream()
        .filter(block -> !layout.restoreAt(block).isEmpty())
        .forEach(
            block -> {
              lines.line(labels.of(block) + " is entered");
              lines.inside(() -> variables(lines, "restore ", layout.restoreAt(block)));
            });
    return lines.toString();
  }

  private void stores(Indented lines, FrameLayout.Stores stores) {
    variables(lines, "spill ", stores.spill());
    variables(lines, "clear ", stores.clear());
  }

  private void variables(Indented lines, String what, List<Variable> variables) {
    if (!variables.isEmpty()) {
      lines.line(what + labels.ofVariables(variables));
    }
  }
}
