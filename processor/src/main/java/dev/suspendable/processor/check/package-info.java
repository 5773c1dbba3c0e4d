/**
 * Checks on coroutine declarations that need only their signatures: they find invalid declarations
 * and give the reason.
 */
@NullMarked
package dev.suspendable.processor.check;

import org.jspecify.annotations.NullMarked;
