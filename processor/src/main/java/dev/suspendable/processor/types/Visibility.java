package dev.suspendable.processor.types;

import dev.suspendable.processor.model.Declarations;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Determines what code of one file may name of another file: public elements, and elements of its
 * own package.
 */
public final class Visibility {
  private final Types types;
  private final Elements elements;

  public Visibility(Types types, Elements elements) {
    this.types = types;
    this.elements = elements;
  }

  /** Whether a class may call a method, and name all classes in the method's erased signature. */
  public boolean isSeenBy(TypeElement from, ExecutableElement method) {
    PackageElement here = elements.getPackageOf(from);
    return isSeen(method, here)
        && isSeen(Declarations.classOf(method), here)
        && isSeen(method.getReturnType(), here)
        && method.getParameters().stream().allMatch(p -> isSeen(p.asType(), here));
  }

  private boolean isSeen(TypeMirror type, PackageElement here) {
    TypeMirror erased = types.erasure(type);
    while (erased instanceof ArrayType array) {
      erased = array.getComponentType();
    }
    return !(erased instanceof DeclaredType declared)
        || isSeen((TypeElement) declared.asElement(), here);
  }

  private boolean isSeen(TypeElement type, PackageElement here) {
    for (@Nullable TypeElement each = type; each != null; each = Declarations.classAround(each)) {
      if (!isSeen((Element) each, here)) {
        return false;
      }
    }
    return true;
  }

  private boolean isSeen(Element element, PackageElement here) {
    return element.getModifiers().contains(Modifier.PUBLIC)
        || (elements.getPackageOf(element).equals(here)
            && !element.getModifiers().contains(Modifier.PRIVATE));
  }
}
