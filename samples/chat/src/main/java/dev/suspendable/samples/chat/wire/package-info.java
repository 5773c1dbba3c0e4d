/**
 * The protocol of client and server: frames of JSON.
 *
 * <p>A frame is a length of four bytes, high byte first, and so many bytes of JSON in UTF-8. {@link
 * dev.suspendable.samples.chat.wire.Request} has what a client may say, {@link
 * dev.suspendable.samples.chat.wire.Event} what the server says, {@link
 * dev.suspendable.samples.chat.wire.Json} their form. Over a WebSocket each message is one text
 * without a length.
 */
package dev.suspendable.samples.chat.wire;
