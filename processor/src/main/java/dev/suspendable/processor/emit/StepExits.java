package dev.suspendable.processor.emit;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Writes the ways out of the blocks of a step method that no block has at its end: to other parts,
 * and to the handlers of exceptions. Also stores variables wherever control leaves.
 */
final class StepExits {
  private final FrameLayout layout;
  private final Naming naming;
  private final States states;
  private final Partition.Part part;
  private final StepForm form;
  private final StepHead head;
  private final Lines lines;

  StepExits(FrameContext frame, Partition.Part part, StepForm form, StepHead head, Lines lines) {
    this.layout = frame.layout();
    this.naming = frame.naming();
    this.states = frame.states();
    this.part = part;
    this.form = form;
    this.head = head;
    this.lines = lines;
  }

  /** Stores what a suspension at the end of a block keeps. */
  void spill(Block from) {
    store(layout.suspension(from).stores());
  }

  private void store(FrameLayout.Stores stores) {
    for (Variable variable : stores.spill()) {
      if (head.hasLocal(variable)) {
        lines.line("$L.$L = $L;", naming.frame(), naming.field(variable), naming.of(variable));
      }
    }
    for (Variable variable : stores.clear()) {
      lines.line("$L.$L = null;", naming.frame(), naming.field(variable));
    }
  }

  /** Writes the exits to other parts. */
  void write() {
    lines.open("default: { // in another part");
    FrameLayout.Exit exit = layout.exit(part);
    store(exit.always());
    storeFor(exit.to());
    for (Role role : layout.partition().carriedFrom(part)) {
      lines.line("$L.$L = $L;", naming.frame(), naming.of(role), naming.of(role));
    }
    head.goOn(naming.state);
    lines.close("}");
  }

  /** Writes the stores that only some of the target blocks need. */
  private void storeFor(Map<Block, FrameLayout.Stores> exits) {
    Map<FrameLayout.Stores, List<Integer>> entries = new LinkedHashMap<>();
    exits.forEach(
        (block, stores) ->
            entries.computeIfAbsent(stores, key -> new ArrayList<>()).add(states.ofEntry(block)));
    Map.Entry<FrameLayout.Stores, List<Integer>> most =
        Collections.max(
            entries.entrySet(), Comparator.comparingInt(entry -> entry.getValue().size()));
    entries.remove(most.getKey());
    if (entries.isEmpty()) {
      store(most.getKey());
      return;
    }
    lines.open("switch ($L) {", naming.state);
    entries.forEach(
        (stores, states) -> {
          int last = states.size() - 1;
          states.subList(0, last).forEach(state -> lines.line("case $L:", state));
          lines.open("case $L:", states.get(last));
          store(stores);
          lines.line("break;");
          lines.outdent();
        });
    lines.open("default:");
    store(most.getKey());
    lines.outdent();
    lines.close("}");
  }

  /** Writes the end of the try around all blocks: it finds the handler for the state. */
  void handlers(boolean callsDirectly) {
    Map<Region, TreeSet<Integer>> regions = new LinkedHashMap<>();
    for (Block block : part.blocks()) {
      if (block.region() != null && states.has(block)) {
        regions.computeIfAbsent(block.region(), r -> new TreeSet<>()).add(states.of(block));
      }
    }
    String caught = naming.fresh("caught");
    lines.reopen("} catch ($T $L) {", Throwable.class, caught);
    lines.open("switch ($L) {", naming.state);
    regions.forEach(
        (region, froms) -> {
          froms.forEach(from -> lines.line("case $L:", from));
          lines.line("  $L = $L;", naming.state, form.stateOf(region.handler()));
          lines.line("  break;");
        });
    lines.line("default:");
    lines.line("  throw $L;", caught);
    lines.close("}");
    if (callsDirectly) {
      lines.line(
          "$L = $L == null ? $L : $L.$L($L);",
          naming.of(Role.THROWN),
          naming.run,
          caught,
          naming.run,
          Abi.CAUGHT,
          caught);
    } else {
      lines.line("$L = $L;", naming.of(Role.THROWN), caught);
    }
    lines.close("}");
  }
}
