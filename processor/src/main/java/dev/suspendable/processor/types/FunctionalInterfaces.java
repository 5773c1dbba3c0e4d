package dev.suspendable.processor.types;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Finds the method that a lambda implements. */
public final class FunctionalInterfaces {
  private final Types types;
  private final Elements elements;

  public FunctionalInterfaces(Types types, Elements elements) {
    this.types = types;
    this.elements = elements;
  }

  /**
   * The method of a functional interface.
   *
   * @param method as declared
   * @param type as a member of the target type
   */
  public record Function(ExecutableElement method, ExecutableType type) {}

  /** The method of a lambda's target type; null if there is none, for example after an error. */
  public @Nullable Function of(@Nullable TypeMirror target) {
    if (target instanceof IntersectionType intersection) {
      for (TypeMirror bound : intersection.getBounds()) {
        Function function = of(bound);
        if (function != null) {
          return function;
        }
      }
      return null;
    }
    if (!(target instanceof DeclaredType type)
        || type.getKind() != TypeKind.DECLARED
        || !type.asElement().getKind().isInterface()) {
      return null;
    }
    TypeElement element = (TypeElement) type.asElement();
    List<ExecutableElement> candidates =
        ElementFilter.methodsIn(elements.getAllMembers(element)).stream()
            .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
            .filter(method -> !isOfObject(method))
            .toList();
    for (ExecutableElement method : candidates) {
      if (candidates.stream().noneMatch(other -> elements.overrides(other, method, element))) {
        return new Function(
            method, (ExecutableType) types.asMemberOf(withoutWildcards(type), method));
      }
    }
    return null;
  }

  /** An interface may redeclare a method that every object has. */
  private boolean isOfObject(ExecutableElement method) {
    TypeElement object = elements.getTypeElement("java.lang.Object");
    return object != null
        && ElementFilter.methodsIn(object.getEnclosedElements()).stream()
            .filter(other -> other.getModifiers().contains(Modifier.PUBLIC))
            .filter(other -> other.getSimpleName().equals(method.getSimpleName()))
            .anyMatch(other -> parametersOf(other).equals(parametersOf(method)));
  }

  private static String parametersOf(ExecutableElement method) {
    return method.getParameters().stream()
        .map(VariableElement::asType)
        .map(TypeMirror::toString)
        .collect(Collectors.joining());
  }

  /** The parameterization that a lambda implements: JLS 9.9. */
  private DeclaredType withoutWildcards(DeclaredType type) {
    if (type.getTypeArguments().stream().noneMatch(WildcardType.class::isInstance)) {
      return type;
    }
    TypeElement element = (TypeElement) type.asElement();
    List<TypeMirror> arguments = new ArrayList<>();
    for (int i = 0; i < type.getTypeArguments().size(); i++) {
      TypeMirror argument = type.getTypeArguments().get(i);
      arguments.add(
          argument instanceof WildcardType wildcard
              ? bound(wildcard, element.getTypeParameters().get(i))
              : argument);
    }
    return types.getDeclaredType(element, arguments.toArray(new TypeMirror[0]));
  }

  private TypeMirror bound(WildcardType wildcard, Element parameter) {
    if (wildcard.getExtendsBound() != null) {
      return wildcard.getExtendsBound();
    }
    if (wildcard.getSuperBound() != null) {
      return wildcard.getSuperBound();
    }
    return types.erasure(parameter.asType());
  }
}
