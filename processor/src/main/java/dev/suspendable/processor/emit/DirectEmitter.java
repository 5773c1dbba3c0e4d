package dev.suspendable.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Part;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.structure.Nested;
import dev.suspendable.processor.structure.Structurer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Writes the direct form: the body as an ordinary method, with a test behind each call that may
 * suspend.
 *
 * <pre>{@code
 * loop:
 * for (; ; ) {
 *   if (!iterator.hasNext()) {
 *     break loop;
 *   }
 *   value = Quotes$$price$7d.direct(null, run, depth + 152, self, iterator.next());
 *   if (run.suspended()) {
 *     return leave1(frame, run, self, iterator, sum);
 *   }
 *   sum = sum + value;
 * }
 * return sum;
 * }</pre>
 */
final class DirectEmitter implements Form {
  static final ClassName RUN = ClassName.get("dev.suspendable.coroutine", "Run");

  private final SuspendableMethod method;
  private final Structurer.Body body;
  private final FrameLayout layout;
  private final Naming naming;
  private final States states;
  private final ClassName frameClass;
  private final TypeMirror result;
  private final CodeWriter writer;
  private final StatementWriter statements;
  private final Lines lines = new Lines();
  private final Map<Block, String> labels = new HashMap<>();
  private final Set<Block> open = new HashSet<>();
  private final List<Leave> leaves = new ArrayList<>();

  /** Where the direct form is left: at the end of that block. */
  record Leave(int state, Block block, Terminator.Suspend suspend) {
    String name() {
      return "leave" + state;
    }
  }

  DirectEmitter(
      SuspendableMethod method,
      Structurer.Body body,
      FrameLayout layout,
      Naming naming,
      Markers markers,
      States states,
      FrameNames frames,
      TypeMirror result) {
    this.method = method;
    this.body = body;
    this.layout = layout;
    this.naming = naming;
    this.states = states;
    this.frameClass = frames.of(method.element());
    this.result = result;
    this.writer = new CodeWriter(naming, layout, markers, frames, this);
    this.statements = new StatementWriter(layout, naming, writer, lines);
  }

  /** What {@link #emit} has found to be left from, in order. */
  List<Leave> leaves() {
    return leaves;
  }

  /** An estimate of what a call of this form takes on an interpreter's stack, in bytes. */
  static int stackUse(SuspendableMethod method, FrameLayout layout) {
    return 128 + 8 * (method.parameters().size() + layout.hoisted().size());
  }

  // The form.

  @Override
  public String goTo(Block block) {
    return (open.contains(block) ? "continue " : "break ") + labelOf(block) + ";";
  }

  @Override
  public String complete(Part part) {
    return switch (part) {
      case BEFORE_VALUE -> "return ";
      case AFTER_VALUE -> ";";
      case WITHOUT_VALUE -> "return " + FrameTypes.defaultValue(result) + ";";
    };
  }

  @Override
  public String depth() {
    return naming.depth + " + " + stackUse(method, layout);
  }

  private String labelOf(Block block) {
    return labels.computeIfAbsent(
        block, b -> naming.fresh(body.loops().contains(b) ? "loop" : "next"));
  }

  // The body.

  CodeBlock emit() {
    if (!method.directCallees().isEmpty()) {
      lines.open("if ($L.isDeep($L)) {", naming.run, naming.depth);
      lines.line("return defer($L);", arguments());
      lines.close("}");
    }
    new Locals(method, layout, naming, writer, lines)
        .write(body.blocks(), /* withParameters= */ false);
    write(body.statements());
    return lines.toCode();
  }

  private String arguments() {
    List<String> names = new ArrayList<>();
    names.add(naming.run);
    if (naming.hasSelf) {
      names.add(naming.self);
    }
    method.parameters().forEach(p -> names.add(naming.of(p)));
    return String.join(", ", names);
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
      lines.line("// $L", StatementWriter.comment(note));
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
    lines.line("$L = $L.caught($L);", naming.of(Role.THROWN), naming.run, caught);
    write(guarded.handler());
    lines.close("}");
  }

