package dev.suspendable.processor.page;

import dev.suspendable.processor.diagram.Diagram;
import dev.suspendable.processor.model.FrameSource;

/**
 * All that the page shows of a coroutine.
 *
 * @param frame with its final text
 * @param source the user's text
 * @param kind what comes before its name; empty for a method
 * @param type the coroutine type, as people write it
 * @param line the line of its declaration
 */
public record Coroutine(
    FrameSource frame, Diagram diagram, Excerpt source, String kind, String type, int line) {
  /** The name for people. */
  String name() {
    return kind + diagram.title();
  }

  /** The user's file, with the folders of its package. */
  String file() {
    String packageName = frame.name().packageName();
    return (packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/")
        + frame.origin().file();
  }
}
