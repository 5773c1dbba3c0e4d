package dev.suspendable.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.suspendable.processor.analyze.CodeSize;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Part;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes the step method, or a part of it:
 *
 * <pre>{@code
 * int state = frame.entry();
 * if (state < 0) { … } else if (state != 0) { awaiter = frame.awaited(); }
 * switch (state) { case 2: sum = frame.sum; break; }          // restore
 * dispatch:
 * for (; ; ) {
 *   try {
 *     switch (state) {
 *       case 0: …
 *         awaiter = …;
 *         if (!awaiter.awaitReady()) {
 *           frame.sum = sum;                                  // spill
 *           return frame.suspend(2, awaiter);
 *         }
 *       case 2: // resumes here
 *         … awaiter.awaitResume() …
 *         frame.yieldValue(x);                                // suspends always
 *         frame.sum = sum;
 *         return frame.suspend(3);
 *       case 3: // resumes here
 *         sum = frame.sum;
 *         frame.resumed();
 *         …
 *     }
 *   } catch (Throwable t) { … find the handler for the state … }
 * }
 * }</pre>
 *
 * <p>Where control goes to another part, the variables that are live there are stored in the frame,
 * and the method that calls the parts is told to continue:
 *
 * <pre>{@code
 * switch (state) {
 *   case 77: // from another part
 *     sum = frame.sum;
 *     state = 64;
 *     break;
 * }
 * …
 *       default: { // in another part
 *         frame.sum = sum;
 *         frame.next = state;
 *         return GO_ON;
 *       }
 * }</pre>
 */
final class StepEmitter implements Form {
  static final TypeName ANY_AWAITER =
      ParameterizedTypeName.get(AbiTypes.AWAITER, WildcardTypeName.subtypeOf(Object.class));

  /** Estimated bytes of a state machine up to which pieces of loops may be written twice. */
  private static final int SMALL = 3000;

  private final SuspendableMethod method;
  private final FrameLayout layout;
  private final Naming naming;
  private final Partition.Part part;
  private final CodeWriter writer;
  private final StatementWriter statements;
  private final Markers markers;
  private final States states;
  private final Completing completing;
  private final boolean copies;
  private final Lines lines;
  private final StepHead head;
  private boolean callsOnHeap;
  private @Nullable StepLoop loop;

  /**
   * Whether the code that is written next runs only if an object matches, or does not match, a
   * pattern.
   */
  private boolean behindPattern;

  /**
   * @param part the part of the state machine to be written
   * @param copies whether pieces of loops may be written twice
   */
  StepEmitter(
      SuspendableMethod method,
      Graph graph,
      FrameLayout layout,
      Partition.Part part,
      Naming naming,
      Markers markers,
      States states,
      FrameNames frames,
      Completing completing,
      boolean copies) {
    this.method = method;
    this.layout = layout;
    this.part = part;
    this.naming = naming;
    this.markers = markers;
    this.states = states;
    this.completing = completing;
    this.copies = copies;
    this.lines = new Lines(markers);
    this.writer = new CodeWriter(naming, layout, markers, frames, this);
    this.statements = new StatementWriter(layout, naming, writer, lines);
    this.head = new StepHead(method, graph, layout, part, naming, states, lines);
  }

  @Override
  public String goTo(Block block) {
    String label = loop != null && loop.head == block ? loop.label : naming.dispatch;
    return naming.state + " = " + stateOf(block) + "; continue " + label + ";";
  }

  /**
   * The state that a jump to a block sets. For a block of another part the jump leads to {@link
   * #exit}.
   */
  private int stateOf(Block target) {
    return part.exits().contains(target) ? states.ofEntry(target) : states.of(target);
  }

  @Override
  public String complete(Part part) {
    return completing.part(part);
  }

  @Override
  public String callee() {
    return callsOnHeap ? DirectMethods.CREATE : DirectMethods.DIRECT;
  }

  @Override
  public String callContext() {
    return callsOnHeap ? naming.frame() : DirectEmitter.onStack(this, naming);
  }

  @Override
  public String depth(int between) {
    return String.valueOf(DirectEmitter.stackUse(method, layout) + between);
  }

  private boolean callsDirectly() {
    return part.blocks().stream().anyMatch(StepEmitter::callsDirectly);
  }

  private static boolean callsDirectly(Block block) {
    return block.terminator() instanceof Terminator.TailCall
        || (block.terminator() instanceof Terminator.Suspend suspend
            && suspend.what() instanceof Terminator.Calling);
  }

