/**
 * The processor's model of a coroutine: structured Java in which only the parts that a suspension
 * touches are lowered; all other code is verbatim text with named holes ({@link
 * dev.suspendable.processor.model.Code}). The model is immutable, and independent of javac's trees
 * and of JavaPoet.
 */
@NullMarked
package dev.suspendable.processor.model;

import org.jspecify.annotations.NullMarked;
