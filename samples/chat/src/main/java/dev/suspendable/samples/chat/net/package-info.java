/** Ways to carry messages: TCP and WebSockets, both as a {@code Transport}. */
package dev.suspendable.samples.chat.net;
