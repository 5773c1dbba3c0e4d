package dev.suspendable.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a promise class: binds it to a coroutine type that cannot be annotated with {@link
 * CoroutineType}, such as one of the JDK. The counterpart of a specialisation of C++20's {@code
 * coroutine_traits}.
 *
 * <pre>{@code
 * @PromiseFor(type = CompletableFuture.class, coReturn = "completedFuture")
 * @PromiseFor(
 *     type = CompletionStage.class,
 *     coReturnIn = CompletableFuture.class,
 *     coReturn = {"completedFuture", "completedStage"})
 * public abstract class FuturePromise<T> extends Promise { ... }
 * }</pre>
 *
 * <p>The binding applies where {@link UsePromises} names the promise class, and to methods that
 * name it in {@link Suspendable#promise()}. One promise may serve several types: the annotation can
 * be repeated.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(PromiseFor.Bindings.class)
public @interface PromiseFor {

  /**
   * The coroutine type. Its type arguments become those of the promise by position.
   *
   * @return a class or interface
   */
  Class<?> type();

  /**
   * Names of the co-return factories (see {@link CoReturn}). These are static methods of the class
   * {@link #coReturnIn()}; all overloads with at most one parameter count.
   *
   * @return simple names of methods; a name without such a method has no effect
   */
  String[] coReturn() default {};

  /**
   * The class that declares the co-return factories, if it is not {@link #type()} itself.
   *
   * @return a class, or {@link Inferred} for {@code type()}
   */
  Class<?> coReturnIn() default Inferred.class;

  /** Stands for "the class that {@link #type()} names". Never instantiated. */
  final class Inferred {
    private Inferred() {}
  }

  /** Holds the bindings of a promise class that has more than one. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.TYPE)
  @interface Bindings {
    /**
     * The bindings.
     *
     * @return all of them, in source order
     */
    PromiseFor[] value();
  }
}
