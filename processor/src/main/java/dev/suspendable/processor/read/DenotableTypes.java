package dev.suspendable.processor.read;

import dev.suspendable.processor.model.DenotableIntersection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Types that source can name: the upward projection of JLS 4.10.5 for captured type variables. An
 * intersection is one only as a whole; as a type argument its first bound stands for it.
 */
final class DenotableTypes {
  /** Deeper than this a projection gives up and says {@code ?}: bounds may be recursive. */
  private static final int MAX_DEPTH = 4;

  private final Types types;
  private final Elements elements;
  private final Set<Element> typeParameters;

  /**
   * @param typeParameters the type variables in scope; any other one is captured
   */
  DenotableTypes(Types types, Elements elements, Set<Element> typeParameters) {
    this.types = types;
    this.elements = elements;
    this.typeParameters = typeParameters;
  }

  /** The type itself, or the least one above it that source can name. */
  TypeMirror of(TypeMirror type) {
    TypeMirror bound = isCaptured(type) ? upperBound(type) : type;
    if (bound instanceof IntersectionType intersection) {
      List<TypeMirror> bounds = new ArrayList<>();
      intersection.getBounds().forEach(b -> bounds.add(project(b, 0)));
      return new DenotableIntersection(List.copyOf(bounds));
    }
    return project(type, 0);
  }

  private TypeMirror project(TypeMirror type, int depth) {
    return switch (type.getKind()) {
      case TYPEVAR -> isCaptured(type) ? project(upperBound(type), depth) : type;
      case WILDCARD -> {
        TypeMirror bound = ((WildcardType) type).getExtendsBound();
        yield bound == null ? object() : project(bound, depth);
      }
      case INTERSECTION -> project(((IntersectionType) type).getBounds().get(0), depth);
      case UNION -> types.erasure(type);
      case ARRAY -> types.getArrayType(project(((ArrayType) type).getComponentType(), depth));
      case DECLARED -> declared((DeclaredType) type, depth);
      case NULL -> object();
      default -> type;
    };
  }

  private TypeMirror object() {
    return objectElement().asType();
  }

  private TypeElement objectElement() {
    TypeElement object = elements.getTypeElement("java.lang.Object");
    if (object == null) {
      throw new IllegalStateException("no java.lang.Object");
    }
    return object;
  }

  private TypeMirror upperBound(TypeMirror variable) {
    TypeMirror bound = ((TypeVariable) variable).getUpperBound();
    return bound == null ? object() : bound;
  }

  private boolean isCaptured(TypeMirror type) {
    return type.getKind() == TypeKind.TYPEVAR
        && !typeParameters.contains(((TypeVariable) type).asElement());
  }

  private TypeMirror declared(DeclaredType type, int depth) {
    if (type.getTypeArguments().isEmpty()) {
      return type;
    }
    List<TypeMirror> arguments = new ArrayList<>();
    for (TypeMirror argument : type.getTypeArguments()) {
      arguments.add(argument(argument, depth + 1));
    }
    DeclaredType enclosing =
        type.getEnclosingType() instanceof DeclaredType outer && !outer.getTypeArguments().isEmpty()
            ? (DeclaredType) declared(outer, depth)
            : null;
    return withArguments(type, enclosing, arguments);
  }

  private TypeMirror withArguments(
      DeclaredType type, @Nullable DeclaredType enclosing, List<TypeMirror> arguments) {
    TypeElement element = (TypeElement) type.asElement();
    TypeMirror[] array = arguments.toArray(new TypeMirror[0]);
    return enclosing == null
        ? types.getDeclaredType(element, array)
        : types.getDeclaredType(enclosing, element, array);
  }

