package dev.suspendable.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Choice;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.structure.Nested;
import dev.suspendable.processor.structure.Structurer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a body as an ordinary method, with native control flow. Subclasses decide how suspensions
 * are written.
 */
abstract class StructuredEmitter implements Form {
  final SuspendableMethod method;
  final FrameLayout layout;
  final Naming naming;
  final States states;
  final CodeWriter writer;
  final StatementWriter statements;
  final Lines lines;
  private final FrameContext frame;
  private final Structurer.Body body;
  private final Map<Block, String> labels = new HashMap<>();
  private final Set<Block> open = new HashSet<>();

  StructuredEmitter(FrameContext frame, Structurer.Body body) {
    this.frame = frame;
    this.method = frame.method();
    this.body = body;
    this.layout = frame.layout();
    this.naming = frame.naming();
    this.states = frame.states();
    this.lines = new Lines(frame.markers());
    this.writer = new CodeWriter(frame, this);
    this.statements = new StatementWriter(frame, this, writer, lines);
  }

  /** Writes an await at the end of a block, except for the continuation when it is ready. */
  abstract void await(Suspension.Await await, Block block);

  /** Writes a suspension that always suspends. */
  abstract void yielding(Suspension.Yield yielding, Block block);

  /** Writes a call, except for the use of its result. */
  abstract void call(Suspension.Call call, Block block);

  /** Writes a tail call, except for the use of its result. */
  abstract void tail(Terminator.TailCall call);

  /** Writes the completion of the body. */
  abstract void finish(Terminator.Finish finish);

  /** The expression that a handler uses for the caught exception. */
  abstract String caught(String exception);

  @Override
  public String goTo(Block block) {
    return (open.contains(block) ? "continue " : "break ") + labelOf(block) + ";";
  }

  private String labelOf(Block block) {
    return labels.computeIfAbsent(
        block, b -> naming.fresh(body.loops().contains(b) ? "loop" : "next"));
  }

  /** Writes the method's body. */
  CodeBlock emit() {
    new Locals(frame, lines).write(body.blocks());
    write(body.statements());
    return lines.toCode();
  }

  private void write(List<Nested> all) {
    all.forEach(this::write);
  }

  private void write(Nested nested) {
    nested.accept(new Statements());
  }

  /** Writes the statements. */
  private final class Statements implements Nested.Visitor {
    @Override
    public void straight(Nested.Straight straight) {
      straight.block().ops().forEach(op -> op.accept(statements));
    }

    @Override
    public void labeled(Nested.Labeled labeled) {
      if (!body.labels().contains(labeled.follower())) {
        write(labeled.body());
        return;
      }
      if (labeled.body().size() == 1 && labeled.body().get(0) instanceof Nested.Loop loop) {
        labels.put(labeled.follower(), labelOf(loop.head()));
        writeLoop(loop, /* isLabeled= */ true);
        return;
      }
      lines.line("$L:", labelOf(labeled.follower()));
      lines.open("{");
      write(labeled.body());
      lines.close("}");
    }

    @Override
    public void loop(Nested.Loop loop) {
      writeLoop(loop, body.labels().contains(loop.head()));
    }

    @Override
    public void guarded(Nested.Try guarded) {
      lines.open("try {");
      write(guarded.body());
      String caught = naming.fresh("caught");
      lines.reopen("} catch ($T $L) {", Throwable.class, caught);
      lines.line("$L = $L;", naming.of(Role.THROWN), caught(caught));
      write(guarded.handler());
      lines.close("}");
    }

    @Override
    public void choice(Nested.If choice) {
      Text condition = statements.code(choice.condition());
      if (leaves(choice.then())) {
        guard(Text.of("$L", condition), choice.then(), choice.otherwise());
      } else if (leaves(choice.otherwise()) || choice.then().isEmpty()) {
        guard(Text.of("!($L)", condition), choice.otherwise(), choice.then());
      } else {
        lines.open("if ($L) {", condition);
        write(choice.then());
        if (!choice.otherwise().isEmpty()) {
          lines.reopen("} else {");
          write(choice.otherwise());
        }
        lines.close("}");
      }
    }

    @Override
    public void select(Nested.Select select) {
      writeSelect(select);
    }

    @Override
    public void jump(Nested.Jump jump) {
      lines.line("$L", goTo(jump.target()));
    }

    @Override
    public void waiting(Nested.Wait wait) {
      wait.block().terminator().accept(new StructuredEnds(StructuredEmitter.this, wait.block()));
    }

    @Override
    public void end(Nested.End end) {
      end.terminator().accept(new StructuredEnds(StructuredEmitter.this, null));
    }
  }

  private void writeLoop(Nested.Loop loop, boolean isLabeled) {
    String note = loop.head().note();
    if (!note.isEmpty()) {
      lines.line("// $L", note);
    }
    if (isLabeled) {
      lines.line("$L:", labelOf(loop.head()));
    }
    lines.open("for (; ; ) {");
    open.add(loop.head());
    write(loop.body());
    open.remove(loop.head());
    lines.close("}");
  }

  /** Writes {@code if (condition) guarded}, and then the rest without an {@code else}. */
  private void guard(Text condition, List<Nested> guarded, List<Nested> rest) {
    lines.open("if ($L) {", condition);
    write(guarded);
    lines.close("}");
    write(rest);
  }

  /** Whether control never reaches the end of the statements. */
  private static boolean leaves(List<Nested> statements) {
    return !statements.isEmpty() && statements.get(statements.size() - 1).leaves();
  }

  private void writeSelect(Nested.Select nested) {
    Terminator.Select select = nested.select();
    boolean hasDefault =
        select.otherwise() != null || select.arms().stream().anyMatch(arm -> isLast(arm.choice()));
    if (!hasDefault) {
      exhaustive(nested);
      return;
    }
    Map<Variable, String> copies = statements.copiesForGuards(select);
    Text selector = statements.code(select.selector());
    lines.open("switch ($L) {", selector);
    for (Nested.Arm arm : nested.arms()) {
      Map<Variable, String> bound = new LinkedHashMap<>();
      lines.open("$L -> {", statements.label(arm.arm(), bound, copies));
      statements.bind(bound);
      write(arm.body());
      lines.close("}");
    }
    if (select.otherwise() != null) {
      lines.open("default -> {");
      write(nested.otherwise());
      lines.close("}");
    }
    lines.close("}");
  }

  private static boolean isLast(Choice choice) {
    return choice.isDefault() || choice.isTotal();
  }

  /**
   * Writes an exhaustive switch. Over an arbitrary type, only a switch expression may omit the
   * default.
   */
  private void exhaustive(Nested.Select nested) {
    String arm = naming.fresh("arm");
    int[] numbers = new int[nested.select().arms().size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    statements.numbering(nested.select(), "int " + arm, numbers);
    lines.open("switch ($L) {", arm);
    for (int i = 0; i < numbers.length; i++) {
      if (i + 1 < numbers.length) {
        lines.open("case $L -> {", i);
      } else {
        lines.open("default -> {");
      }
      write(nested.arms().get(i).body());
      lines.close("}");
    }
    lines.close("}");
  }
}
