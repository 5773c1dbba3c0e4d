package dev.suspendable.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Block;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the step method:
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
  private final States states;
  private final Lines lines = new Lines();
  private final StepHead head;

  StepEmitter(
      SuspendableMethod method, Graph graph, FrameLayout layout, Naming naming, Markers markers) {
    this.method = method;
    this.graph = graph;
    this.layout = layout;
    this.naming = naming;
    this.writer = new CodeWriter(naming, layout, markers, this::goTo);
    this.states = new States(graph);
    this.head = new StepHead(method, graph, layout, naming, writer, states, lines);
  }

  private String goTo(Block block) {
    return naming.state + " = " + states.of(block) + "; continue " + naming.dispatch + ";";
  }

  /** The lines of the suspensions by the state that they resume in. */
  Map<Integer, Integer> linesByState() {
    return states.linesByState();
  }

  CodeBlock emit() {
    boolean catches = graph.blocks().stream().anyMatch(b -> b.region() != null);
    head.write(catches);
    lines.line("$L:", naming.dispatch);
    lines.open("for (; ; ) {");
    if (catches) {
      lines.open("try {");
    }
    lines.open("switch ($L) {", naming.state);
    blocks();
    lines.line("default:");
    lines.line("  throw new $T($S + $L);", IllegalStateException.class, "state ", naming.state);
    lines.close("}");
    if (catches) {
      handlers();
    }
    lines.close("}");
    return lines.toCode();
  }

  // The blocks.

  private void blocks() {
    List<Block> blocks = graph.blocks();
    boolean inCase = false;
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (states.has(block)) {
        if (inCase) {
          lines.close("}");
        }
        label(block);
        head.restoreAt(block);
        inCase = true;
      }
      for (Op op : block.ops()) {
        op(op);
      }
      end(block, i + 1 < blocks.size() ? blocks.get(i + 1) : null);
    }
    if (inCase) {
      lines.close("}");
    }
  }

  private void label(Block block) {
    String note = block.note();
    if (block.isResumePoint()) {
      lines.open(
          "case $L: { // resumes here: $L, $L", states.of(block), where(block), comment(note));
    } else if (note.isEmpty()) {
      lines.open("case $L: {", states.of(block));
    } else {
      lines.open("case $L: { // $L", states.of(block), comment(note));
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
      lines.line("$L", writer.write(comment.text(), Map.of()));
    } else if (op instanceof Op.Run run) {
      lines.line("$L", code(run.statement()));
    } else if (op instanceof Op.Assign assign) {
      CodeBlock value = code(assign.value());
      lines.line("$L = $L;", naming.of(assign.variable()), value);
    } else if (op instanceof Op.Declare declare) {
      declare(declare);
    }
  }

  private void declare(Op.Declare declare) {
    Variable variable = declare.variable();
    Code verbatim = declare.verbatim();
    boolean inPlace = layout.isInPlace(variable);
    if (inPlace && verbatim != null && naming.isKept(variable)) {
      lines.line("$L", code(verbatim));
      return;
    }
    Code value = declare.value();
    if (inPlace) {
      if (value == null) {
        lines.line("$L $L;", FrameTypes.inDeclaration(variable.type()), naming.of(variable));
      } else {
        CodeBlock written = code(value);
        lines.line(
            "$L $L = $L;", FrameTypes.inDeclaration(variable.type()), naming.of(variable), written);
      }
    } else if (value != null) {
      CodeBlock written = code(value);
      lines.line("$L = $L;", naming.of(variable), written);
    }
  }

  /** Writes the copies that lambdas in the code see; returns the code. */
  private CodeBlock code(Code code) {
    Map<Variable, String> copies = new HashMap<>();
    for (Variable variable : writer.captured(code)) {
      String copy = naming.fresh(naming.of(variable) + "$");
      copies.put(variable, copy);
      lines.line(
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
      lines.line("$L", code(finish.call()));
      lines.line("return null;");
    } else if (end instanceof Terminator.Throw thrown) {
      lines.line("throw $L;", code(thrown.exception()));
    } else if (end instanceof Terminator.Unwound) {
      lines.line("return $L.unwound();", naming.frame());
    } else if (end instanceof Terminator.Unreachable) {
      lines.line("throw new $T($S);", IllegalStateException.class, "unreachable");
    }
  }

  private void go(Block target, Block from, @Nullable Block next) {
    if (target != next) {
      lines.line("$L", goTo(target));
    } else if (target.region() != from.region()) {
      // The handler is found by the state.
      lines.line("$L = $L;", naming.state, states.of(target));
    }
  }

  private void branch(Terminator.Branch branch, Block from, @Nullable Block next) {
    CodeBlock condition = code(branch.condition());
    if (branch.ifTrue() == branch.ifFalse()) {
      lines.line("if ($L) {}", condition);
      go(branch.ifTrue(), from, next);
    } else if (branch.ifTrue() == next) {
      lines.open("if (!($L)) {", condition);
      lines.line("$L", goTo(branch.ifFalse()));
      lines.close("}");
      go(branch.ifTrue(), from, next);
    } else {
      lines.open("if ($L) {", condition);
      lines.line("$L", goTo(branch.ifTrue()));
      lines.close("}");
      go(branch.ifFalse(), from, next);
    }
  }

  private void select(Terminator.Select select) {
    CodeBlock selector = code(select.selector());
    lines.open("$L = switch ($L) {", naming.state, selector);
    for (Terminator.Arm arm : select.arms()) {
      arm(arm);
    }
    if (select.otherwise() != null) {
      lines.line("default -> $L;", states.of(select.otherwise()));
    }
    lines.close("};");
    lines.line("continue $L;", naming.dispatch);
  }

  /** {@code case Circle c1 when c1.radius() > 0 -> { c = c1; yield 5; }}. */
  private void arm(Terminator.Arm arm) {
    Choice choice = arm.choice();
    if (choice.labels().isEmpty()) {
      lines.line("default -> $L;", states.of(arm.target()));
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
      lines.line("case $L -> $L;", label.build(), states.of(arm.target()));
    } else {
      lines.open("case $L -> {", label.build());
      bound.forEach((binding, name) -> lines.line("$L = $L;", naming.of(binding), name));
      lines.line("yield $L;", states.of(arm.target()));
      lines.close("}");
    }
  }

  private void suspend(Terminator.Suspend suspend, Block from, @Nullable Block next) {
    CodeBlock awaiter = code(suspend.awaiter());
    if (suspend.always()) {
      lines.line("$L;", awaiter);
      spill(from);
      lines.line("return $L.suspend($L);", naming.frame(), states.of(suspend.resume()));
      return;
    }
    String name = naming.of(Role.AWAITER);
    lines.line("$L = $L;", name, awaiter);
    lines.open("if (!$L.awaitReady()) {", name);
    spill(from);
    lines.line("return $L.suspend($L, $L);", naming.frame(), states.of(suspend.resume()), name);
    lines.close("}");
    go(suspend.resume(), from, next);
  }

  private void spill(Block from) {
    FrameLayout.Suspension suspension = layout.suspension(from);
    for (Variable variable : suspension.spill()) {
      lines.line("$L.$L = $L;", naming.frame(), naming.of(variable), naming.of(variable));
    }
    for (Variable variable : suspension.clear()) {
      lines.line("$L.$L = null;", naming.frame(), naming.of(variable));
    }
  }

  // Exceptions.

  private void handlers() {
    Map<Region, TreeMap<Integer, Block>> regions = new LinkedHashMap<>();
    for (Map.Entry<Block, Integer> entry : states.all().entrySet()) {
      Region region = entry.getKey().region();
      if (region != null) {
        regions.computeIfAbsent(region, r -> new TreeMap<>()).put(entry.getValue(), entry.getKey());
      }
    }
    String caught = naming.fresh("caught");
    lines.reopen("} catch ($T $L) {", Throwable.class, caught);
    lines.open("switch ($L) {", naming.state);
    regions.forEach(
        (region, blocks) -> {
          blocks.keySet().forEach(from -> lines.line("case $L:", from));
          lines.line("  $L = $L;", naming.state, states.of(region.handler()));
          lines.line("  break;");
        });
    lines.line("default:");
    lines.line("  throw $L;", caught);
    lines.close("}");
    lines.line("$L = $L;", naming.of(Role.THROWN), caught);
    lines.close("}");
  }
}
