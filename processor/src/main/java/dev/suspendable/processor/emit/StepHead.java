package dev.suspendable.processor.emit;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes the head of the step method: the locals, restored from the frame for the state to go on
 * from, and the way that the done signal takes.
 */
final class StepHead {
  private final SuspendableMethod method;
  private final Graph graph;
  private final List<Block> written;
  private final FrameLayout layout;
  private final Naming naming;
  private final CodeWriter writer;
  private final States states;
  private final Lines lines;

  StepHead(
      SuspendableMethod method,
      Graph graph,
      List<Block> written,
      FrameLayout layout,
      Naming naming,
      CodeWriter writer,
      States states,
      Lines lines) {
    this.method = method;
    this.graph = graph;
    this.written = written;
    this.layout = layout;
    this.naming = naming;
    this.writer = writer;
    this.states = states;
    this.lines = lines;
  }

  void write() {
    Set<Variable> named = Locals.named(written);
    method.localClasses().forEach(c -> Edges.forEachVariable(c, named::add));
    for (Variable parameter : method.parameters()) {
      if (parameter.kind() == Variable.Kind.FINAL_PARAMETER && named.contains(parameter)) {
        lines.line(
            "final $T $L = $L.$L;",
            FrameTypes.name(parameter.type()),
            naming.of(parameter),
            naming.frame(),
            naming.of(parameter));
      }
    }
    new Locals(method, layout, naming, writer, lines).write(written, /* withParameters= */ true);
    boolean suspends =
        graph.blocks().stream().anyMatch(b -> b.terminator() instanceof Terminator.Suspend);
    lines.line("int $L = $L.resumePoint();", naming.state, naming.frame());
    restore();
    if (suspends) {
      unwind();
    }
  }

  private void restore() {
    Map<Integer, List<Variable>> restores = new TreeMap<>();
    List<Variable> atStart =
        method.parameters().stream().filter(p -> p.kind() == Variable.Kind.PARAMETER).toList();
    if (!atStart.isEmpty()) {
      restores.put(0, atStart);
    }
    for (Block block : graph.blocks()) {
      if (block.terminator() instanceof Terminator.Suspend suspend) {
        List<Variable> restore = layout.suspension(block).restore();
        if (!restore.isEmpty()) {
          restores.put(states.of(suspend.resume()), restore);
        }
      }
    }
    if (restores.isEmpty()) {
      return;
    }
    lines.open("switch ($L) {", naming.state);
    restores.forEach(
        (state, variables) -> {
          lines.open("case $L:", state);
          for (Variable variable : variables) {
            restore(variable);
          }
          lines.line("break;");
          lines.outdent();
        });
    lines.line("default:");
    lines.close("}");
  }

  private void restore(Variable variable) {
    String name = naming.of(variable);
    if (FrameTypes.isErasedInField(variable.type())) {
      lines.line(
          "$L = ($L) $L.$L;", name, FrameTypes.inCast(variable.type()), naming.frame(), name);
    } else {
      lines.line("$L = $L.$L;", name, naming.frame(), name);
    }
  }

  private void unwind() {
    Map<Block, TreeMap<Integer, Integer>> byCleanup = new LinkedHashMap<>();
    for (Block block : graph.blocks()) {
      if (block.terminator() instanceof Terminator.Suspend suspend && suspend.cleanup() != null) {
        byCleanup
            .computeIfAbsent(suspend.cleanup(), b -> new TreeMap<>())
            .put(states.of(suspend.resume()), suspend.line());
      }
    }
    lines.open("if ($L.unwinding()) {", naming.frame());
    if (byCleanup.isEmpty()) {
      lines.line("return $L.unwound();", naming.frame());
    } else {
      lines.open("switch ($L) {", naming.state);
      byCleanup.forEach(
          (cleanup, froms) -> {
            froms.keySet().forEach(from -> lines.line("case $L:", from));
            lines.line("  $L = $L;", naming.state, states.of(cleanup));
            lines.line("  break;");
          });
      lines.line("default:");
      lines.line("  return $L.unwound();", naming.frame());
      lines.close("}");
    }
    lines.reopen("} else if ($L != 0) {", naming.state);
    lines.line("$L = $L.awaited();", naming.of(Role.AWAITER), naming.frame());
    lines.close("}");
  }
}
