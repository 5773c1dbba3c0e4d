/**
 * First pass: converts javac's attributed trees to the processor's own model. This is the only
 * package that uses {@code com.sun.source} (except the nested compilation's listener).
 */
@NullMarked
package dev.suspendable.processor.read;

import org.jspecify.annotations.NullMarked;
