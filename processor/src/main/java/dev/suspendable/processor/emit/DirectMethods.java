package dev.suspendable.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Terminator;
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
  private static final String CALL_METHOD = "callMethod";

  private final SuspendableMethod method;
  private final FrameLayout layout;
  private final Naming naming;
  private final List<TypeVariableName> typeVariables;
  private final ClassName rawFrame;
  private final TypeName frameType;
  private final TypeMirror result;
  private final @Nullable String slot;
  private final boolean isCalled;

  /**
   * @param result the type that the direct form returns
   * @param slot the frame's field for a primitive result, null for any other result
   * @param isCalled whether other coroutines may call it
   */
  DirectMethods(
      SuspendableMethod method,
      FrameLayout layout,
      Naming naming,
      List<TypeVariableName> typeVariables,
      ClassName rawFrame,
      TypeName frameType,
      TypeMirror result,
      @Nullable String slot,
      boolean isCalled) {
    this.method = method;
    this.layout = layout;
    this.naming = naming;
    this.typeVariables = typeVariables;
    this.rawFrame = rawFrame;
    this.frameType = frameType;
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
      type.addMethod(direct().addStatement("return defer($L)", arguments(naming.run)).build());
      deferring(type);
      result(type);
      return;
    }
    CodeBlock body = emitter.emit();
    type.addMethod(start());
    boolean defers = !method.directCallees().isEmpty();
    MethodSpec.Builder direct = direct();
    if (isCalled && !defers) {
      direct
          .beginControlFlow("if ($T.$L($L))", AbiTypes.RUN, Abi.CALLS_METHODS, naming.depth)
          .addStatement("return $L($L)", CALL_METHOD, arguments(naming.run))
          .endControlFlow();
    }
    type.addMethod(direct.addCode(body).build());
    for (DirectEmitter.Leave leave : emitter.leaves()) {
      type.addMethod(leave(leave));
    }
    if (defers) {
      deferring(type);
    } else if (isCalled) {
      type.addMethod(callMethod());
    }
    result(type);
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
                rawFrame,
                rawFrame,
                awaiter,
                Abi.IS_UNBOXED)
            .addStatement("return (($T) $L).$L", rawFrame, awaiter, slot)
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

  private MethodSpec.Builder method(String name) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.STATIC)
        .addTypeVariables(typeVariables)
        .returns(naming.types.name(result));
  }

  private MethodSpec.Builder direct() {
    MethodSpec.Builder direct =
        method(DIRECT)
            .addJavadoc(
                "The body on the Java stack, until it suspends; the frame is made then, if there is"
                    + " none.\n");
    addSelf(direct);
    direct
        .addParameter(frameType, naming.frame())
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

  private void addSelf(MethodSpec.Builder to) {
    if (naming.hasSelf) {
      to.addParameter(naming.types.name(method.host().asType()), naming.self);
    }
  }

  private void addParameters(MethodSpec.Builder to) {
    for (Variable parameter : method.parameters()) {
      to.addParameter(naming.types.name(parameter.type()), naming.of(parameter));
    }
  }

  private String arguments(String... first) {
    List<String> names = new ArrayList<>(List.of(first));
    if (naming.hasSelf) {
      names.add(naming.self);
    }
    method.parameters().forEach(p -> names.add(naming.of(p)));
    return String.join(", ", names);
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
        .addTypeVariables(typeVariables)
        .returns(StepEmitter.ANY_AWAITER)
        .addParameter(frameType, frame)
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

  private void deferring(TypeSpec.Builder type) {
    type.addMethod(defer());
    if (isCalled) {
      type.addMethod(callMethod());
    }
    if (method.isRecursive()) {
      type.addMethod(create());
    }
  }

  /** Creates the frame of a coroutine that is called when the stack is nearly used up. */
  private MethodSpec create() {
    String frame = naming.frame();
    String caller = naming.fresh("caller");
    MethodSpec.Builder create =
        MethodSpec.methodBuilder(CREATE)
            .addJavadoc("The callee of a coroutine that must not run on the stack.\n")
            .addModifiers(Modifier.STATIC)
            .addTypeVariables(typeVariables)
            .returns(frameType);
    addSelf(create);
    create.addParameter(AbiTypes.PROMISE, caller);
    addParameters(create);
    create.addStatement("$T $L = new $T()", frameType, frame, frameType);
    store(create, frame, method.parameters());
    return create
        .addStatement("$L.$L($L)", frame, Abi.CALLED_DEEP, caller)
        .addStatement("return $L", frame)
        .build();
  }

  /** Passes a coroutine that must not run on the stack to the trampoline. */
  private MethodSpec defer() {
    MethodSpec.Builder defer =
        method("defer").addModifiers(Modifier.PRIVATE).addParameter(AbiTypes.RUN, naming.run);
    addSelf(defer);
    addParameters(defer);
    if (isCalled) {
      defer
          .addException(Throwable.class)
          .beginControlFlow("if ($T.$L())", AbiTypes.RUN, Abi.CALLS_METHODS)
          .addStatement("return $L($L)", CALL_METHOD, arguments(naming.run))
          .endControlFlow();
    }
    String frame = naming.frame();
    defer.addStatement("$T $L = new $T()", frameType, frame, frameType);
    store(defer, frame, method.parameters());
    return defer
        .addStatement("$L.$L($L)", frame, Abi.POSTPONE, naming.run)
        .addStatement("return $L", naming.types.defaultValue(result))
        .build();
  }

  /**
   * Calls the coroutine through its own method, as any other caller does, because an agent may have
   * rewritten that method.
   */
  private MethodSpec callMethod() {
    MethodSpec.Builder call =
        method(CALL_METHOD)
            .addModifiers(Modifier.PRIVATE)
            .addJavadoc("Calls the method, in the place of its direct form.\n")
            .addParameter(AbiTypes.RUN, naming.run)
            .addException(Throwable.class);
    addSelf(call);
    addParameters(call);
    List<String> arguments = new ArrayList<>();
    method.parameters().forEach(p -> arguments.add(naming.of(p)));
    Object receiver = naming.hasSelf ? naming.self : naming.types.name(method.host());
    return call.addStatement(
            "$T.await($L, $L.$L($L))",
            AbiTypes.DIRECT_LINK,
            naming.run,
            CodeBlock.of(naming.hasSelf ? "$L" : "$T", receiver),
            method.declaration().name(),
            String.join(", ", arguments))
        .addStatement("return $L", naming.types.defaultValue(result))
        .build();
  }

  private void store(MethodSpec.Builder to, String frame, List<Variable> variables) {
    if (naming.hasSelf) {
      to.addStatement("$L.$L = $L", frame, naming.self, naming.self);
    }
    for (Variable variable : variables) {
      to.addStatement("$L.$L = $L", frame, naming.field(variable), naming.of(variable));
    }
  }

  /** Stores the live variables at a suspension. It is out of line because it rarely runs. */
  private MethodSpec leave(DirectEmitter.Leave leave) {
    FrameLayout.Suspension suspension = layout.suspension(leave.block());
    Terminator.Suspension suspend = leave.suspension();
    String given = naming.frame();
    MethodSpec.Builder builder =
        method(leave.name())
            .addModifiers(Modifier.PRIVATE)
            .addJavadoc("Suspends at $L:$L.\n", method.sourceFile(), suspend.line())
            .addParameter(frameType, given)
            .addParameter(AbiTypes.RUN, naming.run);
    addSelf(builder);
    for (Variable variable : suspension.live()) {
      builder.addParameter(naming.types.name(variable.type()), naming.of(variable));
    }
    boolean awaits = !(suspend instanceof Terminator.Call);
    if (awaits) {
      builder.addParameter(StepEmitter.ANY_AWAITER, naming.of(Role.AWAITER));
    }
    builder.beginControlFlow("if ($L == null)", given);
    builder.addStatement("$L = new $T()", given, frameType);
    builder.endControlFlow();
    store(builder, given, suspension.live());
    for (Variable variable : suspension.stores().clear()) {
      builder.addStatement("$L.$L = null", given, naming.field(variable));
    }
    String waitingFor = awaits ? naming.of(Role.AWAITER) + ", " : "";
    return builder
        .addStatement("$L.$L($L, $L$L)", given, Abi.LEAVE, leave.state(), waitingFor, naming.run)
        .addStatement("return $L", naming.types.defaultValue(result))
        .build();
  }
}
