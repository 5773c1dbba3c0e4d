package dev.suspendable.processor.emit;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes what stands before the blocks of the step method: the locals, the way that the done signal
 * takes, and what is restored from the frame.
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
    lines.line("int $L = $L.entry();", naming.state, naming.frame());
    if (suspensions().isEmpty()) {
      return;
    }
    boolean awaits = suspensions().stream().anyMatch(suspend -> !suspend.always());
    lines.open("if ($L < 0) { // the done signal", naming.state);
    unwind();
    if (awaits) {
      lines.reopen("} else if ($L != 0) {", naming.state);
      lines.line("$L = $L.awaited();", naming.of(Role.AWAITER), naming.frame());
    }
    lines.close("}");
    if (awaits) {
      restoreAfterAwaits();
    }
  }

  private List<Terminator.Suspend> suspensions() {
    List<Terminator.Suspend> result = new ArrayList<>();
    for (Block block : graph.blocks()) {
      if (block.terminator() instanceof Terminator.Suspend suspend) {
        result.add(suspend);
      }
    }
    return result;
  }

  /**
   * Restores for the states that control also runs into when the awaiter is ready. The others
   * restore for themselves.
   */
  private void restoreAfterAwaits() {
    Map<Integer, List<Variable>> restores = new TreeMap<>();
    for (Block block : graph.blocks()) {
      if (block.terminator() instanceof Terminator.Suspend suspend && !restoresItself(suspend)) {
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
          variables.forEach(this::restore);
          lines.line("break;");
          lines.outdent();
        });
    lines.line("default:");
    lines.close("}");
  }

  /**
   * Restores at the head of a block that is only entered by dispatch of the step method's entry.
   */
  void restoreAt(Block block) {
    if (block == graph.entry()) {
      for (Variable parameter : method.parameters()) {
        if (parameter.kind() == Variable.Kind.PARAMETER) {
          restore(parameter);
        }
      }
    }
    for (Block from : graph.blocks()) {
      if (from.terminator() instanceof Terminator.Suspend suspend
          && restoresItself(suspend)
          && suspend.resume() == block) {
        layout.suspension(from).restore().forEach(this::restore);
        if (suspend.always()) {
          lines.line("$L.resumed();", naming.frame());
        }
      }
    }
  }

  /** Whether control gets to where the suspension resumes by a resumption only. */
  private static boolean restoresItself(Terminator.Suspend suspend) {
    return suspend.always() || suspend.ready() != suspend.resume();
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
    Map<Block, TreeSet<Integer>> byCleanup = new LinkedHashMap<>();
    for (Terminator.Suspend suspend : suspensions()) {
      if (suspend.cleanup() != null) {
        byCleanup
            .computeIfAbsent(suspend.cleanup(), b -> new TreeSet<>())
            .add(states.of(suspend.resume()));
      }
    }
    if (byCleanup.isEmpty()) {
      lines.line("return $L.unwound();", naming.frame());
      return;
    }
    lines.open("switch ($L.resumePoint()) {", naming.frame());
    byCleanup.forEach(
        (cleanup, froms) -> {
          froms.headSet(froms.last()).forEach(from -> lines.line("case $L:", from));
          lines.open("case $L:", froms.last());
          layout.restoreAt(cleanup).forEach(this::restore);
          lines.line("$L = $L;", naming.state, states.of(cleanup));
          lines.line("break;");
          lines.outdent();
        });
    lines.line("default:");
    lines.line("  return $L.unwound();", naming.frame());
    lines.close("}");
  }
}
