package dev.suspendable.processor.compile;

import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.FrameText;
import dev.suspendable.processor.model.Origin.Trouble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * The problems in frame sources. Each of them is a fault of the processor. So the report contains
 * the line of generated code, which a bug report needs, and appears once for each coroutine.
 */
final class FrameProblems implements DiagnosticListener<JavaFileObject> {
  /** Prefix of the codes of javac's errors about limits of class files (JVMS 4.11). */
  private static final String LIMIT = "compiler.err.limit.";

  private static final String PARAMETERS = LIMIT + "parameters";

  private final List<FrameSource> frames;
  private final Map<FrameSource, Trouble> beyondLimits = new HashMap<>();
  private final Map<FrameSource, List<String>> problems = new LinkedHashMap<>();

  /** The line of each coroutine's first problem. */
  private final Map<FrameSource, Integer> firstLines = new HashMap<>();

  private boolean isOfUnknownFrame;

  FrameProblems(List<FrameSource> frames) {
    this.frames = frames;
  }

  /** Records only errors: the user cannot act on javac's warnings about generated code. */
  @Override
  public void report(Diagnostic<? extends JavaFileObject> diagnostic) {
    if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
      if (diagnostic.getCode().startsWith(LIMIT)) {
        beyondLimits.putIfAbsent(
            frameOf(diagnostic.getSource()),
            diagnostic.getCode().equals(PARAMETERS)
                ? Trouble.TOO_MANY_PARAMETERS
                : Trouble.BEYOND_LIMITS);
      }
      add(
          frameOf(diagnostic.getSource()),
          diagnostic.getMessage(Locale.ROOT),
          (int) diagnostic.getLineNumber());
    }
  }

  /**
   * Adds a problem.
   *
   * @param line its line in the frame's source, or less than 1
   */
  void add(FrameSource frame, String problem, int line) {
    String where =
        frame.text().hasLine(line)
            ? "\n  "
                + frame.name().simpleName()
                + ".java:"
                + line
                + ": "
                + frame.text().line(line).strip()
            : "";
    firstLines.putIfAbsent(frame, where.isEmpty() ? 0 : line);
    problems.computeIfAbsent(frame, key -> new ArrayList<>()).add(problem + where);
  }

  /**
   * Adds the reason why javac has failed.
   *
   * @param file the file being processed, if known
   */
  void add(@Nullable JavaFileObject file, String reason) {
    isOfUnknownFrame |= file == null;
    FrameSource frame = frameOf(file);
    boolean isKnown = file != null || frames.size() == 1;
    add(frame, isKnown ? reason + "\n  in " + frame.name().simpleName() + ".java" : reason, 0);
  }

  void addAll(FrameProblems others) {
    problems.putAll(others.problems);
    beyondLimits.putAll(others.beyondLimits);
    firstLines.putAll(others.firstLines);
    isOfUnknownFrame |= others.isOfUnknownFrame;
  }

  /** Whether javac has failed and the frame that caused it is not known. */
  boolean isOfUnknownFrame() {
    return isOfUnknownFrame;
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /** The coroutines that have a problem. */
  Set<FrameSource> frames() {
    return problems.keySet();
  }

  /**
   * Reports the first problem of each coroutine at the user's method: the others are mostly
   * consequences of the first. The problems of a frame that names another frame with problems are
   * mostly consequences, too.
   */
  void report() {
    List<FrameSource> causes = problems.keySet().stream().filter(this::namesNoOther).toList();
    for (FrameSource frame : causes.isEmpty() ? problems.keySet() : causes) {
      if (!isOfWrongValue(frame)) {
        frame
            .origin()
            .report(
                beyondLimits.getOrDefault(frame, Trouble.FRAME_NOT_COMPILED),
                problems.getOrDefault(frame, List.of("")).get(0));
      }
    }
  }

  private boolean namesNoOther(FrameSource frame) {
    Identifiers identifiers = new Identifiers();
    identifiers.add(frame.text().source());
    return problems.keySet().stream()
        .noneMatch(
            other -> other != frame && identifiers.words().contains(other.name().simpleName()));
  }

  /**
   * Whether the problem is the user's own mistake, of a kind that only javac finds: no type can be
   * inferred for an argument.
   */
  private boolean isOfWrongValue(FrameSource frame) {
    int line = firstLines.getOrDefault(frame, 0);
    FrameText text = frame.text();
    return text.hasLine(line)
        && frame.origin().reportWrongValue(Math.abs(text.userLine(line)), text.line(line));
  }

  /**
   * The frame of a source. Problems without a file, such as those with options, also need a place
   * to be reported.
   */
  private FrameSource frameOf(@Nullable JavaFileObject source) {
    return frames.stream()
        .filter(frame -> source != null && new FrameFile(frame).toUri().equals(source.toUri()))
        .findFirst()
        .orElse(frames.get(0));
  }
}
