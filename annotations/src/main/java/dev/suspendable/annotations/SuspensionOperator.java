package dev.suspendable.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a suspension operator: a call of it in a coroutine's body is a suspension point.
 *
 * <p>There are two kinds of operators.
 *
 * <p><b>Awaiter kind.</b> A <em>companion</em> in the same class, or for static operators in the
 * class {@link #companions()}, makes the awaitable; the operator itself only provides its
 * signature. The companion has the operator's parameters, is static if and only if the operator is,
 * and returns an {@code Awaitable} or {@code Awaiter}. The compiled coroutine calls the companion
 * with the operator's receiver and arguments and awaits the result. The result of that await,
 * converted to the operator's result type, is the value of the expression.
 *
 * <pre>{@code
 * @SuspensionOperator
 * public static <T> T await(Awaitable<T> awaitable) {
 *   throw Operators.uncompiled();
 * }
 *
 * public static <T> Awaiter<T> awaiter(Awaitable<T> awaitable) {
 *   return awaitable.awaiter();
 * }
 * }</pre>
 *
 * <p><b>Hook kind.</b> The compiled coroutine calls the promise's method named {@link #hook()} with
 * the operator's arguments and awaits the awaitable that it returns. If the promise of a coroutine
 * has no method of that name for these arguments, the use of the operator is a compile error.
 *
 * <pre>{@code
 * @SuspensionOperator(hook = "yieldValue")
 * public static <T> void yieldValue(T value) {
 *   throw Operators.uncompiled();
 * }
 * }</pre>
 *
 * <p>If both {@link #awaiter()} and {@link #hook()} are set, the hook is used. Calling an operator
 * whose companion is missing is a compile error. The body of an operator runs only in classes that
 * were compiled without the processor, so let it throw an exception that says so.
 *
 * <p>A hook whose promise does not suspend should return an awaitable that is always ready.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface SuspensionOperator {

  /**
   * Name of the companion that makes the awaitable.
   *
   * @return the name; the empty string means {@code "awaiter"}, unless {@link #hook()} is set
   */
  String awaiter() default "";

  /**
   * The class that holds the companion of a static operator, so that code that imports the
   * operator's class does not see the companion.
   *
   * @return the class; {@code void.class} means that of the operator
   */
  Class<?> companions() default void.class;

  /**
   * Name of the promise's method that makes the awaitable.
   *
   * @return the name, or the empty string for an operator of the awaiter kind
   */
  String hook() default "";

  /**
   * Whether the companion only calls {@code awaiter()} on its single argument. If that argument is
   * a call of a coroutine whose promise is {@link AwaitElidable}, the compiled code may then omit
   * the coroutine's object and its awaiter, and not call the companion.
   *
   * @return true to allow this; has no meaning for an operator of the hook kind
   */
  boolean elidable() default false;

  /**
   * The class of the objects that the coroutine may return early at this operator. It says two
   * things. The operator never waits: either its value is there, or its awaiter ends the coroutine
   * with such an object, by {@code SuspendPoint.setReturned}. And it may be used only where the
   * coroutine can return such an object: where its promise overrides {@code returnEarly} and has a
   * hook {@code returnValue} whose parameter has this class.
   *
   * <pre>{@code
   * @SuspensionOperator(mayReturn = Maybe.class)    // in coroutines of type Maybe, Task<Maybe>, ...
   * public static <T> T await(Maybe<T> maybe) {
   *   throw Operators.uncompiled();
   * }
   * }</pre>
   *
   * @return the class; {@code void.class} for an operator that waits
   */
  Class<?> mayReturn() default void.class;
}
