package dev.suspendable.processor.types;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Queries on types, including captured types and types with intersections. */
public final class DenotableTypes {
  private final Types types;
  private final Elements elements;
  private final Set<Element> typeParameters;

  /**
   * @param typeParameters the type variables in scope; any other type variable is captured
   */
  public DenotableTypes(Types types, Elements elements, Set<Element> typeParameters) {
    this.types = types;
    this.elements = elements;
    this.typeParameters = typeParameters;
  }

  /** The same where more type variables are in scope. */
  public DenotableTypes with(Collection<? extends Element> more) {
    Set<Element> all = new HashSet<>(typeParameters);
    all.addAll(more);
    return new DenotableTypes(types, elements, all);
  }

  /** The bound of a type variable; any other type unchanged. */
  public TypeMirror upperBound(TypeMirror type) {
    TypeMirror bound = type;
    while (bound instanceof TypeVariable variable) {
      bound = variable.getUpperBound();
    }
    return bound;
  }

  private TypeMirror object() {
    TypeElement object = elements.getTypeElement("java.lang.Object");
    if (object == null) {
      throw new IllegalStateException("no java.lang.Object");
    }
    return object.asType();
  }

  private boolean isCaptured(TypeMirror type) {
    return type instanceof TypeVariable variable && !typeParameters.contains(variable.asElement());
  }

  /** Whether a type can be an explicit type argument of a call. */
  public boolean isNamed(TypeMirror type) {
    return type.getKind() != TypeKind.WILDCARD && isDenotable(type);
  }

  /** Whether source can name exactly this type. */
  private boolean isDenotable(TypeMirror type) {
    return switch (type.getKind()) {
      case TYPEVAR -> !isCaptured(type);
      case INTERSECTION, UNION, NULL -> false;
      case ARRAY -> isDenotable(((ArrayType) type).getComponentType());
      case DECLARED ->
          ((DeclaredType) type).getTypeArguments().stream().allMatch(this::isDenotable)
              && isDenotable(((DeclaredType) type).getEnclosingType());
      case WILDCARD -> {
        WildcardType wildcard = (WildcardType) type;
        yield isDenotableOrNull(wildcard.getExtendsBound())
            && isDenotableOrNull(wildcard.getSuperBound());
      }
      default -> true;
    };
  }

  private boolean isDenotableOrNull(@Nullable TypeMirror type) {
    return type == null || isDenotable(type);
  }

  /**
   * The type argument of {@code generic} in {@code type}, or null if {@code type} is not a subtype.
   */
  public @Nullable TypeMirror argumentOf(TypeMirror type, TypeElement generic) {
    DeclaredType found = asSuper(type, generic);
    if (found == null) {
      return null;
    }
    return found.getTypeArguments().isEmpty() ? object() : found.getTypeArguments().get(0);
  }

  /** {@code type} viewed as {@code generic}, or null if it is not a subtype of it. */
  public @Nullable DeclaredType asSuper(TypeMirror type, TypeElement generic) {
    if (type.getKind() == TypeKind.UNION) {
      return null;
    }
    if (type instanceof DeclaredType declared && declared.asElement().equals(generic)) {
      return declared;
    }
    if (!types.isSubtype(types.erasure(type), types.erasure(generic.asType()))) {
      return null;
    }
    for (TypeMirror supertype : types.directSupertypes(type)) {
      DeclaredType found = asSuper(supertype, generic);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
