package dev.suspendable.processor.compile;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.StringWriter;
import java.util.List;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * Where javac is, and what it says. When it breaks down it reports no error of any file, so that
 * this alone tells which one was too much for it.
 */
final class Progress implements TaskListener {
  private final StringWriter words = new StringWriter();
  private @Nullable JavaFileObject file;

  /** Takes what javac writes. */
  StringWriter words() {
    return words;
  }

  @Override
  public void started(TaskEvent event) {
    switch (event.getKind()) {
      case PARSE, ANALYZE, GENERATE -> file = event.getSourceFile();
      // Of all files together.
      default -> file = null;
    }
  }

  /** The file that javac has begun with last, or null if that were all of them. */
  @Nullable JavaFileObject file() {
    return file;
  }

  /** Why javac broke down: the exception, and where it was thrown. */
  String reason() {
    List<String> lines = words.toString().lines().map(String::strip).toList();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).startsWith("at ")) {
        return "javac failed with " + lines.get(i - 1) + " " + lines.get(i);
      }
    }
    return lines.isEmpty() ? "javac gave no reason" : String.join("\n  ", lines);
  }
}
