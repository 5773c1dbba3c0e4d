package dev.suspendable.processor.model;

import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Determines through which class to name a nested type whose declaring class the code may not name.
 * A public type nested in a non-public class is inherited by the subclasses of that class in other
 * packages.
 */
public interface NameableTypes {
  /**
   * The class through which code names a nested type: the declaring class if it can be named, or
   * else a subclass that the user's file mentions. Null if neither exists.
   */
  @Nullable TypeElement ownerOf(TypeElement nested);
}
