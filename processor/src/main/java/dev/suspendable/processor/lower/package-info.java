/**
 * Structured Java to basic blocks with explicit suspension, branch, exception and cleanup edges.
 * Knows neither javac nor JavaPoet.
 */
@NullMarked
package dev.suspendable.processor.lower;

import org.jspecify.annotations.NullMarked;
