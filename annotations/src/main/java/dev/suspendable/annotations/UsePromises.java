package dev.suspendable.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Activates bindings of promise classes to coroutine types for a class or a package.
 *
 * <pre>{@code
 * @UsePromises(TracedTaskPromise.class)
 * package com.example.search;
 * }</pre>
 *
 * <p>A binding holds for the coroutines of the annotated class and of the classes nested in it, or
 * for those of the annotated package (not of its sub-packages). The innermost binding for a
 * coroutine type has precedence. It takes precedence over {@link CoroutineType} on the type, so a
 * package may give a coroutine type a different promise.
 *
 * <p>Of two bindings for one coroutine type in the same annotation, the first is used. A class
 * without {@link PromiseFor} has no effect.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.PACKAGE})
public @interface UsePromises {

  /**
   * Promise classes that have {@link PromiseFor}.
   *
   * @return the classes, in any order
   */
  Class<?>[] value();
}
