package dev.suspendable.samples.chat.server;

import dev.suspendable.Task;
import dev.suspendable.samples.chat.wire.Event;

/**
 * The result of a route for the client.
 *
 * @param event the answer
 * @param then what the connection does between this answer and its next request
 */
record Answer(Event event, Task<Void> then) {
  Answer(Event event) {
    this(event, Task.completed());
  }
}
