/** Keeps the processor's classes loaded between the compilations of one JVM. */
@NullMarked
package dev.suspendable.processor.load;

import org.jspecify.annotations.NullMarked;
