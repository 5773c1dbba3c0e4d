package dev.suspendable.processor.emit;

import static java.util.stream.Collectors.joining;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.DenotableIntersection;
import dev.suspendable.processor.model.Lifted;
import dev.suspendable.processor.model.NameableTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;

/** Names of types, those of lifted classes and of shadowed type variables included. */
final class FrameTypes {
  private final Elements elements;
  private final Map<TypeParameterElement, String> typeVariables;
  private final NameableTypes nameable;

  /**
   * @param typeVariables what the type parameters in scope are called
   */
  FrameTypes(
      Elements elements, Map<TypeParameterElement, String> typeVariables, NameableTypes nameable) {
    this.nameable = nameable;
    this.elements = elements;
    this.typeVariables = typeVariables;
  }

  /** The class without type arguments. */
  ClassName name(TypeElement type) {
    if (type.getNestingKind() == NestingKind.TOP_LEVEL) {
      return ClassName.get(type);
    }
    if (!Lifted.isLifted(type)) {
      TypeElement owner = nameable.ownerOf(type);
      return name(owner == null ? Declarations.classOf(type) : owner)
          .nestedClass(type.getSimpleName().toString());
    }
    String packageName = elements.getPackageOf(type).getQualifiedName().toString();
    String binaryName = elements.getBinaryName(type).toString();
    return ClassName.get(
        packageName,
        packageName.isEmpty() ? binaryName : binaryName.substring(packageName.length() + 1));
  }

  TypeName name(TypeMirror type) {
    if (type instanceof TypeVariable variable) {
      return TypeVariableName.get(name((TypeParameterElement) variable.asElement()));
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
    return type instanceof DeclaredType declared ? declared(declared) : TypeName.get(type);
  }

  private TypeName declared(DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    List<TypeName> arguments = new ArrayList<>();
    if (type.getTypeArguments().size() == element.getTypeParameters().size()) {
      Lifted.typeParameters(element).forEach(p -> arguments.add(TypeVariableName.get(name(p))));
    }
    type.getTypeArguments().forEach(argument -> arguments.add(name(argument)));
    if (type.getEnclosingType() instanceof DeclaredType outer
        && element.getNestingKind() == NestingKind.MEMBER
        && name(outer) instanceof ParameterizedTypeName generic) {
      return generic.nestedClass(element.getSimpleName().toString(), arguments);
    }
    ClassName raw = name(element);
    return arguments.isEmpty()
        ? raw
        : ParameterizedTypeName.get(raw, arguments.toArray(TypeName[]::new));
  }

  private String name(TypeParameterElement parameter) {
    return typeVariables.getOrDefault(parameter, parameter.getSimpleName().toString());
  }

  /** A type parameter with its bounds. */
  TypeVariableName parameter(TypeParameterElement parameter) {
    return TypeVariableName.get(
        name(parameter), parameter.getBounds().stream().map(this::name).toArray(TypeName[]::new));
  }

  /** Type parameters as the type arguments of a call, in brackets; nothing for none. */
  String arguments(List<TypeParameterElement> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.stream().map(this::name).collect(joining(", ", "<", ">"));
  }

  /** The type as a cast names it: {@code A & B} for an intersection. */
  Text inCast(TypeMirror type) {
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
  Text inDeclaration(TypeMirror type) {
    return type instanceof DenotableIntersection ? Text.of("var") : Text.of("$T", name(type));
  }

  /** A local variable's first value, whose type a {@code var} takes. */
  Text defaultValue(TypeMirror type) {
    if (type instanceof DenotableIntersection) {
      return Text.of("($L) null", inCast(type));
    }
    TypeKind kind = type.getKind();
    return Text.of(kind == TypeKind.BOOLEAN ? "false" : kind.isPrimitive() ? "0" : "null");
  }

  /** Whether a field cannot have the type and keeps an {@code Object} instead. */
  static boolean isErasedInField(TypeMirror type) {
    return type instanceof DenotableIntersection;
  }

  /** The type of a field that keeps a variable of this type. */
  TypeName ofField(TypeMirror type) {
    return isErasedInField(type) ? ClassName.get(Object.class) : name(type);
  }
}
