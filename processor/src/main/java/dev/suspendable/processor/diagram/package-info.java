/**
 * The state diagram of a coroutine: its resume points, the ways between them, what a stop or an
 * exception runs, and what the frame keeps. It comes from the blocks and from the placement of the
 * variables, so it shows what the frame really does. For users, while {@code dump} is for the
 * developers of the processor; no pass depends on it.
 */
@NullMarked
package dev.suspendable.processor.diagram;

import org.jspecify.annotations.NullMarked;
