/**
 * Facts about types of the user's code that need no trees of bodies: which of them source can name,
 * and which method a lambda implements.
 */
@NullMarked
package dev.suspendable.processor.types;

import org.jspecify.annotations.NullMarked;
