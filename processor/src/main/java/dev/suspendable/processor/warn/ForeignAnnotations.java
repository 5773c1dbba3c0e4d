package dev.suspendable.processor.warn;

import com.sun.source.util.TreePath;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.source.Javac;
import dev.suspendable.processor.warn.ForeignAnnotation.Returned;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Warns at annotations of frameworks that do not do what they say on a coroutine. An annotation
 * counts as those that it is annotated with: {@code @GetMapping} is a {@code @RequestMapping}.
 */
public final class ForeignAnnotations {
  private static final String AWAITABLE = "dev.suspendable.coroutine.Awaitable";
  private static final String TASK = "dev.suspendable.Task";

  private final Javac javac;
  private final Warnings warnings;
  private final Map<TypeElement, Optional<ForeignAnnotation>> known = new HashMap<>();

  public ForeignAnnotations(Javac javac, Warnings warnings) {
    this.javac = javac;
    this.warnings = warnings;
  }

  /** Checks the annotations of a coroutine, and those of its class that mean all its methods. */
  public void check(TreePath path, ExecutableElement method) {
    for (AnnotationMirror mirror : method.getAnnotationMirrors()) {
      ForeignAnnotation found = find(mirror);
      if (found != null) {
        TreePath at = javac.trees().getPath(method, mirror);
        warn(found, mirror, at == null ? path : at, method);
      }
    }
    for (AnnotationMirror mirror :
        javac.elements().getAllAnnotationMirrors(Declarations.classOf(method))) {
      ForeignAnnotation found = find(mirror);
      if (found != null && found.isOfClasses()) {
        warn(found, mirror, path, method);
      }
    }
  }

  private void warn(
      ForeignAnnotation found, AnnotationMirror mirror, TreePath at, ExecutableElement method) {
    if (method.getReturnType() instanceof DeclaredType type && isUnsuited(type, found.unsuited)) {
      warnings.warn(
          Diagnostic.FOREIGN_ANNOTATION,
          at,
          typeOf(mirror).getSimpleName(),
          found.effect,
          found.advice);
    }
  }

  private boolean isUnsuited(DeclaredType type, Returned returned) {
    TypeElement element = (TypeElement) type.asElement();
    return switch (returned) {
      case ANYTHING -> true;
      case LAZY -> DiscardedTasks.isLazy(element);
      case NO_STAGE -> is(type, AWAITABLE) && !is(type, CompletionStage.class.getName());
      case TASK -> element.getQualifiedName().contentEquals(TASK);
    };
  }

  private boolean is(TypeMirror type, String name) {
    TypeElement other = javac.elements().getTypeElement(name);
    return other != null
        && javac
            .types()
            .isSubtype(javac.types().erasure(type), javac.types().erasure(other.asType()));
  }

  private @Nullable ForeignAnnotation find(AnnotationMirror mirror) {
    return find(typeOf(mirror), new HashSet<>()).orElse(null);
  }

  private Optional<ForeignAnnotation> find(TypeElement annotation, Set<TypeElement> seen) {
    Optional<ForeignAnnotation> found = known.get(annotation);
    if (found == null && seen.add(annotation)) {
      found = ForeignAnnotation.of(annotation.getQualifiedName().toString());
      for (AnnotationMirror meta : annotation.getAnnotationMirrors()) {
        if (found.isEmpty()) {
          found = find(typeOf(meta), seen);
        }
      }
      known.put(annotation, found);
    }
    return found == null ? Optional.empty() : found;
  }

  private static TypeElement typeOf(AnnotationMirror mirror) {
    return (TypeElement) mirror.getAnnotationType().asElement();
  }
}