  CodeBlock emit() {
    boolean catches = part.blocks().stream().anyMatch(b -> b.region() != null);
    head.write();
    if (callsDirectly()) {
      lines.line("$T $L = null;", AbiTypes.RUN, naming.run);
    }
    lines.line("$L:", naming.dispatch);
    lines.open("for (; ; ) {");
    if (catches) {
      lines.open("try {");
    }
    lines.open("switch ($L) {", naming.state);
    blocks();
    if (part.exits().isEmpty()) {
      lines.line("default:");
      lines.line("  throw new $T($S + $L);", IllegalStateException.class, "state ", naming.state);
    } else {
      exit();
    }
    lines.close("}");
    if (catches) {
      handlers();
    }
    lines.close("}");
    return lines.toCode();
  }

  // The blocks.

  private void blocks() {
    List<List<Block>> runs = runs();
    StepLoop.Runs loops = new StepLoop.Runs(copies && isSmall() ? runs : List.of(), naming);
    for (int i = 0; i < runs.size(); i++) {
      Block next = i + 1 < runs.size() ? runs.get(i + 1).get(0) : null;
      loop = loops.loop(runs.get(i), next);
      blocks(runs.get(i), next);
      loop = null;
    }
  }

  /** Runs: sequences of blocks with fall-through, of which only the first has a state. */
  private List<List<Block>> runs() {
    List<List<Block>> runs = new ArrayList<>();
    for (Block block : part.blocks()) {
      if (runs.isEmpty() || states.has(block)) {
        runs.add(new ArrayList<>());
      }
      runs.get(runs.size() - 1).add(block);
    }
    return runs;
  }

  private boolean isSmall() {
    return !layout.partition().isSplit()
        && CodeSize.of(
                part.blocks(), block -> layout.suspension(block).live().size(), CodeSize.STORE)
            < SMALL;
  }

  /**
   * Writes a run.
   *
   * @param next the block that follows it in the code, or null
   */
  private void blocks(List<Block> run, @Nullable Block next) {
    Block first = run.get(0);
    boolean hasState = states.has(first);
    if (hasState) {
      label(first);
      head.restoreAt(first);
    }
    if (loop != null) {
      lines.line("$L:", loop.label);
      lines.open("for (; ; ) {");
    }
    // A block that would fall through to the block after a loop jumps there instead.
    run(run, loop == null ? next : null);
    if (loop != null) {
      lines.close("}");
    }
    if (hasState) {
      lines.close("}");
    }
  }

  private void run(List<Block> run, @Nullable Block next) {
    for (int i = 0; i < run.size(); i++) {
      run.get(i).ops().forEach(statements::op);
      end(run.get(i), i + 1 < run.size() ? run.get(i + 1) : next);
    }
  }

  private void label(Block block) {
    String note = block.note();
    if (block.isResumePoint()) {
      lines.open(
          "$Lcase $L: { // resumes here: $L, $L",
          markers.goingOn(head.suspension(block).line()),
          states.of(block),
          where(block),
          note);
    } else if (note.isEmpty()) {
      lines.open("case $L: {", states.of(block));
    } else {
      lines.open("case $L: { // $L", states.of(block), note);
    }
  }

  private String where(Block resume) {
    return method.sourceFile() + ":" + head.suspension(resume).line();
  }

