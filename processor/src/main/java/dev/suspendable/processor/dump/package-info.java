/**
 * The results of the passes, as text to read and as graphs to draw: for the developers of the
 * processor, and for the tests of its passes.
 */
@NullMarked
package dev.suspendable.processor.dump;

import org.jspecify.annotations.NullMarked;
