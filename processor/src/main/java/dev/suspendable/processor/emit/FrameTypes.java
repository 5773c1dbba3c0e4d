package dev.suspendable.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.suspendable.processor.model.DenotableIntersection;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/**
 * Names of types, those of local classes included: these are declared in the step method and known
 * by their simple name there, and not at all outside.
 */
final class FrameTypes {
  private FrameTypes() {}

  /** Whether a type mentions a local class. */
  static boolean isLocal(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return isLocal(array.getComponentType());
    }
    if (type instanceof WildcardType wildcard) {
      TypeMirror upper = wildcard.getExtendsBound();
      TypeMirror lower = wildcard.getSuperBound();
      return (upper != null && isLocal(upper)) || (lower != null && isLocal(lower));
    }
    return type instanceof DeclaredType declared
        && (isLocal((TypeElement) declared.asElement())
            || declared.getTypeArguments().stream().anyMatch(FrameTypes::isLocal));
  }

  private static boolean isLocal(TypeElement type) {
    return type.getNestingKind() == NestingKind.LOCAL;
  }

  /** The type's name inside the step method. */
  static TypeName name(TypeMirror type) {
    if (!isLocal(type)) {
      return TypeName.get(type);
    }
    if (type instanceof ArrayType array) {
      return ArrayTypeName.of(name(array.getComponentType()));
    }
    if (type instanceof WildcardType wildcard) {
      TypeMirror upper = wildcard.getExtendsBound();
      TypeMirror lower = wildcard.getSuperBound();
      return lower == null
          ? WildcardTypeName.subtypeOf(upper == null ? TypeName.get(Object.class) : name(upper))
          : WildcardTypeName.supertypeOf(name(lower));
    }
    DeclaredType declared = (DeclaredType) type;
    TypeElement element = (TypeElement) declared.asElement();
    ClassName raw =
        isLocal(element)
            ? ClassName.get("", element.getSimpleName().toString())
            : ClassName.get(element);
    return declared.getTypeArguments().isEmpty()
        ? raw
        : ParameterizedTypeName.get(
            raw,
            declared.getTypeArguments().stream().map(FrameTypes::name).toArray(TypeName[]::new));
  }

  /** The type as a cast names it: {@code A & B} for an intersection. */
  static Text inCast(TypeMirror type) {
    if (type instanceof DenotableIntersection intersection) {
      Text.Builder bounds = Text.builder();
      for (TypeMirror bound : intersection.bounds()) {
        bounds.add(bounds.isEmpty() ? "$T" : " & $T", name(bound));
      }
      return bounds.build();
    }
    return Text.of("$T", name(type));
  }

  /** What stands in front of a local variable's name when it has an initialiser of this type. */
  static Text inDeclaration(TypeMirror type) {
    return type instanceof DenotableIntersection ? Text.of("var") : Text.of("$T", name(type));
  }

  /** A local variable's first value, whose type a {@code var} takes. */
  static Text defaultValue(TypeMirror type) {
    if (type instanceof DenotableIntersection) {
      return Text.of("($L) null", inCast(type));
    }
    TypeKind kind = type.getKind();
    return Text.of(kind == TypeKind.BOOLEAN ? "false" : kind.isPrimitive() ? "0" : "null");
  }

  /** Whether a field cannot have the type and keeps an {@code Object} instead. */
  static boolean isErasedInField(TypeMirror type) {
    return type instanceof DenotableIntersection || isLocal(type);
  }

  /** The type of a field that keeps a variable of this type. */
  static TypeName ofField(TypeMirror type) {
    return isErasedInField(type) ? ClassName.get(Object.class) : TypeName.get(type);
  }
}
