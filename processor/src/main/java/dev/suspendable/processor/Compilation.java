package dev.suspendable.processor;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.suspendable.processor.bind.Binder;
import dev.suspendable.processor.bind.LargeMethodListener;
import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.compile.ClassFiles;
import dev.suspendable.processor.compile.GeneratedClasses;
import dev.suspendable.processor.compile.NestedCompilation;
import dev.suspendable.processor.compile.OutputFiles;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.FrameSource.Trouble;
import dev.suspendable.processor.plugin.Handshake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * One run of javac, beside which we work: coroutines are read when their class has been attributed,
 * compiled and bound when javac has written all classes.
 */
final class Compilation implements TaskListener {
  private static final String OPERATOR = "dev.suspendable.annotations.SuspensionOperator";

  private final JavacEnvironment javac;
  private final ProcessingEnvironment environment;
  private final Filer filer;
  private final Handshake handshake;
  private final boolean generatedLines;
  private final AwaitedNames awaitedNames;
  private final GeneratedClasses generated;
  private final List<FrameSource> frames = new ArrayList<>();

  /** Binary names of the top-level classes with coroutines in them. */
  private final Set<String> outermost = new LinkedHashSet<>();

  private @Nullable Coroutines coroutines;
  private @Nullable Boolean isUsed;

  /**
   * A listener for one run.
   *
   * @param filer creates files: the one that a build tool has handed to us, which takes note
   */
  Compilation(
      JavacEnvironment javac,
      Filer filer,
      Handshake handshake,
      boolean generatedLines,
      AwaitedNames awaitedNames) {
    this.javac = javac;
    this.environment = javac.environment();
    this.filer = filer;
    this.handshake = handshake;
    this.generatedLines = generatedLines;
    this.awaitedNames = awaitedNames;
    this.generated = new GeneratedClasses(environment.getElementUtils());
  }

  @Override
  public void finished(TaskEvent event) {
    switch (event.getKind()) {
      case ANALYZE -> analyzed(event);
      case GENERATE -> generated.add(event);
      case COMPILATION -> compiled();
      default -> {}
    }
  }

  private void analyzed(TaskEvent event) {
    if (event.getTypeElement() == null || !isUsed()) {
      return;
    }
    TreePath path = Trees.instance(environment).getPath(event.getTypeElement());
    if (path != null) {
      if (coroutines == null) {
        coroutines = new Coroutines(environment, awaitedNames);
      }
      List<FrameSource> found = coroutines.framesOf(path);
      if (!found.isEmpty()) {
        frames.addAll(found);
        outermost.add(
            environment.getElementUtils().getBinaryName(event.getTypeElement()).toString());
      }
    }
  }

  /** A compilation that cannot see our annotations has no coroutines. */
  private boolean isUsed() {
    if (isUsed == null) {
      isUsed = environment.getElementUtils().getTypeElement(OPERATOR) != null;
    }
    return isUsed;
  }

  private void compiled() {
    if (!isUsed() || generated.isEmpty() || !allGenerated()) {
      // Nothing to do, or javac has failed and said why.
      return;
    }
    // A local class in code that is never run has been left out, with its coroutines.
    frames.removeIf(frame -> generated.find(frame.host()).isEmpty());
    if (coroutines != null && coroutines.reportBugs(host -> generated.find(host).isPresent())) {
      return;
    }
    if (!javac.keepsClassFiles()) {
      frames.forEach(frame -> frame.origin().report(Trouble.CLASS_FILE_WITHHELD, ""));
      return;
    }
    ClassFiles classFiles = new ClassFiles(environment.getFiler(), generated);
    OutputFiles output = new OutputFiles(filer, classFiles);
    // In an order of our own: javac's depends on that of the files on its command line.
    frames.sort(Comparator.comparing(FrameSource::binaryName));
    writeSources(output);
    Map<String, byte[]> classes =
        frames.isEmpty()
            ? Map.of()
            : new NestedCompilation(environment, classFiles).compile(frames);
    LargeMethodListener largeMethods =
        (frame, method, size) -> frame.origin().report(Trouble.TOO_LARGE, String.valueOf(size));
    new Binder(classFiles, output, largeMethods, generatedLines).bind(frames, classes);
    if (handshake.isAsked()) {
      handshake.bound(boundHosts(classFiles));
    }
  }

  /** The hosts that have the binder's mark, read anew. */
  private Set<String> boundHosts(ClassFiles classFiles) {
    return frames.stream()
        .map(FrameSource::host)
        .filter(
            host ->
                classFiles
                    .read(host)
                    .filter(file -> ClassFacts.of(file).mark() != null)
                    .isPresent())
        .collect(Collectors.toSet());
  }

  private boolean allGenerated() {
    return outermost.stream().allMatch(name -> generated.find(name).isPresent());
  }

  private void writeSources(OutputFiles output) {
    for (FrameSource frame : frames) {
      try {
        output.writeFrameSource(frame.host(), frame.frameName(), frame.source());
      } catch (IOException e) {
        frame.origin().report(Trouble.SOURCE_NOT_WRITTEN, e.toString());
      }
    }
  }
}
