package dev.suspendable.processor.check;

import dev.suspendable.processor.check.PromiseBindings.Binding;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.Promise.Constructor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a frame can extend the promise. It covers every error that javac would otherwise
 * report in the frame class, where the user could not see the reason.
 */
final class PromiseCheck {
  private static final String PROMISE = "dev.suspendable.coroutine.Promise";
  private static final String IMMEDIATE_PROMISE = "dev.suspendable.coroutine.ImmediatePromise";
  private static final String FRAME = "dev.suspendable.coroutine.Frame";

  /** Abstract methods of {@code Frame} that the generated code implements. */
  private static final Set<String> GENERATED = Set.of(Abi.STEP, Abi.LOCATION);

  private final Types types;
  private final Elements elements;
  private final PromiseMethods methods;
  private final Set<TypeElement> complete = new HashSet<>();

  PromiseCheck(Types types, Elements elements, PromiseMethods methods) {
    this.types = types;
    this.elements = elements;
    this.methods = methods;
  }

  /** Checks the promise, and determines the type that the frame extends. */
  DeclaredType check(Binding binding, TypeElement host, DeclaredType type) throws Problem {
    TypeElement promise = binding.promise();
    TypeElement base = elements.getTypeElement(PROMISE);
    if (base == null
        || !types.isSubtype(types.erasure(promise.asType()), types.erasure(base.asType()))) {
      throw binding.problem(Diagnostic.PROMISE_NOT_A_PROMISE, promise);
    }
    checkExtensible(binding, host);
    DeclaredType promiseType = promiseType(binding, type);
    checkReturnObject(binding, host, promiseType, type);
    checkComplete(binding);
    return promiseType;
  }

  private void checkExtensible(Binding binding, TypeElement host) throws Problem {
    TypeElement promise = binding.promise();
    String obstacle = null;
    if (promise.getModifiers().contains(Modifier.FINAL)) {
      obstacle = "final";
    } else if (promise.getEnclosingElement() instanceof TypeElement
        && !promise.getModifiers().contains(Modifier.STATIC)) {
      obstacle = "an inner class";
    }
    for (Element e = promise; e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (!isVisible(e, host)) {
        obstacle = "not visible";
      }
    }
    if (obstacle != null) {
      throw binding.problem(Diagnostic.PROMISE_NOT_EXTENSIBLE, promise, obstacle);
    }
  }

  /** Whether the frame, which belongs to the nest of the coroutine's class, can name a member. */
  private boolean isVisible(Element member, TypeElement host) {
    Set<Modifier> modifiers = member.getModifiers();
    if (modifiers.contains(Modifier.PRIVATE)) {
      return outermost(member).equals(outermost(host));
    }
    return modifiers.contains(Modifier.PUBLIC)
        || Objects.equals(elements.getPackageOf(member), elements.getPackageOf(host));
  }

  private static Element outermost(Element element) {
    Element outermost = element;
    while (outermost.getEnclosingElement() instanceof TypeElement type) {
      outermost = type;
    }
    return outermost;
  }

  /** Whether the frame can call or override a member of its superclass. */
  private boolean isInherited(Element member, TypeElement host) {
    return member.getModifiers().contains(Modifier.PROTECTED) || isVisible(member, host);
  }

  private void checkReturnObject(
      Binding binding, TypeElement host, DeclaredType promiseType, DeclaredType type)
      throws Problem {
    ExecutableElement hook =
        methods.of(binding.promise()).stream()
            .filter(
                m ->
                    m.getSimpleName().contentEquals("getReturnObject")
                        && m.getParameters().isEmpty()
                        && isInherited(m, host))
            .findFirst()
            .orElse(null);
    if (hook == null) {
      throw binding.problem(
          Diagnostic.PROMISE_HOOK_MISSING, binding.promise(), "method getReturnObject()");
    }
    TypeMirror made = ((ExecutableType) types.asMemberOf(promiseType, hook)).getReturnType();
    if (made.getKind() == TypeKind.VOID || !types.isAssignable(made, type)) {
      throw binding.problem(Diagnostic.PROMISE_RETURN_OBJECT, binding.promise(), made, type);
    }
  }

  /** A frame implements only the abstract methods that the core requires. */
  private void checkComplete(Binding binding) throws Problem {
    TypeElement promise = binding.promise();
    if (complete.contains(promise)) {
      return;
    }
    List<ExecutableElement> all = methods.of(promise);
    for (ExecutableElement method : all) {
      if (method.getModifiers().contains(Modifier.ABSTRACT)
          && !isGenerated(method)
          && all.stream()
              .noneMatch(
                  other ->
                      !other.getModifiers().contains(Modifier.ABSTRACT)
                          && elements.overrides(other, method, promise))) {
        throw binding.problem(
            Diagnostic.PROMISE_HOOK_MISSING,
            promise,
            "implementation of " + method.getSimpleName() + "(), which is abstract");
      }
    }
    complete.add(promise);
  }

