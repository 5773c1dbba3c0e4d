package dev.suspendable.samples.chat.data;

import java.time.Instant;

/**
 * A message has been committed.
 *
 * @param seq its number in its room: 1, 2, 3, … in the order of the commits
 * @param time when it was posted
 * @param duplicate whether the same key of the same user had been posted before: then number and
 *     time are those of the first, and there is nothing to deliver
 */
public record Posted(long seq, Instant time, boolean duplicate) {}
