/**
 * Copies the user's text into the code of a frame. Names that mean something else there are
 * replaced; all other characters remain.
 */
@NullMarked
package dev.suspendable.processor.verbatim;

import org.jspecify.annotations.NullMarked;
