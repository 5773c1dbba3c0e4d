package dev.suspendable.processor.check;

import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.CoroutineType;
import dev.suspendable.processor.model.CoroutineType.Constructor;
import dev.suspendable.processor.model.Declarations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Checks a coroutine's declaration and finds out how its return type is made. */
public final class DeclarationCheck {
  private static final String PROMISE = "dev.suspendable.coroutine.Promise";

  private final Types types;
  private final Elements elements;
  private final PromiseBindings bindings;

  public DeclarationCheck(Types types, Elements elements) {
    this.types = types;
    this.elements = elements;
    this.bindings = new PromiseBindings(elements);
  }

  /**
   * How the coroutine's return type is made.
   *
   * @throws Problem if the method cannot be a coroutine
   */
  public CoroutineType check(ExecutableElement method) throws Problem {
    checkModifiers(method);
    TypeElement host = Declarations.classOf(method);
    checkHost(host);
    TypeMirror returned = method.getReturnType();
    if (!(returned instanceof DeclaredType type) || returned.getKind() != TypeKind.DECLARED) {
      throw new Problem(Diagnostic.NOT_A_COROUTINE_TYPE, returned);
    }
    TypeElement typeElement = (TypeElement) type.asElement();
    PromiseBindings.Binding binding = bindings.find(method, typeElement);
    TypeElement promise = binding.promise();
    checkPromise(promise);
    Optional<AnnotationMirror> notAwaiting = Annotations.find(promise, "NotAwaiting");
    return new CoroutineType(
        type,
        promise,
        promiseType(promise, type),
        binding.coReturnFactories(),
        constructor(promise, method, host),
        isPooled(promise),
        notAwaiting.map(mirror -> Annotations.string(mirror, "advice")).orElse(null));
  }

  private static void checkModifiers(ExecutableElement method) throws Problem {
    if (method.getModifiers().contains(Modifier.NATIVE)) {
      throw new Problem(Diagnostic.NO_BODY, "native");
    }
    if (method.getModifiers().contains(Modifier.SYNCHRONIZED)) {
      throw new Problem(Diagnostic.SYNCHRONIZED_METHOD);
    }
  }

  private static void checkHost(TypeElement host) throws Problem {
    for (TypeElement type = host; ; type = Declarations.classOf(type)) {
      if (type.getNestingKind() == NestingKind.ANONYMOUS) {
        throw new Problem(Diagnostic.HOST_NOT_SUPPORTED, "anonymous classes");
      }
      if (type.getNestingKind() == NestingKind.LOCAL) {
        throw new Problem(Diagnostic.HOST_NOT_SUPPORTED, "local classes");
      }
      if (!(type.getEnclosingElement() instanceof TypeElement)) {
        return;
      }
    }
  }

  private void checkPromise(TypeElement promise) throws Problem {
    TypeElement base = elements.getTypeElement(PROMISE);
    if (base == null
        || !types.isSubtype(types.erasure(promise.asType()), types.erasure(base.asType()))) {
      throw new Problem(Diagnostic.PROMISE_NOT_A_PROMISE, promise);
    }
    if (promise.getModifiers().contains(Modifier.FINAL)) {
      throw new Problem(
          Diagnostic.PROMISE_HOOK_MISSING, promise, "way to be extended: it is final");
    }
    boolean makesReturnObject =
        ElementFilter.methodsIn(elements.getAllMembers(promise)).stream()
            .anyMatch(
                m ->
                    m.getSimpleName().contentEquals("getReturnObject")
                        && m.getParameters().isEmpty()
                        && !m.getModifiers().contains(Modifier.PRIVATE));
    if (!makesReturnObject) {
      throw new Problem(Diagnostic.PROMISE_HOOK_MISSING, promise, "method getReturnObject()");
    }
  }

  private DeclaredType promiseType(TypeElement promise, DeclaredType type) throws Problem {
    int parameters = promise.getTypeParameters().size();
    if (parameters == 0) {
      return types.getDeclaredType(promise);
    }
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    if (arguments.isEmpty()) {
      // A raw coroutine type makes a raw promise.
      return types.getDeclaredType(promise);
    }
    if (arguments.size() != parameters) {
      throw new Problem(
          Diagnostic.PROMISE_TYPE_ARGUMENTS, promise, parameters, type, arguments.size());
    }
    List<TypeMirror> result = new ArrayList<>();
    for (int i = 0; i < parameters; i++) {
      TypeMirror argument = arguments.get(i);
      result.add(argument.getKind() == TypeKind.WILDCARD ? bound(argument) : argument);
    }
    return types.getDeclaredType(promise, result.toArray(new TypeMirror[0]));
  }

  /** A class cannot extend {@code P<?>}; any type within the bound will do. */
  private TypeMirror bound(TypeMirror wildcard) {
    javax.lang.model.type.WildcardType w = (javax.lang.model.type.WildcardType) wildcard;
    if (w.getExtendsBound() != null) {
      return w.getExtendsBound();
    }
    if (w.getSuperBound() != null) {
      return w.getSuperBound();
    }
    return elements.getTypeElement("java.lang.Object").asType();
  }

  /** A promise that wants the coroutine's arguments gets them; the receiver too, if it says so. */
  private Constructor constructor(TypeElement promise, ExecutableElement method, TypeElement host)
      throws Problem {
    List<TypeMirror> arguments = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      arguments.add(parameter.asType());
    }
    List<TypeMirror> withReceiver = new ArrayList<>(arguments);
    if (!method.getModifiers().contains(Modifier.STATIC)) {
      withReceiver.add(0, host.asType());
    }
    boolean takesNothing = false;
    boolean takesArguments = false;
    boolean takesReceiver = false;
    for (ExecutableElement constructor :
        ElementFilter.constructorsIn(promise.getEnclosedElements())) {
      if (!constructor.getModifiers().contains(Modifier.PRIVATE)) {
        takesNothing |= constructor.getParameters().isEmpty();
        takesArguments |= accepts(constructor, arguments);
        takesReceiver |= accepts(constructor, withReceiver);
      }
    }
    if (takesReceiver && withReceiver.size() > arguments.size()) {
      return Constructor.RECEIVER_AND_ARGUMENTS;
    }
    if (takesArguments && !arguments.isEmpty()) {
      return Constructor.ARGUMENTS;
    }
    if (takesNothing) {
      return Constructor.NOTHING;
    }
    throw new Problem(
        Diagnostic.PROMISE_HOOK_MISSING,
        promise,
        "constructor without parameters or for the arguments of " + method.getSimpleName());
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

  private boolean isPooled(TypeElement promise) {
    return ElementFilter.methodsIn(elements.getAllMembers(promise)).stream()
        .anyMatch(
            m ->
                m.getSimpleName().contentEquals("framePool")
                    && m.getModifiers().contains(Modifier.STATIC)
                    && !m.getModifiers().contains(Modifier.PRIVATE));
  }
}
