package dev.suspendable.samples.chat.data;

/**
 * A user.
 *
 * @param name the name, which no other user has
 */
public record User(String name) {}
