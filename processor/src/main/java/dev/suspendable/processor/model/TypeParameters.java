package dev.suspendable.processor.model;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.Parameterizable;
import javax.lang.model.element.TypeParameterElement;
import org.jspecify.annotations.Nullable;

/**
 * Type parameters and their scopes. An inferred type can mention type variables that the code
 * itself cannot name, because inner ones of the same name shadow them.
 */
public final class TypeParameters {
  private TypeParameters() {}

  /**
   * The type parameters of a member or class and of everything around it, the innermost first.
   * Shadowed ones are included, after the ones that shadow them.
   */
  public static List<TypeParameterElement> inScope(Element member) {
    List<TypeParameterElement> result = new ArrayList<>();
    for (@Nullable Element e = member; e != null && !(e instanceof PackageElement); ) {
      // For an initialiser, javac creates a method without a type, which has no type parameters
      // either.
      boolean isInitializer =
          e.getKind() == ElementKind.STATIC_INIT || e.getKind() == ElementKind.INSTANCE_INIT;
      if (!isInitializer && e instanceof Parameterizable generic) {
        result.addAll(generic.getTypeParameters());
      }
      e = isStatic(e) ? null : e.getEnclosingElement();
    }
    return result;
  }

  private static boolean isStatic(Element element) {
    return element.getKind() == ElementKind.STATIC_INIT
        || element.getModifiers().contains(Modifier.STATIC);
  }

  /**
   * The type parameter's name in the class files that frames see: its own, or {@code T#1} if it
   * shadows another one. So no two type parameters in a scope have the same name.
   */
  public static String unique(TypeParameterElement parameter) {
    String name = parameter.getSimpleName().toString();
    Element generic = parameter.getGenericElement();
    Element around = isStatic(generic) ? null : generic.getEnclosingElement();
    long shadowed =
        around == null ? 0 : inScope(around).stream().filter(other -> isNamed(other, name)).count();
    return shadowed == 0 ? name : name + "#" + shadowed;
  }

  private static boolean isNamed(TypeParameterElement parameter, String name) {
    return parameter.getSimpleName().contentEquals(name);
  }
}
