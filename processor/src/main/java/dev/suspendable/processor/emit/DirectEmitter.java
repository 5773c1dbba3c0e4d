package dev.suspendable.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.structure.Structurer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Writes the direct form: the body as an ordinary method, with a test after each call that may
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
final class DirectEmitter extends StructuredEmitter {
  private final TypeMirror result;
  private final List<Leave> leaves = new ArrayList<>();

  /** An exit of the direct form, at the end of the block. */
  record Leave(int state, Block block, Suspension suspension) {
    String name() {
      return "leave" + state;
    }
  }

  DirectEmitter(FrameContext frame, Structurer.Body body, TypeMirror result) {
    super(frame, body);
    this.result = result;
  }

  /** The exits that {@link #emit} has found, in order. */
  List<Leave> leaves() {
    return leaves;
  }

  /**
   * An estimate of the stack space of a call of this form, in bytes, whether interpreted or
   * compiled by C1, whose frames are the larger ones.
   */
  static int stackUse(SuspendableMethod method, FrameLayout layout) {
    return 160 + 16 * (method.parameters().size() + layout.hoisted().size());
  }

  // The form.

  @Override
  public Code complete(Code value) {
    return Code.of(
        "return ", value.isEmpty() ? naming.types.defaultValue(result).toString() : value, ";");
  }

  @Override
  public String callee() {
    return DirectMethods.DIRECT;
  }

  @Override
  public String callContext() {
    return onStack(this, naming);
  }

  /**
   * The additional arguments of a call of a coroutine's direct form, besides the user's arguments.
   */
  static String onStack(Form form, Naming naming) {
    return "null, " + naming.run + ", " + form.depth(0);
  }

  @Override
  public String depth(int between) {
    return naming.depth + " + " + (stackUse(method, layout) + between);
  }

  // The body.

  @Override
  CodeBlock emit() {
    if (!method.callees().isEmpty()) {
      lines.open("if ($L.$L($L)) {", naming.run, Abi.TOO_DEEP, naming.depth);
      lines.line("return $L$L);", naming.types.call("defer"), arguments());
      lines.close("}");
    }
    return super.emit();
  }

  @Override
  String caught(String exception) {
    return naming.run + "." + Abi.CAUGHT + "(" + exception + ")";
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

  // Suspensions.

  @Override
  void call(Suspension.Call call, Block block) {
    call(call.code(), call.result());
    lines.open("if ($L.$L()) {", naming.run, Abi.SUSPENDED);
    leave(call, block, "");
    lines.close("}");
  }

  @Override
  void await(Suspension.Await await, Block block) {
    String awaiter = awaiter(await.code());
    lines.open("if (!$L.$L()) {", awaiter, Abi.AWAIT_READY);
    leave(await, block, awaiter);
    lines.close("}");
  }

  @Override
  void yielding(Suspension.Yield yielding, Block block) {
    leave(yielding, block, awaiter(yielding.code()));
  }

  /** Writes the creation of an awaiter, and before it that of the frame, if the code names it. */
  private String awaiter(Code code) {
    if (code.pieces().stream()
        .anyMatch(p -> p instanceof Code.Generated g && g.role() == Role.FRAME)) {
      lines.open("if ($L == null) {", naming.frame());
      lines.line("$L = new $T();", naming.frame(), naming.types.frameType());
      lines.close("}");
    }
    String awaiter = naming.of(Role.AWAITER);
    Text written = statements.code(code);
    lines.line("$L = $L;", awaiter, written);
    return awaiter;
  }

  private void call(Code code, @Nullable Variable value) {
    Text written = statements.code(code);
    if (value == null) {
      lines.line("$L;", written);
    } else {
      lines.line("$L = $L;", naming.of(value), written);
    }
  }

  /**
   * Writes the exit.
   *
   * @param awaiter empty if the callee is awaited
   */
  private void leave(Suspension suspension, Block block, String awaiter) {
    Leave leave = new Leave(states.of(suspension.resume()), block, suspension);
    leaves.add(leave);
    List<String> arguments = new ArrayList<>(List.of(naming.frame(), naming.run));
    if (naming.hasSelf) {
      arguments.add(naming.self);
    }
    layout.suspension(block).live().forEach(v -> arguments.add(naming.of(v)));
    if (!awaiter.isEmpty()) {
      arguments.add(awaiter);
    }
    lines.line("return $L$L);", naming.types.call(leave.name()), String.join(", ", arguments));
  }

  @Override
  void tail(Terminator.TailCall call) {
    call(call.code(), call.result());
    lines.open("if ($L.$L()) {", naming.run, Abi.SUSPENDED);
    lines.open("if ($L != null) {", naming.frame());
    lines.line("$L.$L($L);", naming.frame(), Abi.REPLACE, naming.run);
    lines.close("}");
    lines.line("return $L;", naming.types.defaultValue(result));
    lines.close("}");
  }

  @Override
  void finish(Terminator.Finish finish) {
    if (finish.value() == null) {
      lines.line(
          "return $L$L;", writer.write(finish.line(), Map.of()), naming.types.defaultValue(result));
    } else {
      Text value = statements.code(Code.of(finish.line(), finish.value()));
      lines.line("return $L;", value);
    }
  }
}
