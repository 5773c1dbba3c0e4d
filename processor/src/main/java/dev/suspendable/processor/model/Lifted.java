package dev.suspendable.processor.model;

import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;

/**
 * Local and anonymous classes as frames see them: lifted out of their methods to the top level, as
 * they are in the JVM.
 *
 * <p>Such a class stays where the user has written it, and a frame creates instances of that same
 * class. For the frame it is a class of its package, whose name is the binary name, {@code
 * Host$1Local}. Its implicit references to the code around it become explicit: type variables
 * become type parameters before its own, and the enclosing instance and captured variables become
 * arguments of a factory ({@link HostMember.Kind#CREATION}).
 */
public final class Lifted {
  private Lifted() {}

  /** Whether a class is local or anonymous. */
  public static boolean isLifted(TypeElement type) {
    return type.getNestingKind() == NestingKind.LOCAL
        || type.getNestingKind() == NestingKind.ANONYMOUS;
  }

  /** Whether a class, or an enclosing class, is local or anonymous. */
  public static boolean isInLifted(TypeElement type) {
    for (TypeElement t = type; t != null; t = Declarations.classAround(t)) {
      if (isLifted(t)) {
        return true;
      }
    }
    return false;
  }

  /** Whether instances of a class have an enclosing instance. */
  public static boolean hasOuterInstance(TypeElement type) {
    return ((DeclaredType) type.asType()).getEnclosingType().getKind() == TypeKind.DECLARED;
  }

  /** Whether a class is a member class whose instances have an enclosing instance. */
  public static boolean isInner(TypeElement type) {
    return type.getNestingKind() == NestingKind.MEMBER && hasOuterInstance(type);
  }

  /**
   * Whether a class, or a class that it is an inner class of, gets type parameters from the code
   * around it.
   */
  public static boolean isGeneric(TypeElement type) {
    return !allTypeParameters(type).isEmpty();
  }

  /** The type parameters that a class, and those that it is an inner class of, get from there. */
  public static List<TypeParameterElement> allTypeParameters(TypeElement type) {
    return isInner(type) ? allTypeParameters(Declarations.classOf(type)) : typeParameters(type);
  }

  /** The type parameters that a class gets from the code around it; empty if it is not lifted. */
  public static List<TypeParameterElement> typeParameters(TypeElement type) {
    // Records, enums and interfaces are static.
    if (!isLifted(type)
        || type.getModifiers().contains(Modifier.STATIC)
        || type.getKind() != ElementKind.CLASS) {
      return List.of();
    }
    Element around = type.getEnclosingElement();
    return around == null ? List.of() : TypeParameters.inScope(around);
  }

  /** The type parameters of the code around a class inside a lifted one. */
  public static List<TypeParameterElement> typeParametersAround(TypeElement type) {
    Element around = type.getEnclosingElement();
    return isLifted(type)
        ? typeParameters(type)
        : around == null ? List.of() : TypeParameters.inScope(around);
  }
}
