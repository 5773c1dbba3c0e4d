package dev.suspendable.processor.compile;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.StringWriter;
import java.util.List;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * Records javac's current position and its output. When javac crashes it does not report an error
 * for any file, so only this position tells which file caused the crash.
 */
final class Progress implements TaskListener {
  private final StringWriter words = new StringWriter();
  private @Nullable JavaFileObject file;

  /** The writer that receives javac's output. */
  StringWriter words() {
    return words;
  }

  @Override
  public void started(TaskEvent event) {
    switch (event.getKind()) {
      case PARSE, ANALYZE, GENERATE -> file = event.getSourceFile();
      // This phase covers all files together.
      default -> file = null;
    }
  }

  /** The file that javac has started last, or null if the phase covered all files. */
  @Nullable JavaFileObject file() {
    return file;
  }

  /** The reason why javac crashed: the exception, and where it was thrown. */
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