  private void choice(Nested.If choice) {
    CodeBlock condition = statements.code(choice.condition());
    if (leaves(choice.then())) {
      guard(CodeBlock.of("$L", condition), choice.then(), choice.otherwise());
    } else if (leaves(choice.otherwise()) || choice.then().isEmpty()) {
      guard(CodeBlock.of("!($L)", condition), choice.otherwise(), choice.then());
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

  /** {@code if (condition) guarded}, and then the rest without an {@code else}. */
  private void guard(CodeBlock condition, List<Nested> guarded, List<Nested> rest) {
    lines.open("if ($L) {", condition);
    write(guarded);
    lines.close("}");
    write(rest);
  }

  /** Whether control never gets to the end of the statements. */
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
        select.otherwise() != null
            || select.arms().stream().anyMatch(arm -> arm.choice().isDefault());
    if (!hasDefault) {
      exhaustive(nested);
      return;
    }
    CodeBlock selector = statements.code(select.selector());
    lines.open("switch ($L) {", selector);
    for (Nested.Arm arm : nested.arms()) {
      Map<Variable, String> bound = new LinkedHashMap<>();
      lines.open("$L -> {", statements.label(arm.arm(), bound));
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

  /** Only a switch expression may do without a default over any type. */
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

  // Suspensions.

  private void suspension(Nested.Wait wait) {
    Terminator.Suspend suspend = wait.suspend();
    Code code = suspend.what().code();
    if (suspend.what() instanceof Terminator.Calling calling) {
      call(code, calling.result());
      lines.open("if ($L.suspended()) {", naming.run);
      leave(wait);
      lines.close("}");
      return;
    }
    if (code.pieces().stream()
        .anyMatch(p -> p instanceof Code.Generated g && g.role() == Role.FRAME)) {
      lines.open("if ($L == null) {", naming.frame());
      lines.line("$L = new $T$L();", naming.frame(), frameClass, diamond());
      lines.close("}");
    }
    String awaiter = naming.of(Role.AWAITER);
    CodeBlock written = statements.code(code);
    lines.line("$L = $L;", awaiter, written);
    if (suspend.always()) {
      leave(wait);
    } else {
      lines.open("if (!$L.awaitReady()) {", awaiter);
      leave(wait);
      lines.close("}");
    }
  }

  private String diamond() {
    return method.typeParameters().isEmpty() ? "" : "<>";
  }

  private void call(Code code, @Nullable Variable value) {
    CodeBlock written = statements.code(code);
    if (value == null) {
      lines.line("$L;", written);
    } else {
      lines.line("$L = $L;", naming.of(value), written);
    }
  }

  private void leave(Nested.Wait wait) {
    Leave leave = new Leave(states.of(wait.suspend().resume()), wait.block(), wait.suspend());
    leaves.add(leave);
    List<String> arguments = new ArrayList<>(List.of(naming.frame(), naming.run));
    if (naming.hasSelf) {
      arguments.add(naming.self);
    }
    layout.suspension(wait.block()).live().forEach(v -> arguments.add(naming.of(v)));
    if (wait.suspend().what() instanceof Terminator.Awaiting) {
      arguments.add(naming.of(Role.AWAITER));
    }
    lines.line("return $L($L);", leave.name(), String.join(", ", arguments));
  }

  private void tail(Terminator.TailCall call) {
    call(call.code(), call.result());
    lines.open("if ($L.suspended()) {", naming.run);
    lines.open("if ($L != null) {", naming.frame());
    lines.line("$L.replace($L);", naming.frame(), naming.run);
    lines.close("}");
    lines.line("return $L;", FrameTypes.defaultValue(result));
    lines.close("}");
  }

  private void end(Terminator end) {
    if (end instanceof Terminator.Finish finish) {
      if (finish.value() == null) {
        lines.line(
            "return $L$L;", writer.write(finish.line(), Map.of()), FrameTypes.defaultValue(result));
      } else {
        CodeBlock value = statements.code(Code.of(finish.line(), finish.value()));
        lines.line("return $L;", value);
      }
    } else if (end instanceof Terminator.Throw thrown) {
      CodeBlock exception = statements.code(thrown.exception());
      lines.line("throw $L;", exception);
    } else if (end instanceof Terminator.Unreachable) {
      lines.line("throw new $T($S);", IllegalStateException.class, "unreachable");
    }
  }
}
