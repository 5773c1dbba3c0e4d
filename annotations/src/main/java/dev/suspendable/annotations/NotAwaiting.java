package dev.suspendable.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a promise class: coroutines of that type may not await. A suspension operator of the awaiter
 * kind (see {@link SuspensionOperator}) in such a coroutine is a compile error that ends with
 * {@link #advice()}, and so is a resource whose closing is awaited. Operators of the hook kind
 * remain allowed, and operators that never wait and may end the coroutine ({@link
 * SuspensionOperator#mayReturn}).
 *
 * <p>For coroutine types whose consumer drives the body synchronously and could not wait, such as a
 * generator that implements {@link java.util.Iterator}. The counterpart of a deleted {@code
 * await_transform} in C++20.
 *
 * <pre>{@code
 * @NotAwaiting(advice = "collect the values in a Task first")
 * public abstract class GeneratorPromise<T> extends Promise { ... }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface NotAwaiting {

  /**
   * The alternative for a developer who tries to await, as the end of a message: {@code "use a
   * Task"}.
   *
   * @return the advice; may be empty
   */
  String advice() default "";
}
