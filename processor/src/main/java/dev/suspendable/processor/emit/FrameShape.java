package dev.suspendable.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * The frame class as its methods mention it.
 *
 * @param raw its name
 * @param type its type, with its own type variables
 * @param arguments the fields that the ramp sets: the receiver and the parameters
 */
record FrameShape(
    ClassName raw, TypeName type, List<TypeVariableName> typeVariables, List<Field> arguments) {

  record Field(TypeName type, String name) {}

  static FrameShape of(FrameContext frame) {
    SuspendableMethod method = frame.method();
    Naming naming = frame.naming();
    ClassName raw = frame.frames().of(method.declaration());
    List<TypeVariableName> typeVariables = new ArrayList<>();
    method.scope().typeParameters().forEach(p -> typeVariables.add(naming.types.parameter(p)));
    TypeName type =
        typeVariables.isEmpty()
            ? raw
            : ParameterizedTypeName.get(raw, typeVariables.toArray(new TypeName[0]));
    List<Field> arguments = new ArrayList<>();
    if (naming.hasSelf) {
      arguments.add(new Field(naming.types.name(method.host().asType()), naming.self));
    }
    for (Variable parameter : method.parameters()) {
      arguments.add(new Field(naming.types.name(parameter.type()), naming.of(parameter)));
    }
    return new FrameShape(raw, type, typeVariables, arguments);
  }
}
