package dev.suspendable.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** The common part of the methods of a direct form: their result, and the user's arguments. */
final class DirectSignature {
  private final SuspendableMethod method;
  private final Naming naming;
  private final FrameShape shape;
  private final TypeMirror result;

  /**
   * @param result the type that the direct form returns
   */
  DirectSignature(FrameContext frame, FrameShape shape, TypeMirror result) {
    this.method = frame.method();
    this.naming = frame.naming();
    this.shape = shape;
    this.result = result;
  }

  MethodSpec.Builder method(String name) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.STATIC)
        .addTypeVariables(shape.typeVariables())
        .returns(naming.types.name(result));
  }

  void addSelf(MethodSpec.Builder to) {
    if (naming.hasSelf) {
      to.addParameter(naming.types.name(method.host().asType()), naming.self);
    }
  }

  void addParameters(MethodSpec.Builder to) {
    for (Variable parameter : method.parameters()) {
      to.addParameter(naming.types.name(parameter.type()), naming.of(parameter));
    }
  }

  String arguments(String... first) {
    List<String> names = new ArrayList<>(List.of(first));
    if (naming.hasSelf) {
      names.add(naming.self);
    }
    method.parameters().forEach(p -> names.add(naming.of(p)));
    return String.join(", ", names);
  }

  void store(MethodSpec.Builder to, String frame, List<Variable> variables) {
    if (naming.hasSelf) {
      to.addStatement("$L.$L = $L", frame, naming.self, naming.self);
    }
    for (Variable variable : variables) {
      to.addStatement("$L.$L = $L", frame, naming.field(variable), naming.of(variable));
    }
  }
}
