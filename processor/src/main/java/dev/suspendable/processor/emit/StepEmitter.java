package dev.suspendable.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Choice;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the step method:
 *
 * <pre>{@code
 * int state = frame.resumePoint();
 * switch (state) { case 2: sum = frame.sum; break; }          // restore
 * if (frame.unwinding()) { … } else if (state != 0) { awaiter = frame.awaited(); }
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
 *     }
 *   } catch (Throwable t) { … find the handler for the state … }
 * }
 * }</pre>
 */
final class StepEmitter {
  static final ClassName AWAITER = ClassName.get("dev.suspendable.coroutine", "Awaiter");
  static final TypeName ANY_AWAITER =
      ParameterizedTypeName.get(AWAITER, WildcardTypeName.subtypeOf(Object.class));

  private final SuspendableMethod method;
  private final Graph graph;
  private final FrameLayout layout;
  private final Naming naming;
  private final CodeWriter writer;
  private final Map<Block, Integer> states = new LinkedHashMap<>();
  private final CodeBlock.Builder out = CodeBlock.builder();

  StepEmitter(
      SuspendableMethod method, Graph graph, FrameLayout layout, Naming naming, Markers markers) {
    this.method = method;
    this.graph = graph;
    this.layout = layout;
    this.naming = naming;
    this.writer = new CodeWriter(naming, layout, markers, this::goTo);
    numberStates();
  }

  /** The lines of the suspensions by the state that they resume in. */
  Map<Integer, Integer> linesByState() {
    Map<Integer, Integer> result = new TreeMap<>();
    for (Block block : graph.blocks()) {
      if (block.terminator() instanceof Terminator.Suspend suspend) {
        result.put(state(suspend.resume()), suspend.line());
      }
    }
    return result;
  }

