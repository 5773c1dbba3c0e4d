package dev.suspendable.processor.read;

import com.sun.source.tree.Tree;
import dev.suspendable.processor.diagnostic.Wording;
import dev.suspendable.processor.read.HookArgument.Form;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.types.FunctionalInterfaces;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The hooks of the coroutine's promise, found by name as in C++. javac decides which overload a
 * call refers to when it compiles the frame. This class applies the same rules (JLS 15.12.2), for
 * the information that generated code needs.
 */
final class PromiseHooks {
  private final MethodContext context;
  private final FunctionalInterfaces interfaces;

  PromiseHooks(MethodContext context) {
    this.context = context;
    this.interfaces = new FunctionalInterfaces(context.types, context.elements);
  }

  /**
   * The overloads that a call may refer to.
   *
   * @param applicable all overloads that accept the arguments in any phase
   * @param best the overload that javac chooses if the arguments have standalone types; null if
   *     none is better than all others
   */
  record Overloads(List<ExecutableElement> applicable, @Nullable ExecutableElement best) {
    boolean isEmpty() {
      return applicable.isEmpty();
    }
  }

  private List<ExecutableElement> named(String name) {
    List<ExecutableElement> result = new ArrayList<>();
    for (ExecutableElement method : context.coroutineType.promise().methods()) {
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

  boolean declaresSeveral(String name, int parameters) {
    return named(name).stream().filter(hook -> hook.getParameters().size() == parameters).count()
        > 1;
  }

  /** The parameters of the hooks with this name that have one. */
  Stream<? extends TypeMirror> parameters(String name) {
    return named(name).stream()
        .filter(hook -> hook.getParameters().size() == 1)
        .map(hook -> typeOf(hook).getParameterTypes().get(0));
  }

  /** Whether there is a hook of this name that accepts the arguments. */
  boolean accepts(String name, List<HookArgument> arguments) {
    return !overloads(name, arguments).isEmpty();
  }

  /** The hooks of this name that accept the arguments. */
  Overloads overloads(String name, List<HookArgument> arguments) {
    List<ExecutableElement> named = named(name);
    List<ExecutableElement> applicable = new ArrayList<>();
    ExecutableElement best = null;
    for (Phase phase : Phase.values()) {
      boolean isFirst = applicable.isEmpty();
      List<ExecutableElement> found =
          named.stream().filter(hook -> takes(hook, arguments, phase)).toList();
      if (isFirst) {
        best = mostSpecific(found);
      }
      found.stream().filter(hook -> !applicable.contains(hook)).forEach(applicable::add);
    }
    return new Overloads(List.copyOf(applicable), best);
  }

  /** The phases of JLS 15.12.2. */
  private enum Phase {
    STRICT,
    LOOSE,
    VARIABLE_ARITY
  }

  private boolean takes(ExecutableElement hook, List<HookArgument> arguments, Phase phase) {
    List<? extends TypeMirror> parameters = typeOf(hook).getParameterTypes();
    int last = parameters.size() - 1;
    if (phase == Phase.VARIABLE_ARITY
        ? !hook.isVarArgs() || arguments.size() < last
        : parameters.size() != arguments.size()) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      TypeMirror parameter =
          phase == Phase.VARIABLE_ARITY && i >= last
              ? ((ArrayType) parameters.get(last)).getComponentType()
              : parameters.get(i);
      if (!takes(parameter, arguments.get(i), hook, phase != Phase.STRICT)) {
        return false;
      }
    }
    return true;
  }

  private boolean takes(
      TypeMirror parameter, HookArgument argument, ExecutableElement hook, boolean isLoose) {
    TypeMirror type = argument.type();
    boolean isPrimitive = parameter.getKind().isPrimitive();
    if (argument.form() == Form.FUNCTION) {
      return parameter.getKind() == TypeKind.TYPEVAR || interfaces.of(parameter) != null;
    }
    if (type.getKind() == TypeKind.VOID) {
      return false;
    }
    if (type.getKind() == TypeKind.NULL) {
      return !isPrimitive;
    }
    if (type.getKind().isPrimitive() && isPrimitive) {
      return context.types.isSubtype(type, parameter);
    }
    if (type.getKind().isPrimitive() != isPrimitive) {
      return isLoose
          && context.types.isAssignable(
              context.types.erasure(type), context.types.erasure(parameter));
    }
    return (argument.form() == Form.STANDALONE && hook.getTypeParameters().isEmpty())
        ? context.types.isAssignable(type, parameter)
        : isAssignableErased(type, parameter);
  }

  private boolean isAssignableErased(TypeMirror type, TypeMirror parameter) {
    if (type instanceof IntersectionType intersection) {
      return intersection.getBounds().stream().anyMatch(b -> isAssignableErased(b, parameter));
    }
    return context.types.isAssignable(
        context.types.erasure(type), context.types.erasure(parameter));
  }

  private @Nullable ExecutableElement mostSpecific(List<ExecutableElement> hooks) {
    for (ExecutableElement hook : hooks) {
      if (hooks.stream().allMatch(other -> isMoreSpecific(hook, other))) {
        return hook;
      }
    }
    return null;
  }

  private boolean isMoreSpecific(ExecutableElement one, ExecutableElement other) {
    List<? extends TypeMirror> ones = typeOf(one).getParameterTypes();
    List<? extends TypeMirror> others = typeOf(other).getParameterTypes();
    for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
      TypeMirror type = context.types.erasure(ones.get(i));
      TypeMirror than = context.types.erasure(others.get(i));
      if (type.getKind().isPrimitive() != than.getKind().isPrimitive()
          || !context.types.isSubtype(type, than)) {
        return false;
      }
    }
    return ones.size() >= others.size();
  }

  /** A hook's type as a member of the coroutine's own promise type. */
  ExecutableType typeOf(ExecutableElement hook) {
    return (ExecutableType) context.types.asMemberOf(context.coroutineType.promise().type(), hook);
  }

  TypeMirror resultOf(ExecutableElement hook) {
    return typeOf(hook).getReturnType();
  }

  /**
   * The parameters of the hooks with this name and number of parameters, for messages; empty if
   * there is no such hook.
   */
  String expected(String name, int arguments) {
    return named(name).stream()
        .filter(hook -> hook.getParameters().size() == arguments)
        .map(
            hook ->
                typeOf(hook).getParameterTypes().stream()
                    .map(Wording::type)
                    .collect(Collectors.joining(", ")))
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  /** Records a call of a hook with one argument whose type javac infers. */
  void note(String hook, HookArgument argument, Tree call, Tree at) {
    if (argument.form() != Form.STANDALONE) {
      Source source = context.source;
      context.inferredCalls.add(
          new MethodContext.InferredCall(
              hook,
              source.line(call),
              source.line(source.end(call) - 1),
              source.path(at),
              expected(hook, 1),
              argument.type()));
    }
  }

  /** Whether the promise is part of the runtime: then its user does not know about hooks. */
  boolean areOfRuntime() {
    TypeElement promise = context.coroutineType.promise().element();
    return context
        .elements
        .getPackageOf(promise)
        .getQualifiedName()
        .contentEquals("dev.suspendable");
  }
}
