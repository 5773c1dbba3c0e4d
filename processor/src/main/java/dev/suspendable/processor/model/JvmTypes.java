package dev.suspendable.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Types as class files spell them: descriptors (JVMS 4.3) and signatures (JVMS 4.7.9.1). */
public final class JvmTypes {
  /**
   * The maximum number of slots for the arguments of a method, including the receiver (JVMS 4.3.3).
   */
  public static final int MOST_SLOTS = 255;

  /**
   * The maximum number of these slots for the user's arguments, in a method that has a few
   * generated ones.
   */
  public static final int MOST_ARGUMENTS = 250;

  /** The number of slots for arguments of these types. */
  public static int slots(Stream<? extends TypeMirror> types) {
    return types
        .mapToInt(
            type -> type.getKind() == TypeKind.LONG || type.getKind() == TypeKind.DOUBLE ? 2 : 1)
        .sum();
  }

  private final Types types;
  private final Elements elements;

  public JvmTypes(Types types, Elements elements) {
    this.types = types;
    this.elements = elements;
  }

  /** Internal name of a class, {@code java/util/Map$Entry}. */
  public String internalName(TypeElement type) {
    return elements.getBinaryName(type).toString().replace('.', '/');
  }

  /** The erasure of a type, which is its run-time form. */
  public TypeMirror erasure(TypeMirror type) {
    return types.erasure(type);
  }

  /** Descriptor of the type's erasure. */
  public String descriptor(TypeMirror type) {
    TypeMirror erased = type.getKind() == TypeKind.VOID ? type : types.erasure(type);
    return switch (erased.getKind()) {
      case BOOLEAN -> "Z";
      case BYTE -> "B";
      case SHORT -> "S";
      case INT -> "I";
      case LONG -> "J";
      case CHAR -> "C";
      case FLOAT -> "F";
      case DOUBLE -> "D";
      case VOID -> "V";
      case ARRAY -> "[" + descriptor(((ArrayType) erased).getComponentType());
      case DECLARED -> "L" + internalName((TypeElement) ((DeclaredType) erased).asElement()) + ";";
      default -> throw new IllegalArgumentException("no descriptor for " + type);
    };
  }

  /** Descriptor of a method as declared. */
  public String descriptor(ExecutableElement method) {
    return descriptor((ExecutableType) method.asType());
  }

  /** Descriptor of a method type's erasure. */
  public String descriptor(ExecutableType method) {
    StringBuilder result = new StringBuilder("(");
    method.getParameterTypes().forEach(type -> result.append(descriptor(type)));
    return result.append(')').append(descriptor(method.getReturnType())).toString();
  }

  /** Signature of a method type. */
  public String signature(ExecutableType method) {
    // As seen in the class that the method is a member of: that class's type arguments are applied
    // to inherited types.
    return method(
        typeVariables(method.getTypeVariables()),
        method.getParameterTypes(),
        method.getReturnType());
  }

  /** Signature of a method. */
  public String signature(
      List<TypeParameterElement> typeParameters,
      List<? extends TypeMirror> parameters,
      TypeMirror result) {
    return method(typeParameters(typeParameters), parameters, result);
  }

  private String method(
      String typeParameters, List<? extends TypeMirror> parameters, TypeMirror result) {
    StringBuilder signature = new StringBuilder();
    if (!typeParameters.isEmpty()) {
      signature.append('<').append(typeParameters).append('>');
    }
    signature.append('(');
    parameters.forEach(type -> signature.append(signature(type)));
    return signature.append(')').append(signature(result)).toString();
  }

  /** Type parameters in a signature, without brackets. */
  public String typeParameters(List<TypeParameterElement> parameters) {
    return typeVariables(
        parameters.stream().map(parameter -> (TypeVariable) parameter.asType()).toList());
  }

  private String typeVariables(List<? extends TypeVariable> variables) {
    StringBuilder signature = new StringBuilder();
    for (TypeVariable variable : variables) {
      signature.append(TypeParameters.unique((TypeParameterElement) variable.asElement()));
      List<? extends TypeMirror> bounds =
          variable.getUpperBound() instanceof IntersectionType intersection
              ? intersection.getBounds()
              : List.of(variable.getUpperBound());
      // The class bound comes first and may be missing; interfaces follow.
      String colon = isInterface(bounds.get(0)) ? "::" : ":";
      for (TypeMirror bound : bounds) {
        signature.append(colon).append(signature(bound));
        colon = ":";
      }
    }
    return signature.toString();
  }

  private static boolean isInterface(TypeMirror type) {
    return type instanceof DeclaredType declared && declared.asElement().getKind().isInterface();
  }

  /** Signature of a type, as in the class files that frames see. */
  public String signature(TypeMirror type) {
    return switch (type.getKind()) {
      case TYPEVAR ->
          "T"
              + TypeParameters.unique((TypeParameterElement) ((TypeVariable) type).asElement())
              + ";";
      case ARRAY -> "[" + signature(((ArrayType) type).getComponentType());
      case DECLARED -> "L" + classSignature((DeclaredType) type) + ";";
      default -> descriptor(type);
    };
  }

  private String classSignature(DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    String outer =
        element.getNestingKind() == NestingKind.MEMBER
                && type.getEnclosingType() instanceof DeclaredType enclosing
            ? classSignature(enclosing)
            : "";
    String name =
        outer.indexOf('<') >= 0 ? outer + "." + element.getSimpleName() : internalName(element);
    List<TypeMirror> arguments = new ArrayList<>();
    if (type.getTypeArguments().size() == element.getTypeParameters().size()) {
      Lifted.typeParameters(element).forEach(parameter -> arguments.add(parameter.asType()));
    }
    arguments.addAll(type.getTypeArguments());
    return name + arguments(arguments);
  }

  private String arguments(List<? extends TypeMirror> arguments) {
    if (arguments.isEmpty()) {
      return "";
    }
    StringBuilder result = new StringBuilder("<");
    for (TypeMirror argument : arguments) {
      if (argument instanceof WildcardType wildcard) {
        TypeMirror upper = wildcard.getExtendsBound();
        TypeMirror lower = wildcard.getSuperBound();
        result.append(
            upper != null ? "+" + signature(upper) : lower != null ? "-" + signature(lower) : "*");
      } else {
        result.append(signature(argument));
      }
    }
    return result.append('>').toString();
  }
}