  private TypeMirror argument(TypeMirror argument, int depth) {
    if (depth > MAX_DEPTH) {
      return isDenotable(argument) ? argument : types.getWildcardType(null, null);
    }
    if (isCaptured(argument)) {
      TypeMirror lower = ((TypeVariable) argument).getLowerBound();
      if (lower != null && lower.getKind() != TypeKind.NULL) {
        return types.getWildcardType(null, below(lower, depth));
      }
      return extending(project(upperBound(argument), depth));
    }
    if (argument.getKind() == TypeKind.WILDCARD) {
      WildcardType wildcard = (WildcardType) argument;
      TypeMirror lower = wildcard.getSuperBound();
      if (lower != null) {
        return types.getWildcardType(null, below(lower, depth));
      }
      TypeMirror upper = wildcard.getExtendsBound();
      return upper == null ? argument : extending(project(upper, depth));
    }
    return isDenotable(argument) ? argument : extending(project(argument, depth));
  }

  /**
   * The downward projection of JLS 4.10.5, the greatest type below it that source can name: what is
   * above a captured variable is no lower bound of what was above the variable. Null if there is
   * none; {@code ? super} that is {@code ?}.
   */
  private @Nullable TypeMirror below(TypeMirror type, int depth) {
    if (isDenotable(type)) {
      return type;
    }
    return switch (type.getKind()) {
      case TYPEVAR -> {
        TypeMirror lower = ((TypeVariable) type).getLowerBound();
        yield lower == null || lower.getKind() == TypeKind.NULL ? null : below(lower, depth);
      }
      case ARRAY -> {
        TypeMirror component = below(((ArrayType) type).getComponentType(), depth);
        yield component == null ? null : types.getArrayType(component);
      }
      case DECLARED -> declaredBelow((DeclaredType) type, depth);
      default -> null;
    };
  }

  private @Nullable TypeMirror declaredBelow(DeclaredType type, int depth) {
    DeclaredType enclosing =
        type.getEnclosingType() instanceof DeclaredType outer && !outer.getTypeArguments().isEmpty()
            ? outer
            : null;
    if (enclosing != null && !isDenotable(enclosing)) {
      return null;
    }
    List<TypeMirror> arguments = new ArrayList<>();
    for (TypeMirror argument : type.getTypeArguments()) {
      TypeMirror below = isDenotable(argument) ? argument : argumentBelow(argument, depth + 1);
      if (below == null) {
        return null;
      }
      arguments.add(below);
    }
    return withArguments(type, enclosing, arguments);
  }

  private @Nullable TypeMirror argumentBelow(TypeMirror argument, int depth) {
    if (depth > MAX_DEPTH || !(argument instanceof WildcardType wildcard)) {
      return null;
    }
    TypeMirror lower = wildcard.getSuperBound();
    if (lower != null) {
      return types.getWildcardType(null, project(lower, depth));
    }
    TypeMirror upper = below(wildcard.getExtendsBound(), depth);
    return upper == null ? null : types.getWildcardType(upper, null);
  }

  private TypeMirror extending(TypeMirror bound) {
    return types.isSameType(bound, object())
        ? types.getWildcardType(null, null)
        : types.getWildcardType(bound, null);
  }

  /** Whether a type can be an explicit type argument of a call. */
  boolean isNamed(TypeMirror type) {
    return type.getKind() != TypeKind.WILDCARD && isDenotable(type);
  }

  /** Whether source can name exactly this type. */
  private boolean isDenotable(TypeMirror type) {
    return switch (type.getKind()) {
      case TYPEVAR -> !isCaptured(type);
      case INTERSECTION, UNION, NULL -> false;
      case ARRAY -> isDenotable(((ArrayType) type).getComponentType());
      case DECLARED ->
          ((DeclaredType) type).getTypeArguments().stream().allMatch(this::isDenotable);
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

  /** What the type parameter of {@code generic} is in {@code type}, or null if it is no subtype. */
  @Nullable TypeMirror argumentOf(TypeMirror type, TypeElement generic) {
    DeclaredType found = asSuper(type, generic);
    if (found == null) {
      return null;
    }
    return found.getTypeArguments().isEmpty() ? object() : found.getTypeArguments().get(0);
  }

  /** {@code type} seen as {@code generic}, or null if it is no subtype of it. */
  @Nullable DeclaredType asSuper(TypeMirror type, TypeElement generic) {
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
