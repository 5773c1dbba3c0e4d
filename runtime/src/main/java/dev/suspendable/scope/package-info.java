/**
 * The data that coroutines share with those that await them: the {@link
 * dev.suspendable.scope.Context}, and the request to stop ({@link
 * dev.suspendable.scope.StopSource}).
 */
@NullMarked
package dev.suspendable.scope;

import org.jspecify.annotations.NullMarked;
