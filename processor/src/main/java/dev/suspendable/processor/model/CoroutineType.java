package dev.suspendable.processor.model;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine's return type, and how it is created.
 *
 * @param type the coroutine type, as the method declares it
 * @param promise the promise class
 * @param promiseMethods its methods, including inherited ones
 * @param promiseType the promise with its type arguments, the frame's superclass
 * @param coReturnFactories qualified names of static methods that are co-returns by binding
 * @param constructor the parameters of the promise's constructor
 * @param isPooled whether the promise has the static hook {@code framePool}
 * @param isElidable whether a coroutine that is awaited immediately needs no coroutine object
 * @param sink the parameter of the promise's {@code stepTo}, null if it has no push mode
 * @param noAwaitAdvice what to do instead of awaiting, or null if the promise accepts awaits
 * @param isImmediate whether the body ends before the call returns, and then makes the object
 * @param takesObject whether an object of the type that is returned is complete
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
    @Nullable String noAwaitAdvice,
    boolean isImmediate,
    boolean takesObject) {

  /** The parameters of the promise's constructor. */
  public enum Constructor {
    NOTHING,
    ARGUMENTS,
    RECEIVER_AND_ARGUMENTS
  }
}
