package dev.suspendable.processor.find;

import dev.suspendable.processor.model.Declarations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Suspension operators: every method annotated {@code @SuspensionOperator}, whether this project or
 * a user declares it. The processor does not know any of them by name.
 */
public final class Operators {
  private static final String ANNOTATION = "dev.suspendable.annotations.SuspensionOperator";

  private final Types types;
  private final Map<Element, Optional<Operator>> known = new HashMap<>();

  public Operators(Types types) {
    this.types = types;
  }

  /**
   * The suspension of an operator.
   *
   * @param hook name of the promise's hook that takes the arguments, empty if {@code companion}
   *     takes them
   * @param companionName name of the method that creates the awaiter
   * @param companions the class that must contain it
   * @param companion that method, null if it does not exist or a hook is used
   * @param isElidable whether the companion only asks its argument for its awaiter
   * @param mayReturn the class of what the coroutine may return at once; null if the operator may
   *     wait instead
   */
  public record Operator(
      ExecutableElement method,
      String hook,
      String companionName,
      TypeElement companions,
      @Nullable ExecutableElement companion,
      boolean isElidable,
      @Nullable TypeElement mayReturn) {}

  /** The operator that {@code element} is, or null if it is not an operator. */
  public @Nullable Operator of(@Nullable Element element) {
    if (element == null || element.getKind() != ElementKind.METHOD) {
      return null;
    }
    return known.computeIfAbsent(element, e -> find((ExecutableElement) e)).orElse(null);
  }

  private Optional<Operator> find(ExecutableElement method) {
    for (AnnotationMirror mirror : method.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(ANNOTATION)) {
        String hook = value(mirror, "hook");
        TypeElement named = type(mirror, "companions");
        TypeElement companions = named == null ? Declarations.classOf(method) : named;
        String companion = value(mirror, "awaiter");
        if (companion.isEmpty()) {
          companion = "awaiter";
        }
        return Optional.of(
            hook.isEmpty()
                ? new Operator(
                    method,
                    "",
                    companion,
                    companions,
                    companion(method, companions, companion),
                    value(mirror, "elidable").equals("true"),
                    type(mirror, "mayReturn"))
                : new Operator(method, hook, "", companions, null, false, null));
      }
    }
    return Optional.empty();
  }

  private static String value(AnnotationMirror mirror, String name) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        mirror.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(name)) {
        return String.valueOf(entry.getValue().getValue());
      }
    }
    return "";
  }

  /** The class that an element of the annotation names, null if it names none. */
  private static @Nullable TypeElement type(AnnotationMirror mirror, String name) {
    return mirror.getElementValues().entrySet().stream()
        .filter(entry -> entry.getKey().getSimpleName().contentEquals(name))
        .map(entry -> entry.getValue().getValue())
        .filter(type -> type instanceof DeclaredType)
        .map(type -> (TypeElement) ((DeclaredType) type).asElement())
        .findFirst()
        .orElse(null);
  }

  private @Nullable ExecutableElement companion(
      ExecutableElement operator, TypeElement companions, String name) {
    boolean isStatic = operator.getModifiers().contains(Modifier.STATIC);
    for (ExecutableElement candidate : ElementFilter.methodsIn(companions.getEnclosedElements())) {
      if (candidate.getSimpleName().contentEquals(name)
          && candidate.getModifiers().contains(Modifier.STATIC) == isStatic
          && sameParameters(candidate, operator)) {
        return candidate;
      }
    }
    return null;
  }

  /** Whether two methods have the same parameters after erasure. */
  public boolean sameParameters(ExecutableElement one, ExecutableElement other) {
    List<? extends VariableElement> ones = one.getParameters();
    List<? extends VariableElement> others = other.getParameters();
    if (ones.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < ones.size(); i++) {
      if (!types.isSameType(
          types.erasure(ones.get(i).asType()), types.erasure(others.get(i).asType()))) {
        return false;
      }
    }
    return true;
  }
}
