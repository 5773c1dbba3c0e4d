/**
 * Suspension operators and coroutine types: what most programs use.
 *
 * <p>{@link dev.suspendable.Coroutines} holds the operators, {@link dev.suspendable.Task} and
 * {@link dev.suspendable.Generator} are the coroutine types, {@link dev.suspendable.Task} combines
 * and runs tasks. {@code CompletableFuture} and {@code CompletionStage} are coroutine types as
 * well, by {@link dev.suspendable.FuturePromise}, and {@code Optional} is one by {@link
 * dev.suspendable.OptionalPromise}. All of it is written against the public API of {@link
 * dev.suspendable.coroutine}, as custom coroutine types would be.
 */
@NullMarked
@UsePromises({FuturePromise.class, OptionalPromise.class})
package dev.suspendable;

import dev.suspendable.annotations.UsePromises;
import org.jspecify.annotations.NullMarked;
