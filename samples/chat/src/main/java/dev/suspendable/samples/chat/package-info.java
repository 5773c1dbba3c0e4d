/**
 * A chat server, as a program of the size in which coroutines meet everything else: sockets, a
 * browser, a database, overload, and the end of its clients, its database, and itself.
 *
 * <p>{@link dev.suspendable.samples.chat.Main} starts it. The README in the directory of this
 * module says how, and what has been measured.
 */
package dev.suspendable.samples.chat;
