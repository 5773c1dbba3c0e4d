package dev.suspendable.processor.read;

import dev.suspendable.processor.model.DenotableIntersection;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The hooks that the coroutine's promise has, found by name as C++ does. */
final class PromiseHooks {
  private final MethodContext context;

  PromiseHooks(MethodContext context) {
    this.context = context;
  }

  private List<ExecutableElement> named(String name) {
    List<ExecutableElement> result = new ArrayList<>();
    for (ExecutableElement method : context.coroutineType.promiseMethods()) {
      if (method.getSimpleName().contentEquals(name)
          && !method.getModifiers().contains(Modifier.PRIVATE)) {
        result.add(method);
      }
    }
    return result;
  }

  boolean declares(String name) {
    return !named(name).isEmpty();
  }

  /** The first hook of that name that takes arguments of these types, or null. */
  @Nullable ExecutableElement accepting(String name, List<TypeMirror> arguments) {
    for (ExecutableElement hook : named(name)) {
      if (accepts(hook, arguments)) {
        return hook;
      }
    }
    return null;
  }

  private boolean accepts(ExecutableElement hook, List<TypeMirror> arguments) {
    List<? extends TypeMirror> parameters = typeOf(hook).getParameterTypes();
    if (parameters.size() != arguments.size()) {
      return hook.isVarArgs();
    }
    for (int i = 0; i < arguments.size(); i++) {
      TypeMirror argument =
          arguments.get(i) instanceof DenotableIntersection intersection
              ? intersection.bounds().get(0)
              : arguments.get(i);
      TypeMirror parameter = context.types.erasure(parameters.get(i));
      if (argument.getKind() == TypeKind.VOID
          || !context.types.isAssignable(context.types.erasure(argument), parameter)) {
        return false;
      }
    }
    return true;
  }

  /** A hook's type as a member of the coroutine's own promise type. */
  ExecutableType typeOf(ExecutableElement hook) {
    return (ExecutableType) context.types.asMemberOf(context.coroutineType.promiseType(), hook);
  }

  TypeMirror resultOf(ExecutableElement hook) {
    return typeOf(hook).getReturnType();
  }
}
