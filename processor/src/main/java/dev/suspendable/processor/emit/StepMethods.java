package dev.suspendable.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.SuspendableMethod;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The methods of a frame class that run the body from a state. */
final class StepMethods {
  /** The method that runs the parts of a long body. */
  private static final String PARTS = "parts";

  private final SuspendableMethod method;
  private final Naming naming;
  private final States states;
  private final Partition partition;
  private final FrameShape shape;
  private final boolean startsDirectly;

  /**
   * @param startsDirectly whether a frame starts in the direct form
   */
  StepMethods(FrameContext frame, FrameShape shape, boolean startsDirectly) {
    this.method = frame.method();
    this.naming = frame.naming();
    this.states = frame.states();
    this.partition = frame.layout().partition();
    this.shape = shape;
    this.startsDirectly = startsDirectly;
  }

  MethodSpec stepOverride() {
    return MethodSpec.methodBuilder(Abi.STEP)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(StepEmitter.ANY_AWAITER)
        .addException(Throwable.class)
        .addStatement(
            "$L",
            !startsDirectly
                ? "return " + step("this")
                : partition.parts().isEmpty()
                    ? "return start(this)"
                    : method.callees().areRecursive()
                        ? "return "
                            + Abi.RESUME_POINT
                            + "() == 0 && !"
                            + Abi.IS_DEEP
                            + "() ? start(this) : "
                            + step("this")
                        : "return " + Abi.RESUME_POINT + "() == 0 ? start(this) : " + step("this"))
        .build();
  }

  /** A call of the method that runs the body. */
  private String step(String frame) {
    return partition.isSplit() ? PARTS + "(" + frame + ")" : step("step", frame);
  }

  private String step(String name, String frame, String... more) {
    List<String> arguments = new ArrayList<>();
    if (naming.hasSelf) {
      arguments.add((frame.equals("this") ? "" : frame + ".") + naming.self);
    }
    arguments.add(frame);
    arguments.addAll(List.of(more));
    return name + "(" + String.join(", ", arguments) + ")";
  }

  private MethodSpec.Builder stepMethod(String name) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addTypeVariables(shape.typeVariables())
        .returns(StepEmitter.ANY_AWAITER)
        .addException(Throwable.class);
  }

  /**
   * The step method. It is static so that a name of the user's cannot mean a member of the promise.
   */
  MethodSpec step(int index, CodeBlock body) {
    MethodSpec.Builder builder = stepMethod(partition.isSplit() ? partName(index) : "step");
    if (naming.hasSelf) {
      builder.addParameter(naming.types.name(method.host().asType()), naming.self);
    }
    builder.addParameter(shape.type(), naming.frame());
    if (partition.isSplit()) {
      builder.addParameter(int.class, naming.state);
    }
    return builder.addCode(body).build();
  }

  private String partName(int index) {
    return "step" + (index + 1);
  }

  /**
   * Runs the parts:
   *
   * <pre>{@code
   * int state = frame.entry();
   * for (; ; ) {
   *   Awaiter<?> awaiter = switch ((state & 0x7fffffff) >>> 6) {
   *     case 0 -> step1(frame, state);
   *     …
   *   };
   *   if (awaiter != GO_ON) {
   *     return awaiter;
   *   }
   *   state = frame.next;
   * }
   * }</pre>
   */
  MethodSpec parts() {
    String frame = naming.frame();
    String awaiter = naming.of(Role.AWAITER);
    MethodSpec.Builder builder =
        stepMethod(PARTS)
            .addJavadoc("Runs the parts of the body.\n")
            .addParameter(shape.type(), frame)
            .addStatement("int $L = $L.$L()", naming.state, frame, Abi.ENTRY)
            .beginControlFlow("for (; ; )")
            .addCode(
                "$T $L = switch (($L & 0x7fffffff) >>> $L) {\n$>",
                StepEmitter.ANY_AWAITER,
                awaiter,
                naming.state,
                states.bits());
    for (int i = 0; i < partition.parts().size(); i++) {
      builder.addCode("case $L -> $L;\n", i, step(partName(i), frame, naming.state));
    }
    return builder
        .addCode(
            "default -> throw new $T($S + $L);\n$<};\n",
            IllegalStateException.class,
            "state ",
            naming.state)
        .beginControlFlow("if ($L != $L)", awaiter, naming.goOn)
        .addStatement("return $L", awaiter)
        .endControlFlow()
        .addStatement("$L = $L.$L", naming.state, frame, naming.next)
        .endControlFlow()
        .build();
  }
}
