package dev.suspendable.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import dev.suspendable.processor.model.Lifted;
import dev.suspendable.processor.model.TypeScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.UnionType;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * A type as source spells it, after the upward projection of JLS 4.10.5: a captured type variable
 * becomes its bound, or a wildcard if it is an argument. A type variable with the bounds of an
 * intersection represents the intersection.
 */
final class Spelling {
  /**
   * The maximum nesting of captured variables that are projected: their bounds may be recursive.
   */
  private static final int MAX_DEPTH = 3;

  private final FrameTypes names;
  private final Types types;
  private final TypeScope scope;
  private final Predicate<TypeElement> hidden;
  private final List<TypeVariableName> variables = new ArrayList<>();

  /** The spelling of each intersection; null while its bounds are being spelt. */
  private final Map<TypeMirror, @Nullable TypeName> intersections = new LinkedHashMap<>();

  private @Nullable TypeName spelt;

  private Spelling(FrameTypes names, Types types, TypeScope scope, Predicate<TypeElement> hidden) {
    this.hidden = hidden;
    this.names = names;
    this.types = types;
    this.scope = scope;
  }

  /**
   * Spells a reference type.
   *
   * @param scope the types that can be named
   * @param hidden the classes that must not be named: their supertypes replace them
   */
  static Spelling of(
      TypeMirror type,
      FrameTypes names,
      Types types,
      TypeScope scope,
      Predicate<TypeElement> hidden) {
    Spelling spelling = new Spelling(names, types, scope, hidden);
    spelling.spelt = spelling.type(type, 0);
    return spelling;
  }

  TypeName type() {
    if (spelt == null) {
      throw new IllegalStateException("not spelt yet");
    }
    return spelt;
  }

  /** The type variables in it that represent intersections. */
  List<TypeVariableName> variables() {
    return variables;
  }

  /** Whether source can name it. */
  boolean isSpelt() {
    return variables.isEmpty();
  }

  private TypeName type(TypeMirror type, int depth) {
    return switch (type.getKind()) {
      case DECLARED -> declared((DeclaredType) type, depth);
      case ARRAY -> ArrayTypeName.of(type(((ArrayType) type).getComponentType(), depth));
      case TYPEVAR -> scope.isCaptured(type) ? type(upperBound(type), depth + 1) : variable(type);
      case WILDCARD -> {
        TypeMirror bound = ((WildcardType) type).getExtendsBound();
        yield bound == null ? ClassName.OBJECT : type(bound, depth);
      }
      case INTERSECTION -> intersection((IntersectionType) type, depth);
      case UNION -> union((UnionType) type, depth);
      case NULL -> ClassName.OBJECT;
      default -> TypeName.get(type);
    };
  }

  private TypeName variable(TypeMirror type) {
    return TypeVariableName.get(
        names.name((TypeParameterElement) ((TypeVariable) type).asElement()));
  }

  private static TypeMirror upperBound(TypeMirror variable) {
    return ((TypeVariable) variable).getUpperBound();
  }

  /**
   * The least upper bound of the alternatives, which javac keeps as the class that declares the
   * union.
   */
  private TypeName union(UnionType type, int depth) {
    return type(
        type instanceof DeclaredType declared ? declared.asElement().asType() : types.erasure(type),
        depth);
  }

  // Classes.

  private TypeName declared(DeclaredType type, int depth) {
    TypeElement element = (TypeElement) type.asElement();
    if (hidden.test(element)) {
      List<TypeMirror> seen = new ArrayList<>();
      addSeen(type, seen);
      return bounds(seen, type, depth);
    }
    List<TypeName> arguments = new ArrayList<>();
    if (type.getTypeArguments().size() == element.getTypeParameters().size()) {
      Lifted.typeParameters(element)
          .forEach(p -> arguments.add(TypeVariableName.get(names.name(p))));
    }
    type.getTypeArguments().forEach(argument -> arguments.add(argument(argument, depth)));
    if (type.getEnclosingType() instanceof DeclaredType outer
        && element.getNestingKind() == NestingKind.MEMBER
        && type(outer, depth) instanceof ParameterizedTypeName generic) {
      return generic.nestedClass(element.getSimpleName().toString(), arguments);
    }
    ClassName raw = names.name(element);
    return arguments.isEmpty()
        ? raw
        : ParameterizedTypeName.get(raw, arguments.toArray(TypeName[]::new));
  }

  /** Adds the supertypes that can be named. */
  private void addSeen(TypeMirror type, List<TypeMirror> seen) {
    for (TypeMirror supertype : types.directSupertypes(type)) {
      if (!(supertype instanceof DeclaredType declared)) {
        continue;
      }
      if (hidden.test((TypeElement) declared.asElement())) {
        addSeen(supertype, seen);
      } else {
        seen.add(supertype);
      }
    }
  }

  // Arguments.

