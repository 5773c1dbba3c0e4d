/**
 * The nested compilation of the frame classes over the world that the user's own compilation saw,
 * and the validation that names in them still mean what they meant there.
 */
@NullMarked
package dev.suspendable.processor.compile;

import org.jspecify.annotations.NullMarked;
