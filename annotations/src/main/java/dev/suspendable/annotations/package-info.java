/**
 * Annotations that the Suspendable processor reads. None of them does anything at run time.
 *
 * <p>Developers who only write coroutines need one of them, {@link
 * dev.suspendable.annotations.Suspendable}. The others are for authors of coroutine types ({@link
 * dev.suspendable.annotations.CoroutineType}, {@link dev.suspendable.annotations.CoReturn}, {@link
 * dev.suspendable.annotations.NotAwaiting}), of operators ({@link
 * dev.suspendable.annotations.SuspensionOperator}), and of bindings to types that cannot be
 * annotated ({@link dev.suspendable.annotations.PromiseFor}, {@link
 * dev.suspendable.annotations.UsePromises}).
 */
@NullMarked
package dev.suspendable.annotations;

import org.jspecify.annotations.NullMarked;
