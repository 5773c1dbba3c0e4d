/** The view of an operator: logs with the connection and the user, metrics, and the coroutines. */
package dev.suspendable.samples.chat.observe;
