/** The other side: a client that blocks, and a command with it. */
package dev.suspendable.samples.chat.client;
