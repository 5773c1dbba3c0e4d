package dev.suspendable.processor.model;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * How a coroutine's return type is made.
 *
 * @param type the coroutine type, as the method declares it
 * @param promise the promise class
 * @param promiseMethods its methods, inherited ones included
 * @param promiseType the promise with its type arguments, the frame's superclass
 * @param coReturnFactories qualified names of static methods that are co-returns by binding
 * @param constructor what the promise's constructor takes
 * @param isPooled whether the promise has the static hook {@code framePool}
 * @param isElidable whether a coroutine that is awaited on the spot may do without its object
 * @param sink what the promise's {@code stepTo} takes, null if it has no push mode
 * @param noAwaitAdvice what to do instead of awaiting, or null if the promise accepts awaits
 */
public record CoroutineType(
    DeclaredType type,
    TypeElement promise,
    List<ExecutableElement> promiseMethods,
    DeclaredType promiseType,
    Set<String> coReturnFactories,
    Constructor constructor,
    boolean isPooled,
    boolean isElidable,
    @Nullable TypeMirror sink,
    @Nullable String noAwaitAdvice) {

  /** What the promise's constructor takes. */
  public enum Constructor {
    NOTHING,
    ARGUMENTS,
    RECEIVER_AND_ARGUMENTS
  }
}
