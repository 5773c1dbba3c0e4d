package dev.suspendable.processor.eclipse;

import dev.suspendable.processor.eclipse.JavacRun.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The problems that Eclipse shows at files. */
final class Markers {
  /**
   * The type of Eclipse's own problems: VS Code shows no others, and the builder deletes them when
   * it compiles the file again.
   */
  private static final String TYPE = "org.eclipse.jdt.core.problem";

  private static final String SOURCE = "sourceId";
  private static final String OURS = "Suspendable";
  private static final int WARNING = 1;
  private static final int ERROR = 2;
  private static final int ALL_BELOW = 2;

  private Markers() {}

  /** Shows a message at a file. */
  static void add(Ide file, Message message) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("severity", message.isError() ? ERROR : WARNING);
    attributes.put("message", message.text());
    attributes.put("lineNumber", Math.max(1, message.line()));
    if (message.start() >= 0 && message.end() >= message.start()) {
      attributes.put("charStart", message.start());
      attributes.put("charEnd", message.end());
    }
    attributes.put(SOURCE, OURS);
    file.get("createMarker", TYPE).call("setAttributes", attributes);
  }

  /** Deletes our messages at a file. */
  static void clear(Ide file) {
    ours(file).forEach(marker -> marker.call("delete"));
  }

  /** Whether Eclipse itself has found an error in a file, which we have no messages at. */
  static boolean hasErrors(Ide file) {
    return file.number("findMaxProblemSeverity", TYPE, false, ALL_BELOW) >= ERROR;
  }

  /** The files of a project that have an error of ours. */
  static List<Ide> filesWithErrors(Ide project) {
    return ours(project).stream()
        .filter(marker -> Integer.valueOf(ERROR).equals(marker.call("getAttribute", "severity")))
        .map(marker -> marker.get("getResource"))
        .toList();
  }

  private static List<Ide> ours(Ide resource) {
    return resource.list("findMarkers", TYPE, false, ALL_BELOW).stream()
        .filter(marker -> OURS.equals(marker.call("getAttribute", SOURCE)))
        .toList();
  }
}
