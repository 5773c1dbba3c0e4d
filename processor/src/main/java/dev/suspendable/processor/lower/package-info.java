/**
 * Converts structured Java to basic blocks with explicit suspension, branch, exception and cleanup
 * edges. Independent of javac and JavaPoet.
 */
@NullMarked
package dev.suspendable.processor.lower;

import org.jspecify.annotations.NullMarked;