  private static boolean isGenerated(ExecutableElement method) {
    return Declarations.classOf(method).getQualifiedName().contentEquals(FRAME)
        && GENERATED.contains(method.getSimpleName().toString());
  }

  private DeclaredType promiseType(Binding binding, DeclaredType type) throws Problem {
    TypeElement promise = binding.promise();
    int parameters = promise.getTypeParameters().size();
    if (parameters == 0) {
      return types.getDeclaredType(promise);
    }
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    if (arguments.isEmpty() && !((TypeElement) type.asElement()).getTypeParameters().isEmpty()) {
      // A raw coroutine type results in a raw promise.
      return types.getDeclaredType(promise);
    }
    if (arguments.size() != parameters) {
      throw binding.problem(
          Diagnostic.PROMISE_TYPE_ARGUMENTS, promise, parameters, type, arguments.size());
    }
    List<TypeMirror> result = new ArrayList<>();
    for (int i = 0; i < parameters; i++) {
      result.add(
          arguments.get(i) instanceof WildcardType wildcard
              ? bound(wildcard, promise.getTypeParameters().get(i))
              : arguments.get(i));
    }
    return types.getDeclaredType(promise, result.toArray(new TypeMirror[0]));
  }

  /**
   * A class cannot extend {@code P<?>}; any type within the bound is allowed. Of the types above a
   * lower bound, the widest accepts everything that javac lets the coroutine return.
   */
  private TypeMirror bound(WildcardType wildcard, TypeParameterElement parameter) {
    TypeMirror object =
        Objects.requireNonNull(elements.getTypeElement("java.lang.Object")).asType();
    TypeMirror lower = wildcard.getSuperBound();
    boolean isBounded =
        parameter.getBounds().stream().anyMatch(bound -> !types.isSameType(bound, object));
    if (lower != null) {
      return isBounded ? lower : object;
    }
    return wildcard.getExtendsBound() == null ? object : wildcard.getExtendsBound();
  }

  /**
   * A promise that requests the coroutine's arguments gets them, and the receiver too if it
   * requests it.
   */
  Constructor constructor(Binding binding, Signature signature) throws Problem {
    TypeElement host = signature.host();
    List<TypeMirror> arguments = signature.arguments();
    if (signature.receiver() != null) {
      List<TypeMirror> withReceiver = new ArrayList<>(arguments);
      withReceiver.add(0, signature.receiver());
      if (takes(binding, withReceiver, host)) {
        return Constructor.RECEIVER_AND_ARGUMENTS;
      }
    }
    if (!arguments.isEmpty() && takes(binding, arguments, host)) {
      return Constructor.ARGUMENTS;
    }
    if (takes(binding, List.of(), host)) {
      return Constructor.NOTHING;
    }
    throw binding.problem(
        Diagnostic.PROMISE_HOOK_MISSING,
        binding.promise(),
        "constructor without parameters or for the arguments of "
            + signature.annotated().getSimpleName());
  }

  private boolean takes(Binding binding, List<TypeMirror> arguments, TypeElement host) {
    return ElementFilter.constructorsIn(binding.promise().getEnclosedElements()).stream()
        .anyMatch(constructor -> isInherited(constructor, host) && accepts(constructor, arguments));
  }

  private boolean accepts(ExecutableElement constructor, List<TypeMirror> arguments) {
    List<? extends VariableElement> parameters = constructor.getParameters();
    if (parameters.size() != arguments.size()) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (!types.isAssignable(
          types.erasure(arguments.get(i)), types.erasure(parameters.get(i).asType()))) {
        return false;
      }
    }
    return true;
  }

  /** The parameters of the promise's hook {@code stepTo}; null if it has no such hook. */
  @Nullable TypeMirror sink(TypeElement promise, DeclaredType promiseType) {
    return methods.of(promise).stream()
        .filter(
            m ->
                m.getSimpleName().contentEquals("stepTo")
                    && m.getParameters().size() == 1
                    && m.getModifiers().contains(Modifier.PROTECTED))
        .findFirst()
        .map(m -> ((ExecutableType) types.asMemberOf(promiseType, m)).getParameterTypes().get(0))
        .orElse(null);
  }

  /** Whether the body ends before the call returns. */
  boolean isImmediate(TypeElement promise) {
    TypeElement immediate = elements.getTypeElement(IMMEDIATE_PROMISE);
    return immediate != null
        && types.isSubtype(types.erasure(promise.asType()), types.erasure(immediate.asType()));
  }

  /** Whether {@code returnValue} takes objects of the coroutine type. */
  boolean takesObject(TypeElement promise, DeclaredType type) {
    return methods.of(promise).stream()
        .anyMatch(
            m ->
                m.getSimpleName().contentEquals("returnValue")
                    && m.getParameters().size() == 1
                    && types.isSameType(
                        types.erasure(m.getParameters().get(0).asType()), types.erasure(type)));
  }

  /** Whether the promise has a hook. */
  boolean declares(TypeElement promise, String hook) {
    return methods.of(promise).stream().anyMatch(m -> m.getSimpleName().contentEquals(hook));
  }
}
