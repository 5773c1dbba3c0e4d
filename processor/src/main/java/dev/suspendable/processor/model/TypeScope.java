package dev.suspendable.processor.model;

import java.util.List;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/**
 * The types that the body of a coroutine may name. The frame of the coroutine may name the same.
 *
 * @param typeParameters the type parameters in scope, as {@link TypeParameters#inScope} orders them
 * @param nameable the classes through which nested types are named
 */
public record TypeScope(List<TypeParameterElement> typeParameters, NameableTypes nameable) {
  /** Whether a type is a captured type variable: one without a name, from no declaration here. */
  public boolean isCaptured(TypeMirror type) {
    return type instanceof TypeVariable variable && !typeParameters.contains(variable.asElement());
  }

  /** Whether a method can declare a parameter of a type. No intersection can be declared. */
  public boolean isDeclarable(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return isDeclarable(array.getComponentType());
    }
    if (type instanceof WildcardType wildcard && wildcard.getExtendsBound() != null) {
      return isDeclarable(wildcard.getExtendsBound());
    }
    if (isCaptured(type)) {
      return isDeclarable(((TypeVariable) type).getUpperBound());
    }
    return type.getKind() != TypeKind.INTERSECTION
        && (!(type instanceof DeclaredType declared)
            || declared.getTypeArguments().stream().allMatch(this::isDeclarable));
  }
}
