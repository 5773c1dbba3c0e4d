/**
 * Finds the coroutines of a class and the suspensions in a body, and the facts that the readers
 * need: which trees suspend, which variables are written and captured, which calls may be direct.
 */
@NullMarked
package dev.suspendable.processor.find;

import org.jspecify.annotations.NullMarked;
