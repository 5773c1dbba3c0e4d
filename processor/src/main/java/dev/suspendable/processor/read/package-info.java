/**
 * First pass: javac's attributed trees to our own model. The only package that sees {@code
 * com.sun.source} (the nested compilation's listener apart).
 */
@NullMarked
package dev.suspendable.processor.read;

import org.jspecify.annotations.NullMarked;
