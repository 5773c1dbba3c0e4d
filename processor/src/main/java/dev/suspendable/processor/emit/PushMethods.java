package dev.suspendable.processor.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** The methods of a frame class that implement push mode. */
final class PushMethods {
  private static final String STEP_TO = "stepTo";

  private final SuspendableMethod method;
  private final Naming naming;
  private final FrameShape shape;
  private final TypeName sinkType;

  PushMethods(FrameContext frame, FrameShape shape, TypeMirror sink) {
    this.method = frame.method();
    this.naming = frame.naming();
    this.shape = shape;
    this.sinkType = naming.types.name(sink);
  }

  /** Adds the methods. */
  void addTo(TypeSpec.Builder type, PushEmitter emitter) {
    String sink = naming.of(Role.SINK);
    List<String> arguments = new ArrayList<>();
    MethodSpec.Builder body =
        MethodSpec.methodBuilder(STEP_TO)
            .addJavadoc("The body from its start, in push mode: values go to the consumer.\n")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addTypeVariables(shape.typeVariables())
            .returns(StepEmitter.ANY_AWAITER)
            .addException(Throwable.class);
    if (naming.hasSelf) {
      arguments.add(naming.self);
      body.addParameter(naming.types.name(method.host().asType()), naming.self);
    }
    arguments.addAll(List.of("this", sink));
    body.addParameter(shape.type(), naming.frame()).addParameter(sinkType, sink);
    for (Variable parameter : method.parameters()) {
      arguments.add(naming.of(parameter));
      ParameterSpec.Builder spec =
          ParameterSpec.builder(naming.types.name(parameter.type()), naming.of(parameter));
      body.addParameter(
          parameter.isFinal() ? spec.addModifiers(Modifier.FINAL).build() : spec.build());
    }
    type.addMethod(
        MethodSpec.methodBuilder(STEP_TO)
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(StepEmitter.ANY_AWAITER)
            .addParameter(sinkType, sink)
            .addException(Throwable.class)
            .addStatement("return $L($L)", STEP_TO, String.join(", ", arguments))
            .build());
    type.addMethod(body.addCode(emitter.emit()).build());
  }
}
