/**
 * The entry points of the annotation processor: they determine when each pass runs. The packages
 * below do the work.
 */
@NullMarked
package dev.suspendable.processor;

import org.jspecify.annotations.NullMarked;
