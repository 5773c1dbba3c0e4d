package dev.suspendable;

import org.jspecify.annotations.Nullable;

/**
 * The value of the task that was first, see {@link Task#whenAny} and {@link Task#race}.
 *
 * @param index the position of that task among those that were awaited, from 0
 * @param value its value
 */
public record Winner<T extends @Nullable Object>(int index, T value) {}
