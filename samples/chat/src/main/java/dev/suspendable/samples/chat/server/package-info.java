/**
 * The server. In order of reading: {@code ChatServer} accepts connections, {@code Connection} is
 * one of them, {@code Handler} answers a request, {@code Routes} has one method for each type,
 * {@code Room} delivers messages.
 */
package dev.suspendable.samples.chat.server;
