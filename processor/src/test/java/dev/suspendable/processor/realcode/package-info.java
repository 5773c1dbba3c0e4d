/**
 * Real libraries, made to suspend: their methods become coroutines, with awaits put in by dice, and
 * the libraries' own tests are run against the result. Built to be run by the profile {@code
 * real-code}; see REAL-CODE.md.
 */
@NullMarked
package dev.suspendable.processor.realcode;

import org.jspecify.annotations.NullMarked;
