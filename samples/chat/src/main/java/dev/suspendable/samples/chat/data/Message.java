package dev.suspendable.samples.chat.data;

import java.time.Instant;

/**
 * A message that has been committed.
 *
 * @param room where it was posted
 * @param seq its number in the room
 * @param user the name of its author
 * @param text what it says
 * @param time when it was posted
 */
public record Message(String room, long seq, String user, String text, Instant time) {}
