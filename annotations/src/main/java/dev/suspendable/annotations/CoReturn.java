package dev.suspendable.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a co-return factory of a coroutine type. A coroutine of that type calls it to express
 * {@code co_return}.
 *
 * <p>In a coroutine, {@code return} of a call of such a factory makes no object. With a parameter
 * it completes the coroutine with that value, by the promise's {@code returnValue(v)}; without one,
 * by {@code returnVoid()}.
 *
 * <pre>{@code
 * public interface Task<T> extends Awaitable<T> {
 *   @CoReturn
 *   static <T> Task<T> of(T value) { ... }   // return Task.of(v)  means co_return v
 *
 *   @CoReturn
 *   static Task<Void> completed() { ... }    // return Task.completed() means co_return
 * }
 * }</pre>
 *
 * <p>The call is recognised through parentheses, casts, conditional expressions and {@code switch}
 * arms. Everywhere else, and in methods that are not coroutines, the factory is an ordinary method.
 * Its result has to behave like a finished coroutine: awaiting {@code Task.of(v)} gives {@code v}.
 *
 * <p>It is a compile error to return a call of a factory with more than one parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface CoReturn {}
