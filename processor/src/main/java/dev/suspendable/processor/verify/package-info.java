/**
 * Checks that what passes have made is as they promise. Runs in the processor's own tests, never in
 * users' builds.
 */
@NullMarked
package dev.suspendable.processor.verify;

import org.jspecify.annotations.NullMarked;
