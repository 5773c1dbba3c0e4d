package dev.suspendable.processor.emit;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes the code before the blocks of the step method, or of a part of it: the locals, the path of
 * the stopped signal, and the values restored from the frame.
 */
final class StepHead {
  private final FrameContext frame;
  private final SuspendableMethod method;
  private final Graph graph;
  private final FrameLayout layout;
  private final Partition.Part part;
  private final Naming naming;
  private final States states;
  private final Lines lines;
  private final Set<Variable> locals;

  /** The blocks that end with a suspension, by the blocks of this part where they resume. */
  private final Map<Block, Block> suspended = new LinkedHashMap<>();

  /**
   * Whether all resumptions are alike: no awaiter has a result, and no region catches an exception.
   * Then the code handles all of them once, before the states.
   */
  private final boolean resumesAlike;

  /** The variables that every resumption restores; they are restored at their declaration. */
  private final Set<Variable> restoredFirst = new HashSet<>();

  StepHead(FrameContext frame, Partition.Part part, Lines lines) {
    this.frame = frame;
    this.method = frame.method();
    this.graph = frame.graph();
    this.layout = frame.layout();
    this.part = part;
    this.naming = frame.naming();
    this.states = frame.states();
    this.lines = lines;
    this.locals = Locals.named(part.blocks());
    for (Block block : graph.blocks()) {
      Suspension suspension = block.suspension();
      if (suspension != null && layout.partition().of(suspension.resume()) == part) {
        suspended.put(suspension.resume(), block);
      }
    }
    this.resumesAlike =
        !suspended.isEmpty()
            && !layout.partition().isSplit()
            && part.blocks().stream().allMatch(block -> block.region() == null)
            && suspended.keySet().stream().allMatch(resume -> suspension(resume).always());
    if (resumesAlike) {
      restoredFirst.addAll(layout.hoisted());
      suspended.values().forEach(from -> restoredFirst.retainAll(restoredAt(from)));
    }
  }

  private Text firstValue(Variable variable) {
    return restoredFirst.contains(variable)
        ? stored(variable)
        : naming.types.defaultValue(variable.type());
  }

  /** Whether the part has a local for a variable. If not, it passes the field on unchanged. */
  boolean hasLocal(Variable variable) {
    return locals.contains(variable);
  }

  /** The suspension that a block resumes from. */
  Suspension suspension(Block resume) {
    Block block = suspended.get(resume);
    Suspension suspension = block == null ? null : block.suspension();
    if (suspension == null) {
      throw new IllegalArgumentException("no suspension resumes here: " + resume.note());
    }
    return suspension;
  }

  void write() {
    for (Variable parameter : method.parameters()) {
      if (parameter.kind() == Variable.Kind.FINAL_PARAMETER && hasLocal(parameter)) {
        lines.line(
            "final $L $L = $L;",
            naming.types.inDeclaration(parameter.type()),
            naming.of(parameter),
            stored(parameter));
      }
    }
    Set<Role> carried = EnumSet.noneOf(Role.class);
    part.entries().forEach(entry -> carried.addAll(layout.partition().carriedTo(entry)));
    new Locals(frame, lines).write(part.blocks(), this::firstValue, carried);
    if (!layout.partition().isSplit()) {
      lines.line("int $L = $L.$L();", naming.state, naming.frame(), Abi.ENTRY);
    }
    boolean awaits = suspended.keySet().stream().anyMatch(r -> !suspension(r).always());
    if (!suspended.isEmpty()) {
      lines.open("if ($L < 0) { // the stopped signal", naming.state);
      unwind();
      if (awaits) {
        lines.reopen("} else if ($L != 0) {", naming.state);
        lines.line("$L = $L.$L();", naming.of(Role.AWAITER), naming.frame(), Abi.AWAITED);
      } else if (resumesAlike) {
        lines.reopen("} else if ($L != 0) {", naming.state);
        lines.line("$L.$L();", naming.frame(), Abi.RESUMED);
      }
      lines.close("}");
    }
    restore();
  }

