/**
 * Faults: a server under load is killed, loses its database, its clients, its disk, its time, its
 * threads; and each time it is checked what its clients have seen.
 *
 * <p>{@link dev.suspendable.samples.chat.fault.Faults} is the program. The clients are coroutines,
 * and come back as long as they are not told to end; see {@link
 * dev.suspendable.samples.chat.fault.Robot}.
 */
package dev.suspendable.samples.chat.fault;
