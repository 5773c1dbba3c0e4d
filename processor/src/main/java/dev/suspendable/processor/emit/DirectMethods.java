package dev.suspendable.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The methods of a frame class that make up the direct form. */
final class DirectMethods {

  /** The method that creates a callee with its frame. */
  static final String CREATE = "create";

  static final String DIRECT = "direct";
  static final String CALL_METHOD = "callMethod";

  private final SuspendableMethod method;
  private final FrameLayout layout;
  private final Naming naming;
  private final FrameShape shape;
  private final DirectSignature signature;
  private final DeferMethods deferring;
  private final TypeMirror result;
  private final @Nullable String slot;
  private final boolean isCalled;

  /**
   * @param result the type that the direct form returns
   * @param slot the frame's field for a primitive result, null for any other result
   * @param isCalled whether other coroutines may call it
   */
  DirectMethods(
      FrameContext frame,
      FrameShape shape,
      TypeMirror result,
      @Nullable String slot,
      boolean isCalled) {
    this.method = frame.method();
    this.layout = frame.layout();
    this.naming = frame.naming();
    this.shape = shape;
    this.signature = new DirectSignature(frame, shape, result);
    this.deferring = new DeferMethods(frame, shape, signature, result, isCalled);
    this.result = result;
    this.slot = slot;
    this.isCalled = isCalled;
  }

  /**
   * Adds the methods.
   *
   * @param emitter writes the body; null if every call must be deferred
   */
  void addTo(TypeSpec.Builder type, @Nullable DirectEmitter emitter) {
    if (emitter == null) {
      type.addMethod(
          direct().addStatement("return defer($L)", signature.arguments(naming.run)).build());
      deferring.addTo(type);
      result(type);
      return;
    }
    CodeBlock body = emitter.emit();
    type.addMethod(start());
    boolean defers = !method.callees().isEmpty();
    MethodSpec.Builder direct = direct();
    if (isCalled && !defers) {
      direct
          .beginControlFlow("if ($T.$L($L))", AbiTypes.RUN, Abi.CALLS_METHODS, naming.depth)
          .addStatement("return $L($L)", CALL_METHOD, signature.arguments(naming.run))
          .endControlFlow();
    }
    type.addMethod(direct.addCode(body).build());
    for (DirectEmitter.Leave leave : emitter.leaves()) {
      type.addMethod(leave(leave));
    }
    if (defers) {
      deferring.addTo(type);
    } else if (isCalled) {
      type.addMethod(deferring.callMethod());
    }
    result(type);
  }

  private MethodSpec.Builder direct() {
    MethodSpec.Builder direct =
        signature
            .method(DIRECT)
            .addJavadoc(
                "The body on the Java stack, until it suspends; the frame is made then, if there is"
                    + " none.\n");
    signature.addSelf(direct);
    direct
        .addParameter(shape.type(), naming.frame())
        .addParameter(AbiTypes.RUN, naming.run)
        .addParameter(int.class, naming.depth)
        .addException(Throwable.class);
    for (Variable parameter : method.parameters()) {
      ParameterSpec.Builder spec =
          ParameterSpec.builder(naming.types.name(parameter.type()), naming.of(parameter));
      direct.addParameter(
          parameter.isFinal() ? spec.addModifiers(Modifier.FINAL).build() : spec.build());
    }
    return direct;
  }

