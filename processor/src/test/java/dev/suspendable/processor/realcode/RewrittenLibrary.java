package dev.suspendable.processor.realcode;

import com.sun.source.util.JavacTask;
import dev.suspendable.processor.realcode.Compiling.Problem;
import dev.suspendable.processor.realcode.Compiling.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A library's sources, rewritten. What javac does not take is left as it was, and so is what the
 * processor refuses.
 */
final class RewrittenLibrary {
  private static final int MOST_ROUNDS = 40;

  private final String classPath;
  private final Rewriter rewriter;
  private final Map<String, RewrittenFile.Text> texts = new TreeMap<>();
  private final Set<String> bugs = new LinkedHashSet<>();

  RewrittenLibrary(Map<String, String> sources, String classPath, long seed) throws IOException {
    this.classPath = classPath;
    JavacTask task = Compiling.task(sources, classPath);
    rewriter = Rewriter.rewrite(task, seed);
    render();
  }

  private void render() {
    texts.clear();
    rewriter.files().forEach(file -> texts.put(file.path(), file.text()));
  }

  /** What cannot be the fault of the library. */
  Set<String> bugs() {
    return bugs;
  }

  /** The sources as they are now. */
  Map<String, String> sources() {
    Map<String, String> sources = new TreeMap<>();
    texts.forEach((path, text) -> sources.put(path, text.toString()));
    return sources;
  }

  /** Leaves out what javac alone has errors about. */
  void settle() throws IOException {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<Problem> errors = Compiling.analyze(sources(), classPath);
      if (errors.isEmpty()) {
        return;
      }
      leaveOut(errors, false);
    }
    throw new AssertionError("errors that do not end");
  }

  /** Compiles it with the processor, leaving out what there are errors about. */
  Result compile(Path classes) throws IOException {
    settle();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Folders.delete(classes.getParent());
      Result result = Compiling.compile(sources(), classPath, classes, true);
      if (result.errors().isEmpty()) {
        return result;
      }
      leaveOut(result.errors(), true);
    }
    throw new AssertionError("errors that do not end: " + classes);
  }

  private void leaveOut(List<Problem> errors, boolean suspendable) {
    System.out.println("real code: " + errors.size() + " errors, " + errors.get(0));
    Map<Part, String> reasons = new HashMap<>();
    for (Problem problem : errors) {
      RewrittenFile.Text text = texts.get(problem.file());
      Part part = text == null ? null : droppable(text.at(problem.position()));
      if (part == null) {
        throw new AssertionError(problem + "\n" + errors);
      }
      if (suspendable && isBug(problem)) {
        bugs.add(part + ": " + problem);
      }
      reasons.putIfAbsent(part, reason(problem, suspendable));
    }
    reasons.forEach(Part::leaveOut);
    render();
  }

  private static @Nullable Part droppable(@Nullable Part part) {
    return part instanceof Site site && site.kind() == Site.Kind.RETURN ? site.method() : part;
  }

  /** Whether it is none of the refusals that are documented. */
  private static boolean isBug(Problem problem) {
    return !problem.message().contains("[suspendable:")
        || problem.message().contains("[suspendable:internal");
  }

  private static String reason(Problem problem, boolean suspendable) {
    String message = problem.message().lines().findFirst().orElse("");
    if (!suspendable) {
      return "javac: " + message;
    }
    int id = problem.message().lastIndexOf("[suspendable:");
    return (id < 0 ? "" : problem.message().substring(id) + " ") + message.split(";")[0];
  }

  /** What has been rewritten, and what has not. */
  List<String> describe() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "methods with a body: "
            + count(true, false)
            + ", of them coroutines: "
            + count(true, true)
            + ", with suspensions: "
            + count(false, true));
    reasons(true).forEach((why, count) -> lines.add("  methods left: " + count + " " + why));
    reasons(false).forEach((why, count) -> lines.add("  suspensions left: " + count + " " + why));
    return lines;
  }

  /** How often each reason is given, for what matters. */
  private Map<String, Integer> reasons(boolean ofMethods) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Part part : parts(ofMethods)) {
      if (part.reason() != null) {
        counts.merge(part.reason(), 1, Integer::sum);
      }
    }
    return counts;
  }

  private List<Part> parts(boolean methods) {
    List<Part> parts = new ArrayList<>();
    for (Method method : rewriter.methods()) {
      if (methods) {
        parts.add(method);
      } else {
        method.sites().stream().filter(Site::isSuspension).forEach(parts::add);
      }
    }
    return parts;
  }

  /** How many methods, or suspensions, there are. */
  private long count(boolean ofMethods, boolean rewrittenOnly) {
    return parts(ofMethods).stream().filter(part -> !rewrittenOnly || part.isIn()).count();
  }
}
