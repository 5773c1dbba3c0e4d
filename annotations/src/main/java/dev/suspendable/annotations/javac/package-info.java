/** The part of javac that notices that the processor is missing. Not exported. */
@NullMarked
package dev.suspendable.annotations.javac;

import org.jspecify.annotations.NullMarked;
