package dev.suspendable.processor;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.suspendable.processor.compile.ClassFiles;
import dev.suspendable.processor.compile.Handover;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.intellij.IntelliJ;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.Origin.Trouble;
import dev.suspendable.processor.source.Messages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** A run of javac, seen from the builder of IntelliJ IDEA, if that has started it. */
final class IntelliJRun {
  private final @Nullable IntelliJ builder;
  private final @Nullable Handover handover;
  private final Trees trees;

  /** Binary names of the top-level classes whose coroutines have to be bound. */
  private final Set<String> unbound = new HashSet<>();

  /** Coroutines of the processing rounds, until javac attributes the first class. */
  private final List<TreePath> unseen = new ArrayList<>();

  IntelliJRun(JavacEnvironment javac, Trees trees) {
    this.builder = javac.intelliJ().orElse(null);
    this.handover = builder == null ? null : builder.handover();
    this.trees = trees;
  }

  /** How class files get to the builder; null if they are where the filer says. */
  @Nullable Handover handover() {
    return handover;
  }

  /**
   * Whether javac may be told to run processors only. IntelliJ IDEA can be set to do so, and then
   * compiles without them. Others do so to generate sources, and run all processors later.
   */
  boolean mayEndAfterProcessing() {
    return builder != null;
  }

  /** Records coroutines, which are errors if javac ends after the processing. */
  void addCoroutines(List<Element> coroutines) {
    coroutines.stream().map(trees::getPath).filter(Objects::nonNull).forEach(unseen::add);
  }

  /** javac does not end after the processing. */
  void attributes() {
    unseen.clear();
  }

  /**
   * javac is about to write a class.
   *
   * @param outermost binary name of its top-level class
   * @param isBound whether that has coroutines
   */
  void generates(TaskEvent event, String binaryName, String outermost, boolean isBound) {
    if (handover != null) {
      handover.started(binaryName, outermost, event.getSourceFile(), isBound);
    }
  }

  /** Records nests whose coroutines must be bound before the builder may get their classes. */
  void mustBind(Set<String> outermost) {
    unbound.addAll(outermost);
  }

  /** Records nests whose coroutines are bound. */
  void bound(Set<String> outermost) {
    unbound.removeAll(outermost);
  }

  /** Reports the coroutines whose class files the builder has taken. Returns whether it has any. */
  boolean hasTaken(List<FrameSource> coroutines, ClassFiles classFiles) {
    if (builder == null) {
      return false;
    }
    List<FrameSource> taken =
        coroutines.stream()
            .filter(frame -> handover == null || classFiles.read(frame.name().host()).isEmpty())
            .toList();
    String obstacle = handover == null ? builder.obstacle() : handover.obstacle();
    if (!obstacle.isEmpty()) {
      taken.forEach(frame -> frame.origin().report(Trouble.CLASS_FILE_WITHHELD, obstacle));
    }
    return !taken.isEmpty();
  }

  /** javac has ended, and what can be bound is bound. */
  void end() {
    for (TreePath coroutine : unseen) {
      Messages.print(
          trees, Diagnostic.PROCESSORS_ONLY, coroutine.getLeaf(), coroutine.getCompilationUnit());
    }
    if (handover != null) {
      handover.end(unbound);
    }
  }
}
