package dev.suspendable.processor.model;

import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Finds the classes in which elements are declared. */
public final class Declarations {
  private Declarations() {}

  /** The class that declares a member, or whose code contains a local class. */
  public static TypeElement classOf(Element member) {
    return Objects.requireNonNull(classAround(member));
  }

  /** The same; null for a top-level class. */
  public static @Nullable TypeElement classAround(Element member) {
    Element around = member.getEnclosingElement();
    while (around != null && !(around instanceof TypeElement)) {
      around = around.getEnclosingElement();
    }
    return (TypeElement) around;
  }

  /** The top-level class around a class. */
  public static TypeElement outermost(TypeElement type) {
    TypeElement outermost = type;
    for (TypeElement t = type; t != null; t = classAround(t)) {
      outermost = t;
    }
    return outermost;
  }
}
