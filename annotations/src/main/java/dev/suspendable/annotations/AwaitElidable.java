package dev.suspendable.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a promise class: a coroutine of that type that is awaited where it is called, {@code
 * await(callee(x))}, may run as an ordinary Java call. It gets a frame, and with it its promise and
 * coroutine object, only if it suspends. In Clang this is {@code coro_await_elidable}.
 *
 * <p>With this annotation the promise states that a program cannot observe the difference:
 *
 * <ul>
 *   <li>its coroutines are lazy ({@code initialSuspend} is {@code SuspendAlways}), and constructor,
 *       {@code getReturnObject} and {@code recycle} have no effect;
 *   <li>awaiting it has the outcome of the body: the value passed to {@code returnValue}, or null
 *       for {@code returnVoid}; the exception passed to {@code unhandledException}; or the stopped
 *       signal;
 *   <li>the promise is its own {@code FrameAwaiter}, and overrides {@code awaitedBy} and {@code
 *       completedBy}.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface AwaitElidable {}
