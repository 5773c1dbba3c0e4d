package dev.suspendable.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.Parameterizable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Local and anonymous classes as frames see them: lifted out of their methods to the top level, as
 * the JVM has them.
 *
 * <p>Such a class stays where the user has written it, and a frame makes instances of that very
 * class. To the frame it is a class of its package with the binary name for a name, {@code
 * Host$1Local}. What it sees of the code around it becomes explicit: type variables become type
 * parameters in front of its own, the enclosing instance and captured variables become arguments of
 * a factory ({@link HostMember.Kind#CREATION}).
 *
 * @param type the class
 * @param binaryName its name
 * @param typeParameters the type parameters that it gets, as a signature without brackets; empty if
 *     it gets none
 * @param typeVariables their names
 * @param isErased whether it is shown without generic types, as an exception that could name type
 *     variables is: the language knows no generic ones
 */
public record Lifted(
    TypeElement type,
    String binaryName,
    String typeParameters,
    List<String> typeVariables,
    boolean isErased) {

  /** Whether a class is local or anonymous. */
  public static boolean isLifted(TypeElement type) {
    return type.getNestingKind() == NestingKind.LOCAL
        || type.getNestingKind() == NestingKind.ANONYMOUS;
  }

  /** Whether a class, or one around it, is local or anonymous. */
  public static boolean isInLifted(TypeElement type) {
    for (TypeElement t = type; t != null; t = Declarations.classAround(t)) {
      if (isLifted(t)) {
        return true;
      }
    }
    return false;
  }

  /** Whether instances of a class have an enclosing one. */
  public static boolean hasOuterInstance(TypeElement type) {
    return ((DeclaredType) type.asType()).getEnclosingType().getKind() == TypeKind.DECLARED;
  }

  /** What a class looks like. */
  public static Lifted of(TypeElement type, JvmTypes jvm) {
    List<TypeParameterElement> own = typeParameters(type);
    return new Lifted(
        type,
        jvm.internalName(type).replace('/', '.'),
        jvm.typeParameters(own),
        own.stream().map(p -> p.getSimpleName().toString()).toList(),
        own.isEmpty() && !typeParametersAround(type).isEmpty());
  }

  /** The type parameters that a lifted class gets from the code around it. */
  public static List<TypeParameterElement> typeParameters(TypeElement type) {
    return isLifted(type) && !isThrowable(type) ? typeParametersAround(type) : List.of();
  }

  private static boolean isThrowable(TypeElement type) {
    for (TypeMirror t = type.asType(); t instanceof DeclaredType declared; ) {
      TypeElement element = (TypeElement) declared.asElement();
      if (element.getQualifiedName().contentEquals("java.lang.Throwable")) {
        return true;
      }
      t = element.getSuperclass();
    }
    return false;
  }

  /** The type parameters that the code around a class may name. */
  public static List<TypeParameterElement> typeParametersAround(TypeElement type) {
    if (type.getModifiers().contains(Modifier.STATIC) || type.getKind() != ElementKind.CLASS) {
      return List.of();
    }
    Element around = type.getEnclosingElement();
    return around == null ? List.of() : typeParametersInScope(around);
  }

  /** The type parameters that the code of a member may name: its own, and those around it. */
  public static List<TypeParameterElement> typeParametersInScope(Element member) {
    Map<String, TypeParameterElement> byName = new LinkedHashMap<>();
    for (@Nullable Element e = member; e != null && !(e instanceof PackageElement); ) {
      if (e instanceof Parameterizable generic) {
        generic
            .getTypeParameters()
            .forEach(p -> byName.putIfAbsent(p.getSimpleName().toString(), p));
      }
      e = e.getModifiers().contains(Modifier.STATIC) ? null : e.getEnclosingElement();
    }
    return new ArrayList<>(byName.values());
  }
}
