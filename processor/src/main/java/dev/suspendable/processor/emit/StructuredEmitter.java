package dev.suspendable.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Block;
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
  final CodeWriter writer;
  final StatementWriter statements;
  final Lines lines;
  private final Structurer.Body body;
  private final Map<Block, String> labels = new HashMap<>();
  private final Set<Block> open = new HashSet<>();

  StructuredEmitter(
      SuspendableMethod method,
      Structurer.Body body,
      FrameLayout layout,
      Naming naming,
      Markers markers,
      FrameNames frames) {
    this.method = method;
    this.body = body;
    this.layout = layout;
    this.naming = naming;
    this.lines = new Lines(markers);
    this.writer = new CodeWriter(naming, layout, markers, frames, this);
    this.statements = new StatementWriter(layout, naming, writer, lines);
  }

  /** Writes a suspension point, except for the continuation when it is ready. */
  abstract void suspension(Nested.Wait wait);

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
    new Locals(method, layout, naming, lines).write(body.blocks());
    write(body.statements());
    return lines.toCode();
  }

  private void write(List<Nested> all) {
    all.forEach(this::write);
  }

  private void write(Nested nested) {
    if (nested instanceof Nested.Straight straight) {
      straight.block().ops().forEach(statements::op);
    } else if (nested instanceof Nested.Labeled labeled) {
      labeled(labeled);
    } else if (nested instanceof Nested.Loop loop) {
      loop(loop, body.labels().contains(loop.head()));
    } else if (nested instanceof Nested.Try guarded) {
      guarded(guarded);
    } else if (nested instanceof Nested.If choice) {
      choice(choice);
    } else if (nested instanceof Nested.Select select) {
      select(select);
    } else if (nested instanceof Nested.Jump jump) {
      lines.line("$L", goTo(jump.target()));
    } else if (nested instanceof Nested.Wait wait) {
      suspension(wait);
    } else if (nested instanceof Nested.Tail tail) {
      tail(tail.call());
    } else if (nested instanceof Nested.End end) {
      end(end.terminator());
    }
  }

  private void labeled(Nested.Labeled labeled) {
    if (!body.labels().contains(labeled.follower())) {
      write(labeled.body());
      return;
    }
    if (labeled.body().size() == 1 && labeled.body().get(0) instanceof Nested.Loop loop) {
      labels.put(labeled.follower(), labelOf(loop.head()));
      loop(loop, /* isLabeled= */ true);
      return;
    }
    lines.line("$L:", labelOf(labeled.follower()));
    lines.open("{");
    write(labeled.body());
    lines.close("}");
  }

  private void loop(Nested.Loop loop, boolean isLabeled) {
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

  private void guarded(Nested.Try guarded) {
    lines.open("try {");
    write(guarded.body());
    String caught = naming.fresh("caught");
    lines.reopen("} catch ($T $L) {", Throwable.class, caught);
    lines.line("$L = $L;", naming.of(Role.THROWN), caught(caught));
    write(guarded.handler());
    lines.close("}");
  }

  private void choice(Nested.If choice) {
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

  /** Writes {@code if (condition) guarded}, and then the rest without an {@code else}. */
  private void guard(Text condition, List<Nested> guarded, List<Nested> rest) {
    lines.open("if ($L) {", condition);
    write(guarded);
    lines.close("}");
    write(rest);
  }

  /** Whether control never reaches the end of the statements. */
  private static boolean leaves(List<Nested> statements) {
    if (statements.isEmpty()) {
      return false;
    }
    Nested last = statements.get(statements.size() - 1);
    return last instanceof Nested.Jump || last instanceof Nested.End;
  }

  private void select(Nested.Select nested) {
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

  private void end(Terminator end) {
    if (end instanceof Terminator.Finish finish) {
      finish(finish);
    } else if (end instanceof Terminator.Throw thrown) {
      Text exception = statements.code(thrown.exception());
      lines.line("throw $L;", exception);
    } else if (end instanceof Terminator.Unreachable) {
      lines.line("throw new $T($S);", IllegalStateException.class, "unreachable");
    }
  }
}
