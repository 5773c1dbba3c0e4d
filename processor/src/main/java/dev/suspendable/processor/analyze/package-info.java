/** Analyses of a graph for the emitter: liveness, captured variables, names, placement. */
@NullMarked
package dev.suspendable.processor.analyze;

import org.jspecify.annotations.NullMarked;