  /** Writes the exits to other parts. */
  private void exit() {
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

  // The ends of blocks.

  private void end(Block block, @Nullable Block next) {
    Terminator end = block.terminator();
    if (end instanceof Terminator.Goto to) {
      go(to.target(), block, next);
    } else if (end instanceof Terminator.Branch branch) {
      branch(branch, block, next);
    } else if (end instanceof Terminator.Select select) {
      select(select);
    } else if (end instanceof Terminator.Suspend suspend) {
      suspend(suspend, block, next);
    } else if (end instanceof Terminator.IfStopped test) {
      branch(new Terminator.Branch(test.isDone(), test.done(), test.otherwise()), block, next);
    } else if (end instanceof Terminator.TailCall call) {
      tail(call, block, next);
    } else if (end instanceof Terminator.Finish finish) {
      completing.write(finish, writer, statements, lines);
    } else if (end instanceof Terminator.Throw thrown) {
      lines.line("throw $L;", statements.code(thrown.exception()));
    } else if (end instanceof Terminator.Unwound) {
      lines.line("return $L.$L();", naming.frame(), Abi.UNWOUND);
    } else if (end instanceof Terminator.Unreachable) {
      lines.line("throw new $T($S);", IllegalStateException.class, "unreachable");
    }
  }

  private void go(Block target, Block from, @Nullable Block next) {
    List<Block> way =
        loop == null || target == next ? List.of() : loop.way(from, target, behindPattern);
    if (!way.isEmpty()) {
      lines.open("{");
      run(way, null);
      lines.close("}");
    } else if (target != next) {
      lines.line("$L", goTo(target));
    } else if (target.region() != from.region()) {
      // The state determines the handler.
      lines.line("$L = $L;", naming.state, states.of(target));
    }
  }

  private void branch(Terminator.Branch branch, Block from, @Nullable Block next) {
    boolean outer = behindPattern;
    behindPattern |= StepLoop.asksForPattern(branch);
    Text condition = statements.code(branch.condition());
    if (branch.ifTrue() == branch.ifFalse()) {
      lines.line("if ($L) {}", condition);
      go(branch.ifTrue(), from, next);
    } else if (branch.ifTrue() == next) {
      lines.open("if (!($L)) {", condition);
      go(branch.ifFalse(), from, null);
      lines.close("}");
      go(branch.ifTrue(), from, next);
    } else {
      lines.open("if ($L) {", condition);
      go(branch.ifTrue(), from, null);
      lines.close("}");
      go(branch.ifFalse(), from, next);
    }
    behindPattern = outer;
  }

  private void select(Terminator.Select select) {
    int[] targets = new int[select.arms().size() + 1];
    for (int i = 0; i < select.arms().size(); i++) {
      targets[i] = stateOf(select.arms().get(i).target());
    }
    if (select.otherwise() != null) {
      targets[select.arms().size()] = stateOf(select.otherwise());
    }
    statements.numbering(select, naming.state, targets);
    lines.line("continue $L;", naming.dispatch);
  }

  private void suspend(Terminator.Suspend suspend, Block from, @Nullable Block next) {
    if (suspend.what() instanceof Terminator.Calling calling) {
      if (method.isRecursion(calling.code())) {
        callOnHeap(suspend, from);
      }
      call(calling.code(), calling.result());
      lines.open("if ($L.$L()) {", naming.run, Abi.SUSPENDED);
      spill(from);
      lines.line(
          "return $L.$L($L, $L);",
          naming.frame(),
          Abi.LEAVE,
          states.of(suspend.resume()),
          naming.run);
      lines.close("}");
      go(suspend.ready(), from, next);
      return;
    }
    Text awaiter = statements.code(suspend.what().code());
    if (suspend.always()) {
      lines.line("$L;", awaiter);
      spill(from);
      lines.line("return $L.$L($L);", naming.frame(), Abi.SUSPEND, states.of(suspend.resume()));
      return;
    }
    String name = naming.of(Role.AWAITER);
    lines.line("$L = $L;", name, awaiter);
    lines.open("if (!$L.$L()) {", name, Abi.AWAIT_READY);
    spill(from);
    lines.line(
        "return $L.$L($L, $L);", naming.frame(), Abi.SUSPEND, states.of(suspend.resume()), name);
    lines.close("}");
    go(suspend.ready(), from, next);
  }

  /**
   * Writes a call for an exhausted stack: the callee gets its frame, and the trampoline runs it.
   */
  private void callOnHeap(Terminator.Suspend suspend, Block from) {
    lines.open("if ($L.$L()) {", naming.frame(), Abi.IS_DEEP);
    callsOnHeap = true;
    Text created = statements.code(suspend.what().code());
    callsOnHeap = false;
    String callee = naming.fresh("callee");
    lines.line("$T $L = $L;", AbiTypes.PROMISE, callee, created);
    spill(from);
    lines.line(
        "return $L.$L($L, $L);", naming.frame(), Abi.CALL, states.of(suspend.resume()), callee);
    lines.close("}");
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

  private void tail(Terminator.TailCall call, Block from, @Nullable Block next) {
    call(call.code(), call.result());
    lines.open("if ($L.$L()) {", naming.run, Abi.SUSPENDED);
    lines.line("return $L.$L($L);", naming.frame(), Abi.REPLACE, naming.run);
    lines.close("}");
    go(call.ready(), from, next);
  }

  private void spill(Block from) {
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

  // Exceptions.

  private void handlers() {
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
          lines.line("  $L = $L;", naming.state, stateOf(region.handler()));
          lines.line("  break;");
        });
    lines.line("default:");
    lines.line("  throw $L;", caught);
    lines.close("}");
    if (callsDirectly()) {
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