  /**
   * Restores variables for the states that control also falls into when the awaiter is ready, and
   * for those entered from other parts. All other states restore their variables themselves.
   */
  private void restore() {
    Map<Integer, Block> restores = new TreeMap<>();
    suspended.forEach(
        (resume, from) -> {
          if (!restoresItself(suspension(resume)) && !restoredAt(from).isEmpty()) {
            restores.put(states.of(resume), from);
          }
        });
    if (restores.isEmpty() && part.entries().isEmpty()) {
      return;
    }
    lines.open("switch ($L) {", naming.state);
    restores.forEach(
        (state, from) -> {
          lines.open("case $L:", state);
          restoredAt(from).forEach(this::restore);
          lines.line("break;");
          lines.outdent();
        });
    for (Block entry : part.entries()) {
      lines.open("case $L: // from another part", states.ofEntry(entry));
      enter(entry);
      lines.line("break;");
      lines.outdent();
    }
    lines.line("default:");
    lines.close("}");
  }

  private List<Variable> restoredAt(Block from) {
    return layout.suspension(from).restore().stream().filter(this::hasLocal).toList();
  }

  private void enter(Block entry) {
    layout.restoreAt(entry).stream().filter(this::hasLocal).forEach(this::restore);
    for (Role role : layout.partition().carriedTo(entry)) {
      lines.line("$L = $L.$L;", naming.of(role), naming.frame(), naming.of(role));
    }
    for (Role role : layout.partition().leftAt(entry)) {
      lines.line("$L.$L = null;", naming.frame(), naming.of(role));
    }
    lines.line("$L = $L;", naming.state, states.of(entry));
  }

  /**
   * Restores variables at the head of a block that is only entered through the dispatch at the step
   * method's entry.
   */
  void restoreAt(Block block) {
    if (block == graph.entry()) {
      for (Variable parameter : method.parameters()) {
        if (parameter.kind() == Variable.Kind.PARAMETER && hasLocal(parameter)) {
          restore(parameter);
        }
      }
    }
    Block from = suspended.get(block);
    if (from != null && restoresItself(suspension(block))) {
      restoredAt(from).stream().filter(v -> !restoredFirst.contains(v)).forEach(this::restore);
      if (suspension(block).always() && !resumesAlike) {
        lines.line("$L.$L();", naming.frame(), Abi.RESUMED);
      }
    }
  }

  /** Whether control reaches the resume point only by a resumption. */
  private static boolean restoresItself(Suspension suspend) {
    return suspend.always() || suspend.ready() != suspend.resume();
  }

  private void restore(Variable variable) {
    lines.line("$L = $L;", naming.of(variable), stored(variable));
  }

  /** The value in the variable's field. */
  private Text stored(Variable variable) {
    return naming.types.stored(
        variable.type(), Text.of("$L.$L", naming.frame(), naming.field(variable)));
  }

  private void unwind() {
    Map<Block, TreeSet<Integer>> byCleanup = new LinkedHashMap<>();
    for (Block resume : suspended.keySet()) {
      Block cleanup = suspension(resume).cleanup();
      if (cleanup != null) {
        byCleanup.computeIfAbsent(cleanup, b -> new TreeSet<>()).add(states.of(resume));
      }
    }
    if (byCleanup.isEmpty()) {
      lines.line("return $L.$L();", naming.frame(), Abi.UNWOUND);
      return;
    }
    lines.open("switch ($L.$L()) {", naming.frame(), Abi.RESUME_POINT);
    byCleanup.forEach(
        (cleanup, froms) -> {
          froms.headSet(froms.last()).forEach(from -> lines.line("case $L:", from));
          lines.open("case $L:", froms.last());
          if (part.blocks().contains(cleanup)) {
            layout.restoreAt(cleanup).stream().filter(this::hasLocal).forEach(this::restore);
            lines.line("$L = $L;", naming.state, states.of(cleanup));
            lines.line("break;");
          } else {
            goOn(String.valueOf(states.ofEntry(cleanup)));
          }
          lines.outdent();
        });
    lines.line("default:");
    lines.line("  return $L.$L();", naming.frame(), Abi.UNWOUND);
    lines.close("}");
  }

  /**
   * Leaves this part for another one. Everything that the other part needs has already been stored.
   */
  void goOn(String state) {
    lines.line("$L.$L = $L;", naming.frame(), naming.next, state);
    lines.line("return $L;", naming.goOn);
  }
}