  /** Starts a coroutine that has its frame from the outset. It also starts in the direct form. */
  private MethodSpec start() {
    String frame = naming.frame();
    List<String> arguments = new ArrayList<>();
    if (naming.hasSelf) {
      arguments.add(frame + "." + naming.self);
    }
    arguments.addAll(List.of(frame, naming.run, "0"));
    method.parameters().forEach(p -> arguments.add(frame + "." + naming.field(p)));
    String value = naming.fresh("value");
    return MethodSpec.methodBuilder("start")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addTypeVariables(shape.typeVariables())
        .returns(StepEmitter.ANY_AWAITER)
        .addParameter(shape.type(), frame)
        .addException(Throwable.class)
        .addStatement("$T $L = new $T()", AbiTypes.RUN, naming.run, AbiTypes.RUN)
        .addStatement(
            "$T $L = $L($L)",
            naming.types.name(result),
            value,
            DIRECT,
            String.join(", ", arguments))
        .beginControlFlow("if ($L.$L())", naming.run, Abi.SUSPENDED)
        .addStatement("return $L", naming.run)
        .endControlFlow()
        .addCode(completion(value))
        .build();
  }

  private CodeBlock completion(String value) {
    String frame = naming.frame();
    CodeBlock.Builder code = CodeBlock.builder();
    if (slot == null) {
      code.addStatement("$L.returnValue($L)", frame, value);
    } else {
      code.addStatement("$L.$L = $L", frame, slot, value)
          .addStatement("$L.$L()", frame, Abi.RETURN_UNBOXED);
    }
    return code.addStatement("return null").build();
  }

  /** Stores the live variables at a suspension. It is out of line because it rarely runs. */
  private MethodSpec leave(DirectEmitter.Leave leave) {
    FrameLayout.Effect suspension = layout.suspension(leave.block());
    Suspension suspend = leave.suspension();
    String given = naming.frame();
    MethodSpec.Builder builder =
        signature
            .method(leave.name())
            .addModifiers(Modifier.PRIVATE)
            .addJavadoc("Suspends at $L:$L.\n", method.origin().file(), suspend.line())
            .addParameter(shape.type(), given)
            .addParameter(AbiTypes.RUN, naming.run);
    signature.addSelf(builder);
    for (Variable variable : suspension.live()) {
      builder.addParameter(naming.types.name(variable.type()), naming.of(variable));
    }
    boolean awaits = !(suspend instanceof Suspension.Call);
    if (awaits) {
      builder.addParameter(StepEmitter.ANY_AWAITER, naming.of(Role.AWAITER));
    }
    builder.beginControlFlow("if ($L == null)", given);
    builder.addStatement("$L = new $T()", given, shape.type());
    builder.endControlFlow();
    signature.store(builder, given, suspension.live());
    for (Variable variable : suspension.stores().clear()) {
      builder.addStatement("$L.$L = null", given, naming.field(variable));
    }
    String waitingFor = awaits ? naming.of(Role.AWAITER) + ", " : "";
    return builder
        .addStatement("$L.$L($L, $L$L)", given, Abi.LEAVE, leave.state(), waitingFor, naming.run)
        .addStatement("return $L", naming.types.defaultValue(result))
        .build();
  }

  /**
   * Adds the methods for a primitive result. The result stays in the frame; it is boxed for callers
   * that treat the coroutine as any other task.
   */
  private void result(TypeSpec.Builder type) {
    if (slot == null) {
      return;
    }
    String awaiter = naming.of(Role.AWAITER);
    TypeName primitive = naming.types.name(result);
    type.addMethod(
        MethodSpec.methodBuilder("result")
            .addJavadoc("The result, for a caller that was suspended.\n")
            .addModifiers(Modifier.STATIC)
            .returns(primitive)
            .addParameter(StepEmitter.ANY_AWAITER, awaiter)
            .addException(Throwable.class)
            .beginControlFlow(
                "if ($L instanceof $T && (($T) $L).$L())",
                awaiter,
                shape.raw(),
                shape.raw(),
                awaiter,
                Abi.IS_UNBOXED)
            .addStatement("return (($T) $L).$L", shape.raw(), awaiter, slot)
            .endControlFlow()
            .addStatement("return ($T) $L.$L()", primitive.box(), awaiter, Abi.AWAIT_RESUME)
            .build());
    type.addMethod(
        MethodSpec.methodBuilder("boxed")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(primitive.box())
            .addStatement("return $L", slot)
            .build());
  }
}
