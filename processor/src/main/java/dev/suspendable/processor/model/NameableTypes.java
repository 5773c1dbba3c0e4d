package dev.suspendable.processor.model;

import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Tells by which class to name a nested type whose declaring class the code may not name: a public
 * type of a class that is not public is inherited by that class's heirs of other packages.
 */
public interface NameableTypes {
  /**
   * The class through which code names a nested type: the one that declares it, if that can be
   * named, or else an heir that the user's file mentions. Null if there is none.
   */
  @Nullable TypeElement ownerOf(TypeElement nested);
}
