package dev.suspendable.processor.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.suspendable.processor.analyze.CodeSize;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.structure.Structurer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** The methods of a frame class that make up push mode. */
final class PushMethods {
  private static final String STEP_TO = "stepTo";

  /** Above this many bytes, as estimated, there is no push mode: HotSpot would not compile it. */
  private static final int LARGEST_BODY = 5_000;

  private final SuspendableMethod method;
  private final Naming naming;
  private final List<TypeVariableName> typeVariables;
  private final TypeName frameType;
  private final TypeName sinkType;

  PushMethods(
      SuspendableMethod method,
      Naming naming,
      List<TypeVariableName> typeVariables,
      TypeName frameType,
      TypeMirror sink) {
    this.method = method;
    this.naming = naming;
    this.typeVariables = typeVariables;
    this.frameType = frameType;
    this.sinkType = naming.types.name(sink);
  }

  /**
   * The body in push mode. There is none for one that gives nothing to the consumer, for a large
   * one, and for one whose parameters a method cannot declare.
   */
  static Optional<Structurer.Body> body(SuspendableMethod method, Graph graph, FrameLayout layout) {
    if (method.coroutineType().sink() == null
        || method.hasUndeclarableParameter()
        || graph.blocks().stream().noneMatch(PushMethods::isPushed)
        || graph.blocks().stream().anyMatch(PushMethods::callsDirectly)
        || JvmTypes.slots(method.parameters().stream().map(Variable::type))
            > JvmTypes.MOST_ARGUMENTS
        || CodeSize.of(graph.blocks(), layout, CodeSize.STORE) > LARGEST_BODY) {
      return Optional.empty();
    }
    return Structurer.structure(graph, PushEmitter::isNeverReady);
  }

  private static boolean isPushed(Block block) {
    return block.terminator() instanceof Terminator.Suspend suspend
        && PushEmitter.isPushed(suspend);
  }

  private static boolean callsDirectly(Block block) {
    return block.terminator() instanceof Terminator.TailCall
        || (block.terminator() instanceof Terminator.Suspend suspend
            && suspend.what() instanceof Terminator.Calling);
  }

  /** Adds the methods. */
  void addTo(TypeSpec.Builder type, PushEmitter emitter) {
    String sink = naming.of(Role.SINK);
    List<String> arguments = new ArrayList<>();
    MethodSpec.Builder body =
        MethodSpec.methodBuilder(STEP_TO)
            .addJavadoc("The body from its start, in push mode: values go to the consumer.\n")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addTypeVariables(typeVariables)
            .returns(StepEmitter.ANY_AWAITER)
            .addException(Throwable.class);
    if (naming.hasSelf) {
      arguments.add(naming.self);
      body.addParameter(naming.types.name(method.host().asType()), naming.self);
    }
    arguments.addAll(List.of("this", sink));
    body.addParameter(frameType, naming.frame()).addParameter(sinkType, sink);
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
