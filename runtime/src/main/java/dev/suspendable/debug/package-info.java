/**
 * Shows which coroutines there are, where they are suspended, what they wait for, and the values of
 * their variables: {@link dev.suspendable.debug.CoroutineRegistry}.
 */
@NullMarked
package dev.suspendable.debug;

import org.jspecify.annotations.NullMarked;
