package dev.suspendable.processor.model;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The promise of a coroutine: the class that defines the coroutine type by its hooks.
 *
 * @param element the class
 * @param type the class with its type arguments, the frame's superclass
 * @param methods its methods, including inherited ones
 * @param constructor the parameters of its constructor
 * @param isElidable whether a coroutine that is awaited immediately needs no coroutine object
 * @param isImmediate whether the body ends before the call returns, and then makes the object
 * @param sink the parameter of its {@code stepTo}, null if it has no push mode
 * @param noAwaitAdvice what to do instead of awaiting, or null if it accepts awaits
 */
public record Promise(
    TypeElement element,
    DeclaredType type,
    List<ExecutableElement> methods,
    Constructor constructor,
    boolean isElidable,
    boolean isImmediate,
    @Nullable TypeMirror sink,
    @Nullable String noAwaitAdvice) {

  /** The parameters of a promise's constructor. */
  public enum Constructor {
    NOTHING,
    ARGUMENTS,
    RECEIVER_AND_ARGUMENTS
  }

  /** Whether it has the static hook {@code framePool}. */
  public boolean isPooled() {
    return methods.stream()
        .anyMatch(
            method ->
                method.getSimpleName().contentEquals("framePool")
                    && method.getModifiers().contains(Modifier.STATIC)
                    && !method.getModifiers().contains(Modifier.PRIVATE));
  }

  /** Whether its coroutines may have a direct form, which creates no frame until it suspends. */
  public boolean allowsDirectForm() {
    return isElidable && !isPooled() && constructor == Constructor.NOTHING;
  }

  /** Whether its coroutines may await. */
  public boolean acceptsAwaits() {
    return noAwaitAdvice == null;
  }
}
