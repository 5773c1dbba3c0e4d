package dev.suspendable.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.SuspendableMethod;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** The methods of a frame class for calls that do not run in the direct form. */
final class DeferMethods {
  private final SuspendableMethod method;
  private final Naming naming;
  private final FrameShape shape;
  private final DirectSignature signature;
  private final TypeMirror result;
  private final boolean isCalled;

  /**
   * @param isCalled whether other coroutines may call the direct form
   */
  DeferMethods(
      FrameContext frame,
      FrameShape shape,
      DirectSignature signature,
      TypeMirror result,
      boolean isCalled) {
    this.method = frame.method();
    this.naming = frame.naming();
    this.shape = shape;
    this.signature = signature;
    this.result = result;
    this.isCalled = isCalled;
  }

  /** Adds the methods. */
  void addTo(TypeSpec.Builder type) {
    type.addMethod(defer());
    if (isCalled) {
      type.addMethod(callMethod());
    }
    if (method.callees().areRecursive()) {
      type.addMethod(create());
    }
  }

  /** Creates the frame of a coroutine that is called when the stack is nearly used up. */
  private MethodSpec create() {
    String frame = naming.frame();
    String caller = naming.fresh("caller");
    MethodSpec.Builder create =
        MethodSpec.methodBuilder(DirectMethods.CREATE)
            .addJavadoc("The callee of a coroutine that must not run on the stack.\n")
            .addModifiers(Modifier.STATIC)
            .addTypeVariables(shape.typeVariables())
            .returns(shape.type());
    signature.addSelf(create);
    create.addParameter(AbiTypes.PROMISE, caller);
    signature.addParameters(create);
    create.addStatement("$T $L = new $T()", shape.type(), frame, shape.type());
    signature.store(create, frame, method.parameters());
    return create
        .addStatement("$L.$L($L)", frame, Abi.CALLED_DEEP, caller)
        .addStatement("return $L", frame)
        .build();
  }

  /** Passes a coroutine that must not run on the stack to the trampoline. */
  private MethodSpec defer() {
    MethodSpec.Builder defer =
        signature
            .method("defer")
            .addModifiers(Modifier.PRIVATE)
            .addParameter(AbiTypes.RUN, naming.run);
    signature.addSelf(defer);
    signature.addParameters(defer);
    if (isCalled) {
      defer
          .addException(Throwable.class)
          .beginControlFlow("if ($T.$L())", AbiTypes.RUN, Abi.CALLS_METHODS)
          .addStatement("return $L($L)", DirectMethods.CALL_METHOD, signature.arguments(naming.run))
          .endControlFlow();
    }
    String frame = naming.frame();
    defer.addStatement("$T $L = new $T()", shape.type(), frame, shape.type());
    signature.store(defer, frame, method.parameters());
    return defer
        .addStatement("$L.$L($L)", frame, Abi.POSTPONE, naming.run)
        .addStatement("return $L", naming.types.defaultValue(result))
        .build();
  }

  /**
   * Calls the coroutine through its own method, as any other caller does, because an agent may have
   * rewritten that method.
   */
  MethodSpec callMethod() {
    MethodSpec.Builder call =
        signature
            .method(DirectMethods.CALL_METHOD)
            .addModifiers(Modifier.PRIVATE)
            .addJavadoc("Calls the method, in the place of its direct form.\n")
            .addParameter(AbiTypes.RUN, naming.run)
            .addException(Throwable.class);
    signature.addSelf(call);
    signature.addParameters(call);
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
}