  private TypeName argument(TypeMirror argument, int depth) {
    if (depth > MAX_DEPTH && !isExact(argument)) {
      return any();
    }
    if (scope.isCaptured(argument)) {
      TypeMirror lower = ((TypeVariable) argument).getLowerBound();
      return lower != null && lower.getKind() != TypeKind.NULL
          ? below(lower, depth)
          : extending(upperBound(argument), depth + 1);
    }
    if (argument instanceof WildcardType wildcard) {
      TypeMirror lower = wildcard.getSuperBound();
      TypeMirror upper = wildcard.getExtendsBound();
      return lower != null ? below(lower, depth) : upper == null ? any() : extending(upper, depth);
    }
    return isExact(argument) && !isBeingSpelt(argument)
        ? type(argument, depth)
        : extending(argument, depth);
  }

  private static TypeName any() {
    return WildcardTypeName.subtypeOf(ClassName.OBJECT);
  }

  private TypeName extending(TypeMirror bound, int depth) {
    return isBeingSpelt(bound) ? any() : WildcardTypeName.subtypeOf(type(bound, depth));
  }

  private boolean isBeingSpelt(TypeMirror type) {
    TypeMirror bound = scope.isCaptured(type) ? upperBound(type) : type;
    return intersections.entrySet().stream()
        .anyMatch(e -> e.getValue() == null && types.isSameType(e.getKey(), bound));
  }

  /**
   * {@code ? super}, of the downward projection: a supertype of a captured variable is not a lower
   * bound of the types above the variable. {@code ?} if there is no lower bound.
   */
  private TypeName below(TypeMirror type, int depth) {
    TypeMirror lower = type;
    while (scope.isCaptured(lower)) {
      lower = ((TypeVariable) lower).getLowerBound();
      if (lower == null || lower.getKind() == TypeKind.NULL) {
        return any();
      }
    }
    return isExact(lower) ? WildcardTypeName.supertypeOf(type(lower, depth)) : any();
  }

  /** Whether the spelling expresses the type exactly. */
  private boolean isExact(TypeMirror type) {
    return switch (type.getKind()) {
      case TYPEVAR -> !scope.isCaptured(type);
      case UNION, NULL -> false;
      case ARRAY -> isExact(((ArrayType) type).getComponentType());
      case INTERSECTION ->
          ((IntersectionType) type).getBounds().stream().allMatch(bound -> isExact(bound));
      case DECLARED ->
          !hidden.test((TypeElement) ((DeclaredType) type).asElement())
              && ((DeclaredType) type).getTypeArguments().stream().allMatch(each -> isExact(each))
              && isExact(((DeclaredType) type).getEnclosingType());
      case WILDCARD -> {
        WildcardType wildcard = (WildcardType) type;
        TypeMirror upper = wildcard.getExtendsBound();
        TypeMirror lower = wildcard.getSuperBound();
        yield (upper == null || isExact(upper)) && (lower == null || isExact(lower));
      }
      default -> true;
    };
  }

  // Intersections.

  private TypeName intersection(IntersectionType type, int depth) {
    List<TypeMirror> seen = new ArrayList<>();
    for (TypeMirror bound : type.getBounds()) {
      if (bound instanceof DeclaredType declared
          && hidden.test((TypeElement) declared.asElement())) {
        addSeen(bound, seen);
      } else {
        seen.add(bound);
      }
    }
    return bounds(seen, type, depth);
  }

  /** The spelling of a type with all these bounds. */
  private TypeName bounds(List<TypeMirror> all, TypeMirror type, int depth) {
    List<TypeMirror> least = least(all);
    if (least.size() == 1) {
      return type(least.get(0), depth);
    }
    for (Map.Entry<TypeMirror, @Nullable TypeName> known : intersections.entrySet()) {
      TypeName name = known.getValue();
      if (name != null && types.isSameType(known.getKey(), type)) {
        return name;
      }
    }
    intersections.put(type, null);
    TypeName[] bounds = least.stream().map(bound -> type(bound, depth)).toArray(TypeName[]::new);
    TypeVariableName variable = TypeVariableName.get("I$" + (variables.size() + 1), bounds);
    intersections.put(type, variable);
    variables.add(variable);
    return variable;
  }

  /**
   * The bounds that are not a supertype of another one, a class first. A type variable must stand
   * alone.
   */
  private List<TypeMirror> least(List<TypeMirror> all) {
    List<TypeMirror> least = new ArrayList<>();
    for (TypeMirror each : all) {
      if (each.getKind() == TypeKind.TYPEVAR && !scope.isCaptured(each)) {
        return List.of(each);
      }
      boolean isAbove = false;
      for (TypeMirror other : all) {
        TypeMirror above = types.erasure(each);
        TypeMirror below = types.erasure(other);
        isAbove |=
            !types.isSameType(above, below)
                ? types.isSubtype(below, above)
                : all.indexOf(other) < all.indexOf(each);
      }
      if (!isAbove) {
        boolean isClass =
            each instanceof DeclaredType declared && declared.asElement().getKind().isClass();
        least.add(isClass ? 0 : least.size(), each);
      }
    }
    return least;
  }
}
