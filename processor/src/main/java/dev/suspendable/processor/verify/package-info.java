/**
 * Checks that the results of passes have the properties that the passes guarantee. Runs in the
 * processor's own tests, never in users' builds.
 */
@NullMarked
package dev.suspendable.processor.verify;

import org.jspecify.annotations.NullMarked;
