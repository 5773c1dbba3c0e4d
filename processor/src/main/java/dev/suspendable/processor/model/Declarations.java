package dev.suspendable.processor.model;

import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Where elements are declared. */
public final class Declarations {
  private Declarations() {}

  /** The class that declares a member. */
  public static TypeElement classOf(Element member) {
    return (TypeElement) Objects.requireNonNull(member.getEnclosingElement());
  }
}
