/**
 * The nested compilation of the frame classes against the classes that the user's own compilation
 * saw. It also validates that names in the frames still mean what they meant in the user's code.
 */
@NullMarked
package dev.suspendable.processor.compile;

import org.jspecify.annotations.NullMarked;
