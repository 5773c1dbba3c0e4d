/**
 * Load: many connections, messages at a fixed rate, and what the server does then.
 *
 * <p>{@link dev.suspendable.samples.chat.load.Load} is the program. It starts servers as processes
 * of their own, one after the other: ours, and for comparison two small ones with the same
 * messages, tables and limits, of virtual threads and of futures.
 */
package dev.suspendable.samples.chat.load;
