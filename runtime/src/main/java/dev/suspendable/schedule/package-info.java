/**
 * Executors for coroutines: the {@link dev.suspendable.schedule.EventLoop}, the {@link
 * dev.suspendable.schedule.Strand}, and factories in {@link
 * dev.suspendable.schedule.TaskExecutors}; and the {@link dev.suspendable.schedule.TaskManager}.
 * Any other {@link java.util.concurrent.Executor} does as well. Written against the public API of
 * the other packages, which do not depend on it.
 */
@NullMarked
package dev.suspendable.schedule;

import org.jspecify.annotations.NullMarked;
