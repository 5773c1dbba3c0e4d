/**
 * Operations of the JDK's asynchronous types as tasks: NIO channels, processes, publishers.
 * (Futures and stages are awaited directly.)
 */
@NullMarked
package dev.suspendable.interop;

import org.jspecify.annotations.NullMarked;
