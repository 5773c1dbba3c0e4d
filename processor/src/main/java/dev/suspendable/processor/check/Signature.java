package dev.suspendable.processor.check;

import dev.suspendable.processor.model.Declarations;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a coroutine's declaration that the checks use.
 *
 * @param annotated the method with the annotation; for a lambda, the method of its interface
 * @param host the class whose code it is part of
 * @param result the declared type of its result
 * @param arguments types of its parameters
 * @param receiver type of the instance that a promise may request, or null
 */
public record Signature(
    ExecutableElement annotated,
    TypeElement host,
    TypeMirror result,
    List<TypeMirror> arguments,
    @Nullable TypeMirror receiver) {

  /** The signature of a method. */
  public static Signature of(ExecutableElement method) {
    TypeElement host = Declarations.classOf(method);
    List<TypeMirror> arguments = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      arguments.add(parameter.asType());
    }
    boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
    return new Signature(
        method, host, method.getReturnType(), arguments, isStatic ? null : host.asType());
  }
}
