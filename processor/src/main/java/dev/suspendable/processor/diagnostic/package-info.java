/** Everything that the processor says to its user, in one catalogue. */
@NullMarked
package dev.suspendable.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
