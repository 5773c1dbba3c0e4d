package dev.suspendable.processor.check;

import dev.suspendable.processor.check.Problem.Part;
import dev.suspendable.processor.check.PromiseBindings.Binding;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.Refusal;
import dev.suspendable.processor.model.CoroutineType;
import dev.suspendable.processor.model.Promise;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Checks a coroutine's declaration, and determines how its return type is created. */
public final class DeclarationCheck {
  private final PromiseBindings bindings;
  private final PromiseMethods methods;
  private final PromiseCheck promises;

  /**
   * Creates the check for the declarations of one compilation.
   *
   * @param mayBindPromises whether the annotations of a package may be read, which makes javac
   *     compile its {@code package-info.java}
   */
  public DeclarationCheck(
      Types types, Elements elements, Predicate<PackageElement> mayBindPromises) {
    this.bindings = new PromiseBindings(elements, mayBindPromises);
    this.methods = new PromiseMethods(elements);
    this.promises = new PromiseCheck(types, elements, methods);
  }

  /**
   * Determines how the coroutine's return type is created.
   *
   * @return empty for a method without a body: it only declares what its implementations are, and
   *     each of them may choose its own promise
   * @throws Problem if the method cannot be a coroutine
   */
  public Optional<CoroutineType> check(ExecutableElement method) throws Problem {
    checkModifiers(method);
    Signature signature = Signature.of(method);
    DeclaredType type = returnType(signature);
    if (method.getModifiers().contains(Modifier.ABSTRACT)) {
      return Optional.empty();
    }
    return Optional.of(coroutineType(signature, type));
  }

  /** The same for any method: empty if it is not a coroutine, or not a valid one. */
  public Optional<CoroutineType> find(ExecutableElement method) {
    if (Annotations.find(method, "Suspendable").isEmpty()) {
      return Optional.empty();
    }
    try {
      return check(method);
    } catch (Problem | Refusal e) {
      return Optional.empty();
    }
  }

  /**
   * Determines how the result of a lambda's body is created.
   *
   * @throws Problem if the lambda cannot be a coroutine
   */
  public CoroutineType checkLambda(Signature lambda) throws Problem {
    DeclaredType type = returnType(lambda);
    return coroutineType(lambda, type);
  }

  private CoroutineType coroutineType(Signature signature, DeclaredType type) throws Problem {
    Binding binding = bindings.find(signature, (TypeElement) type.asElement());
    DeclaredType promiseType = promises.check(binding, signature.host(), type);
    TypeElement element = binding.promise();
    boolean isImmediate = promises.isImmediate(element);
    Promise promise =
        new Promise(
            element,
            promiseType,
            methods.of(element),
            promises.constructor(binding, signature),
            Annotations.find(element, "AwaitElidable").isPresent(),
            isImmediate,
            promises.sink(element, promiseType),
            noAwaitAdvice(element, isImmediate));
    return new CoroutineType(
        type,
        promise,
        binding.coReturnFactories(),
        isImmediate && promises.takesObject(element, type));
  }

  private @Nullable String noAwaitAdvice(TypeElement promise, boolean isImmediate) {
    return Annotations.find(promise, "NotAwaiting")
        .map(mirror -> Annotations.string(mirror, "advice"))
        .orElse(
            isImmediate && !promises.declares(promise, "awaitTransform")
                ? "it ends before its call returns, so it cannot wait; let the method return a Task"
                : null);
  }

  private static void checkModifiers(ExecutableElement method) throws Problem {
    if (method.getModifiers().contains(Modifier.NATIVE)) {
      throw new Problem(Part.METHOD, Diagnostic.NO_BODY, "native");
    }
    if (method.getModifiers().contains(Modifier.SYNCHRONIZED)) {
      throw new Problem(Part.METHOD, Diagnostic.SYNCHRONIZED_METHOD);
    }
  }

  private static DeclaredType returnType(Signature signature) throws Problem {
    TypeMirror returned = signature.result();
    if (returned.getKind() == TypeKind.ERROR) {
      // javac has already reported it.
      throw new Refusal();
    }
    if (returned.getKind() != TypeKind.DECLARED) {
      throw new Problem(Part.RETURN_TYPE, Diagnostic.NOT_A_COROUTINE_TYPE, returned);
    }
    return (DeclaredType) returned;
  }
}
