/**
 * Checks that the results of passes are as the passes promise. Runs in the processor's own tests,
 * never in users' builds.
 */
@NullMarked
package dev.suspendable.processor.verify;

import org.jspecify.annotations.NullMarked;
