/** What the emitter needs to know of a graph: liveness, captured variables, names, placement. */
@NullMarked
package dev.suspendable.processor.analyze;

import org.jspecify.annotations.NullMarked;
