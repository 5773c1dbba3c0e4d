/**
 * Our own picture of a coroutine: structured Java in which only what a suspension touches is taken
 * apart; everything else is carried as text with named holes ({@link
 * dev.suspendable.processor.model.Code}). Immutable; knows neither javac's trees nor JavaPoet.
 */
@NullMarked
package dev.suspendable.processor.model;

import org.jspecify.annotations.NullMarked;
