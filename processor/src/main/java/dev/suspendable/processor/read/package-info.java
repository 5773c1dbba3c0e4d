/**
 * Converts javac's attributed trees of a coroutine to the processor's own model: statements,
 * expressions, suspensions and jumps. It is the last pass that sees javac's trees.
 */
@NullMarked
package dev.suspendable.processor.read;

import org.jspecify.annotations.NullMarked;
