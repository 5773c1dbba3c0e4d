package dev.suspendable.processor.check;

import dev.suspendable.processor.check.Problem.Part;
import dev.suspendable.processor.diagnostic.Diagnostic;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Finds the promise of a coroutine. It is named on the method, bound in the class or package, named
 * on the coroutine type, or bound by the runtime itself. This is the counterpart of C++'s {@code
 * coroutine_traits}.
 */
final class PromiseBindings {
  /** The package whose own bindings apply everywhere. */
  private static final String DEFAULTS = "dev.suspendable";

  private final Elements elements;
  private final Predicate<PackageElement> mayBindPromises;

  PromiseBindings(Elements elements, Predicate<PackageElement> mayBindPromises) {
    this.elements = elements;
    this.mayBindPromises = mayBindPromises;
  }

  /**
   * A promise class for a coroutine type.
   *
   * @param coReturnFactories names of the co-return factories of a type that cannot be annotated
   * @param source the part of the declaration that chose the promise
   */
  record Binding(TypeElement promise, Set<String> coReturnFactories, Part source) {
    /** Creates a problem with the promise, reported where the promise was chosen. */
    Problem problem(Diagnostic diagnostic, Object... arguments) {
      return new Problem(source, diagnostic, arguments);
    }
  }

  Binding find(Signature signature, TypeElement type) throws Problem {
    Optional<TypeElement> named =
        Annotations.find(signature.annotated(), "Suspendable")
            .flatMap(s -> Annotations.type(s, "promise"));
    if (named.isPresent() && !named.get().getSimpleName().contentEquals("Inferred")) {
      return new Binding(named.get(), factories(named.get(), type), Part.ANNOTATION);
    }
    for (Element scope = signature.host(); scope != null; scope = scope.getEnclosingElement()) {
      Optional<Binding> bound = boundIn(scope, type);
      if (bound.isPresent()) {
        return bound.get();
      }
    }
    Optional<TypeElement> own =
        Annotations.find(type, "CoroutineType").flatMap(c -> Annotations.type(c, "promise"));
    if (own.isPresent()) {
      return new Binding(own.get(), factories(own.get(), type), Part.RETURN_TYPE);
    }
    PackageElement defaults = elements.getPackageElement(DEFAULTS);
    Optional<Binding> bound = defaults == null ? Optional.empty() : boundIn(defaults, type);
    return bound.orElseThrow(
        () -> new Problem(Part.RETURN_TYPE, Diagnostic.NOT_A_COROUTINE_TYPE, signature.result()));
  }

  private Optional<Binding> boundIn(Element scope, TypeElement type) {
    if (scope instanceof PackageElement it && !mayBindPromises.test(it)) {
      return Optional.empty();
    }
    for (AnnotationMirror use : Annotations.all(scope, "UsePromises")) {
      for (TypeElement promise : Annotations.types(use, "value")) {
        for (AnnotationMirror binding : bindings(promise)) {
          if (Annotations.type(binding, "type").filter(type::equals).isPresent()) {
            return Optional.of(new Binding(promise, factories(binding, type), Part.RETURN_TYPE));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static List<AnnotationMirror> bindings(TypeElement promise) {
    Optional<AnnotationMirror> several = Annotations.find(promise, "PromiseFor.Bindings");
    return several.isPresent()
        ? Annotations.mirrors(several.get(), "value")
        : Annotations.all(promise, "PromiseFor");
  }

  private static Set<String> factories(TypeElement promise, TypeElement type) {
    for (AnnotationMirror binding : bindings(promise)) {
      if (Annotations.type(binding, "type").filter(type::equals).isPresent()) {
        return factories(binding, type);
      }
    }
    return Set.of();
  }

  /** The names, qualified by the class that declares the factories. */
  private static Set<String> factories(AnnotationMirror binding, TypeElement type) {
    TypeElement owner =
        Annotations.type(binding, "coReturnIn")
            .filter(t -> !t.getSimpleName().contentEquals("Inferred"))
            .orElse(type);
    Set<String> result = new LinkedHashSet<>();
    for (String name : Annotations.strings(binding, "coReturn")) {
      result.add(owner.getQualifiedName() + "." + name);
    }
    return result;
  }
}
