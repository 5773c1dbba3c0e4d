package dev.suspendable.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class or interface a coroutine type, one that coroutines may return.
 *
 * <pre>{@code
 * @CoroutineType(promise = TaskPromise.class)
 * public interface Task<T> extends Awaitable<T> { ... }
 *
 * public abstract class TaskPromise<T> extends Promise implements Task<T> {
 *   protected Task<T> getReturnObject() { return this; }
 *   ...
 * }
 * }</pre>
 *
 * <p>The type arguments of the coroutine type become those of the promise by position: a coroutine
 * that returns {@code Task<Integer>} extends {@code TaskPromise<Integer>}. A promise without type
 * parameters gets no type arguments; any other difference in number is a compile error.
 *
 * <p>This is the direct form of C++20's {@code promise_type} member. For a type that cannot be
 * annotated see {@link PromiseFor}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface CoroutineType {

  /**
   * The promise class: an abstract class that extends {@code dev.suspendable.coroutine.Promise} and
   * declares {@code getReturnObject()}.
   *
   * @return the promise class
   */
  Class<?> promise();

  /**
   * Whether a call runs none of the coroutine's body, which starts when the object is used. For
   * such types the processor warns about calls whose object is dropped, because their bodies never
   * run.
   *
   * @return true for lazy types; the promise decides what a call does, this element only declares
   *     it
   */
  boolean lazy() default false;
}
