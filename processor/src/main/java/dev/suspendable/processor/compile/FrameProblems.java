package dev.suspendable.processor.compile;

import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.FrameSource.Trouble;
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
 * What is wrong with frame sources. All of it is our fault, whatever it is; so it is told with the
 * line of generated code, which is what a report needs, and once for each coroutine.
 */
final class FrameProblems implements DiagnosticListener<JavaFileObject> {
  /** How the codes of javac's errors begin that tell of a limit of class files (JVMS 4.11). */
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

  /** Only errors count: what javac warns of in generated code the user can do nothing about. */
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
    List<String> lines = frame.source().lines().toList();
    String where =
        line < 1 || line > lines.size()
            ? ""
            : "\n  " + frame.frameName() + ".java:" + line + ": " + lines.get(line - 1).strip();
    firstLines.putIfAbsent(frame, where.isEmpty() ? 0 : line);
    problems.computeIfAbsent(frame, key -> new ArrayList<>()).add(problem + where);
  }

  /**
   * Adds the reason for which javac has given up.
   *
   * @param file what it was about, if that is known
   */
  void add(@Nullable JavaFileObject file, String reason) {
    isOfUnknownFrame |= file == null;
    FrameSource frame = frameOf(file);
    boolean isKnown = file != null || frames.size() == 1;
    add(frame, isKnown ? reason + "\n  in " + frame.frameName() + ".java" : reason, 0);
  }

  void addAll(FrameProblems others) {
    problems.putAll(others.problems);
  }

  /** Whether javac has given up, and which frame was to blame is not known. */
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
   * Reports the first problem of each coroutine at the user's method: the rest mostly follow. So do
   * mostly those of a frame that names another one with problems.
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
    identifiers.add(frame.source());
    return problems.keySet().stream()
        .noneMatch(other -> other != frame && identifiers.words().contains(other.frameName()));
  }

  /** The user's own mistake, which only javac finds: no type can be inferred for an argument. */
  private boolean isOfWrongValue(FrameSource frame) {
    int line = firstLines.getOrDefault(frame, 0);
    return line > 0
        && line <= frame.debug().lines().length
        && frame
            .origin()
            .reportWrongValue(
                Math.abs(frame.debug().lines()[line - 1]),
                frame.source().lines().toList().get(line - 1));
  }

  /** Problems of no file, such as with options, have to be told somewhere too. */
  private FrameSource frameOf(@Nullable JavaFileObject source) {
    return frames.stream()
        .filter(frame -> source != null && new FrameFile(frame).toUri().equals(source.toUri()))
        .findFirst()
        .orElse(frames.get(0));
  }
}
