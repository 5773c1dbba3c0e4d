package dev.suspendable.processor.model;

/**
 * A suspension point in the user's code.
 *
 * @param line its line
 * @param source its text, shortened to one line
 */
public record Site(int line, String source) {}