  /**
   * Blocks that something jumps to get a state; those that are only fallen into do not need one.
   */
  private void numberStates() {
    Set<Block> targets = new HashSet<>();
    List<Block> blocks = graph.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      Block next = i + 1 < blocks.size() ? blocks.get(i + 1) : null;
      for (Block successor : Edges.targets(block.terminator())) {
        // The handler is found by the state, so that a new region needs a new one.
        if (successor != next || !fallsInto(block, next) || next.region() != block.region()) {
          targets.add(successor);
        }
      }
      targets.addAll(Edges.jumps(block));
      if (block.region() != null) {
        targets.add(block.region().handler());
      }
    }
    for (Block block : blocks) {
      if (block == graph.entry() || block.isResumePoint() || targets.contains(block)) {
        states.put(block, states.size());
      }
    }
  }

  /** Whether {@code block} is written so that its end runs into {@code next} without a jump. */
  private static boolean fallsInto(Block block, Block next) {
    Terminator end = block.terminator();
    if (end instanceof Terminator.Goto to) {
      return to.target() == next;
    }
    if (end instanceof Terminator.Branch branch) {
      return branch.ifTrue() == next || branch.ifFalse() == next;
    }
    return end instanceof Terminator.Suspend suspend && suspend.resume() == next;
  }

  private int state(Block block) {
    Integer state = states.get(block);
    if (state == null) {
      throw new IllegalStateException("a jump to a block without a state: " + block.note());
    }
    return state;
  }

  private String goTo(Block block) {
    return naming.state + " = " + state(block) + "; continue " + naming.dispatch + ";";
  }

  CodeBlock emit() {
    boolean suspends =
        graph.blocks().stream().anyMatch(b -> b.terminator() instanceof Terminator.Suspend);
    boolean catches = graph.blocks().stream().anyMatch(b -> b.region() != null);
    head(suspends, catches);
    line("$L:", naming.dispatch);
    open("for (; ; ) {");
    if (catches) {
      open("try {");
    }
    open("switch ($L) {", naming.state);
    blocks();
    line("default:");
    line("  throw new $T($S + $L);", IllegalStateException.class, "state ", naming.state);
    close("}");
    if (catches) {
      handlers();
    }
    close("}");
    return out.build();
  }

  // Lines.

  private void line(String format, Object... arguments) {
    out.add(format + "\n", arguments);
  }

  private void open(String format, Object... arguments) {
    out.add(format + "\n$>", arguments);
  }

  private void close(String format, Object... arguments) {
    out.add("$<" + format + "\n", arguments);
  }

  // The head: locals, restored.

  private void head(boolean suspends, boolean catches) {
    for (Variable parameter : method.parameters()) {
      if (parameter.kind() == Variable.Kind.FINAL_PARAMETER && isNamed(parameter)) {
        line(
            "final $T $L = $L.$L;",
            FrameTypes.name(parameter.type()),
            naming.of(parameter),
            naming.frame(),
            naming.of(parameter));
      }
    }
    method
        .constants()
        .forEach(
            (constant, value) ->
                line(
                    "final $T $L = $L;",
                    FrameTypes.name(constant.type()),
                    naming.of(constant),
                    value));
    for (Code localClass : method.localClasses()) {
      line("$L", writer.write(localClass, Map.of()));
    }
    for (Variable variable : layout.hoisted()) {
      line(
          "$L $L = $L;",
          FrameTypes.inDeclaration(variable.type()),
          naming.of(variable),
          FrameTypes.defaultValue(variable.type()));
    }
    if (suspends) {
      line("$T $L = null;", ANY_AWAITER, naming.of(Role.AWAITER));
    }
    if (catches) {
      line("$T $L = null;", Throwable.class, naming.of(Role.THROWN));
    }
    line("int $L = $L.resumePoint();", naming.state, naming.frame());
    restore();
    if (suspends) {
      unwind();
    }
  }

  private boolean isNamed(Variable variable) {
    boolean[] found = {false};
    method.localClasses().forEach(c -> Edges.forEachVariable(c, v -> found[0] |= v == variable));
    for (Block block : graph.blocks()) {
      Edges.forEachVariable(block, v -> found[0] |= v == variable);
    }
    return found[0];
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
          restores.put(state(suspend.resume()), restore);
        }
      }
    }
    if (restores.isEmpty()) {
      return;
    }
    open("switch ($L) {", naming.state);
    restores.forEach(
        (state, variables) -> {
          open("case $L:", state);
          for (Variable variable : variables) {
            restore(variable);
          }
          line("break;");
          out.add("$<");
        });
    line("default:");
    close("}");
  }

  private void restore(Variable variable) {
    String name = naming.of(variable);
    if (FrameTypes.isErasedInField(variable.type())) {
      line("$L = ($L) $L.$L;", name, FrameTypes.inCast(variable.type()), naming.frame(), name);
    } else {
      line("$L = $L.$L;", name, naming.frame(), name);
    }
  }

  private void unwind() {
    Map<Block, TreeMap<Integer, Integer>> byCleanup = new LinkedHashMap<>();
    for (Block block : graph.blocks()) {
      if (block.terminator() instanceof Terminator.Suspend suspend && suspend.cleanup() != null) {
        byCleanup
            .computeIfAbsent(suspend.cleanup(), b -> new TreeMap<>())
            .put(state(suspend.resume()), suspend.line());
      }
    }
    open("if ($L.unwinding()) {", naming.frame());
    if (byCleanup.isEmpty()) {
      line("return $L.unwound();", naming.frame());
    } else {
      open("switch ($L) {", naming.state);
      byCleanup.forEach(
          (cleanup, froms) -> {
            froms.keySet().forEach(from -> line("case $L:", from));
            line("  $L = $L;", naming.state, state(cleanup));
            line("  break;");
          });
      line("default:");
      line("  return $L.unwound();", naming.frame());
      close("}");
    }
    close("} else if ($L != 0) {", naming.state);
    out.add("$>");
    line("$L = $L.awaited();", naming.of(Role.AWAITER), naming.frame());
    close("}");
  }

  // The blocks.

  private void blocks() {
    List<Block> blocks = graph.blocks();
    boolean inCase = false;
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (states.containsKey(block)) {
        if (inCase) {
          close("}");
        }
        label(block);
        inCase = true;
      }
      for (Op op : block.ops()) {
        op(op);
      }
      end(block, i + 1 < blocks.size() ? blocks.get(i + 1) : null);
    }
    if (inCase) {
      close("}");
    }
  }

  private void label(Block block) {
    String note = block.note();
    if (block.isResumePoint()) {
      open("case $L: { // resumes here: $L, $L", state(block), where(block), comment(note));
    } else if (note.isEmpty()) {
      open("case $L: {", state(block));
    } else {
      open("case $L: { // $L", state(block), comment(note));
    }
  }

  /** User text in a comment: a unicode escape would be read there, and could end the line. */
  private static String comment(String text) {
    return text.replace("\\u", "\\\\u");
  }

  private String where(Block resume) {
    for (Block block : graph.blocks()) {
      if (block.terminator() instanceof Terminator.Suspend suspend && suspend.resume() == resume) {
        return method.sourceFile() + ":" + suspend.line();
      }
    }
    return method.sourceFile();
  }

  private void op(Op op) {
    if (op instanceof Op.Comment comment) {
      line("$L", writer.write(comment.text(), Map.of()));
    } else if (op instanceof Op.Run run) {
      line("$L", code(run.statement()));
    } else if (op instanceof Op.Assign assign) {
      CodeBlock value = code(assign.value());
      line("$L = $L;", naming.of(assign.variable()), value);
    } else if (op instanceof Op.Declare declare) {
      declare(declare);
    }
  }

  private void declare(Op.Declare declare) {
    Variable variable = declare.variable();
    Code verbatim = declare.verbatim();
    boolean inPlace = layout.isInPlace(variable);
    if (inPlace && verbatim != null && naming.isKept(variable)) {
      line("$L", code(verbatim));
      return;
    }
    Code value = declare.value();
    if (inPlace) {
      if (value == null) {
        line("$L $L;", FrameTypes.inDeclaration(variable.type()), naming.of(variable));
      } else {
        CodeBlock written = code(value);
        line(
            "$L $L = $L;", FrameTypes.inDeclaration(variable.type()), naming.of(variable), written);
      }
    } else if (value != null) {
      CodeBlock written = code(value);
      line("$L = $L;", naming.of(variable), written);
    }
  }

  /** Writes the copies that lambdas in the code see; returns the code. */
  private CodeBlock code(Code code) {
    Map<Variable, String> copies = new HashMap<>();
    for (Variable variable : writer.captured(code)) {
      String copy = naming.fresh(naming.of(variable) + "$");
      copies.put(variable, copy);
      line(
          "final $L $L = $L;",
          FrameTypes.inDeclaration(variable.type()),
          copy,
          naming.of(variable));
    }
    return writer.write(code, copies);
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
    } else if (end instanceof Terminator.Finish finish) {
      line("$L", code(finish.call()));
      line("return null;");
    } else if (end instanceof Terminator.Throw thrown) {
      line("throw $L;", code(thrown.exception()));
    } else if (end instanceof Terminator.Unwound) {
      line("return $L.unwound();", naming.frame());
    } else if (end instanceof Terminator.Unreachable) {
      line("throw new $T($S);", IllegalStateException.class, "unreachable");
    }
  }

  private void go(Block target, Block from, @Nullable Block next) {
    if (target != next) {
      line("$L", goTo(target));
    } else if (target.region() != from.region()) {
      // The handler is found by the state.
      line("$L = $L;", naming.state, state(target));
    }
  }

  private void branch(Terminator.Branch branch, Block from, @Nullable Block next) {
    CodeBlock condition = code(branch.condition());
    if (branch.ifTrue() == branch.ifFalse()) {
      line("if ($L) {}", condition);
      go(branch.ifTrue(), from, next);
    } else if (branch.ifTrue() == next) {
      open("if (!($L)) {", condition);
      line("$L", goTo(branch.ifFalse()));
      close("}");
      go(branch.ifTrue(), from, next);
    } else {
      open("if ($L) {", condition);
      line("$L", goTo(branch.ifTrue()));
      close("}");
      go(branch.ifFalse(), from, next);
    }
  }

  private void select(Terminator.Select select) {
    CodeBlock selector = code(select.selector());
    open("$L = switch ($L) {", naming.state, selector);
    for (Terminator.Arm arm : select.arms()) {
      arm(arm);
    }
    if (select.otherwise() != null) {
      line("default -> $L;", state(select.otherwise()));
    }
    close("};");
    line("continue $L;", naming.dispatch);
  }

  /** {@code case Circle c1 when c1.radius() > 0 -> { c = c1; yield 5; }}. */
  private void arm(Terminator.Arm arm) {
    Choice choice = arm.choice();
    if (choice.labels().isEmpty()) {
      line("default -> $L;", state(arm.target()));
      return;
    }
    Map<Variable, String> bound = new LinkedHashMap<>();
    for (Variable binding : choice.bindings()) {
      bound.put(binding, naming.fresh(binding.name()));
    }
    CodeBlock.Builder label = CodeBlock.builder();
    for (int i = 0; i < choice.labels().size(); i++) {
      label.add(i == 0 ? "$L" : ", $L", writer.writeBound(choice.labels().get(i), bound));
    }
    if (choice.isDefault()) {
      label.add(", default");
    }
    if (choice.guard() != null) {
      label.add(" when $L", writer.writeBound(choice.guard(), bound));
    }
    if (bound.isEmpty()) {
      line("case $L -> $L;", label.build(), state(arm.target()));
    } else {
      open("case $L -> {", label.build());
      bound.forEach((binding, name) -> line("$L = $L;", naming.of(binding), name));
      line("yield $L;", state(arm.target()));
      close("}");
    }
  }

  private void suspend(Terminator.Suspend suspend, Block from, @Nullable Block next) {
    CodeBlock awaiter = code(suspend.awaiter());
    String name = naming.of(Role.AWAITER);
    line("$L = $L;", name, awaiter);
    if (suspend.always()) {
      leave(suspend, from);
    } else {
      open("if (!$L.awaitReady()) {", name);
      leave(suspend, from);
      close("}");
      go(suspend.resume(), from, next);
    }
  }

  private void leave(Terminator.Suspend suspend, Block from) {
    FrameLayout.Suspension suspension = layout.suspension(from);
    for (Variable variable : suspension.spill()) {
      line("$L.$L = $L;", naming.frame(), naming.of(variable), naming.of(variable));
    }
    for (Variable variable : suspension.clear()) {
      line("$L.$L = null;", naming.frame(), naming.of(variable));
    }
    line(
        "return $L.suspend($L, $L);",
        naming.frame(),
        state(suspend.resume()),
        naming.of(Role.AWAITER));
  }

  // Exceptions.

  private void handlers() {
    Map<Region, TreeMap<Integer, Block>> regions = new LinkedHashMap<>();
    for (Map.Entry<Block, Integer> entry : states.entrySet()) {
      Region region = entry.getKey().region();
      if (region != null) {
        regions.computeIfAbsent(region, r -> new TreeMap<>()).put(entry.getValue(), entry.getKey());
      }
    }
    String caught = naming.fresh("caught");
    close("} catch ($T $L) {", Throwable.class, caught);
    out.add("$>");
    open("switch ($L) {", naming.state);
    regions.forEach(
        (region, blocks) -> {
          blocks.keySet().forEach(from -> line("case $L:", from));
          line("  $L = $L;", naming.state, state(region.handler()));
          line("  break;");
        });
    line("default:");
    line("  throw $L;", caught);
    close("}");
    line("$L = $L;", naming.of(Role.THROWN), caught);
    close("}");
  }
}
