package dev.suspendable.processor;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.suspendable.processor.Options.Option;
import dev.suspendable.processor.bind.Binder;
import dev.suspendable.processor.bind.LargeMethodListener;
import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.compile.ClassFiles;
import dev.suspendable.processor.compile.GeneratedClasses;
import dev.suspendable.processor.compile.GeneratedClasses.GeneratedClass;
import dev.suspendable.processor.compile.Handover;
import dev.suspendable.processor.compile.NestedCompilation;
import dev.suspendable.processor.compile.OutputFiles;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.intellij.IntelliJ;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.FrameSource.Trouble;
import dev.suspendable.processor.plugin.Handshake;
import dev.suspendable.processor.source.Messages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * One run of javac, which this listener follows. Coroutines are read when their class has been
 * attributed. They are compiled and bound when javac has written all classes.
 */
final class Compilation implements TaskListener {
  private static final String OPERATOR = "dev.suspendable.annotations.SuspensionOperator";

  private final JavacEnvironment javac;
  private final ProcessingEnvironment environment;
  private final Filer filer;
  private final Handshake handshake;
  private final Options options;
  private final Trees trees;
  private final Reports reports;
  private final AwaitedNames awaitedNames;
  private final PackageAnnotations packageAnnotations;
  private final GeneratedClasses generated;
  private final @Nullable Handover handover;

  /** The coroutines to be bound, by the binary name of their top-level class. */
  private final Map<String, List<FrameSource>> frames = new LinkedHashMap<>();

  /** Binary names of the top-level classes whose coroutines are bound, or had to be. */
  private final Set<String> nests = new HashSet<>();

  /** Binary names of the top-level classes that javac was told to compile. */
  private final Set<String> roots = new HashSet<>();

  /** Coroutines of the processing rounds, until javac attributes the first class. */
  private final List<TreePath> unseen = new ArrayList<>();

  private @Nullable SuspendableCompiler compiler;
  private @Nullable Boolean isUsed;
  private @Nullable Boolean isStepwise;

  /**
   * A listener for one run.
   *
   * @param filer creates files: the build tool's filer, which records them
   */
  Compilation(JavacEnvironment javac, Filer filer, Handshake handshake, Options options) {
    this.javac = javac;
    this.environment = javac.environment();
    this.filer = filer;
    this.handshake = handshake;
    this.options = options;
    this.trees = Trees.instance(environment);
    this.reports = new Reports(trees, environment.getElementUtils());
    this.awaitedNames = new AwaitedNames(trees);
    this.packageAnnotations = new PackageAnnotations(environment.getFiler());
    this.generated = new GeneratedClasses(environment.getElementUtils());
    this.handover = javac.intelliJ().map(IntelliJ::handover).orElse(null);
  }

  /** Records the classes that javac was told to compile, and those that processors have added. */
  void addRoots(Set<? extends Element> elements) {
    for (Element element : elements) {
      awaitedNames.add(element);
      if (element instanceof PackageElement compiled) {
        packageAnnotations.add(compiled);
      } else if (element instanceof TypeElement type) {
        roots.add(nameOf(type));
      }
    }
  }

  /**
   * Whether javac may be told to run processors only. IntelliJ IDEA can be set to do so, and then
   * compiles without them. Others do so to generate sources, and run all processors later.
   */
  boolean mayEndAfterProcessing() {
    return javac.intelliJ().isPresent();
  }

  /** Records coroutines, which are errors if javac ends after the processing. */
  void addCoroutines(List<Element> coroutines) {
    coroutines.stream().map(trees::getPath).filter(Objects::nonNull).forEach(unseen::add);
  }

  private void reportUnseen() {
    for (TreePath coroutine : unseen) {
      Messages.print(
          trees, Diagnostic.PROCESSORS_ONLY, coroutine.getLeaf(), coroutine.getCompilationUnit());
    }
  }

  @Override
  public void started(TaskEvent event) {
    TypeElement type = event.getTypeElement();
    switch (event.getKind()) {
      case ANALYZE -> {
        unseen.clear();
        handshake.present();
      }
      case GENERATE -> {
        if (handover != null && type != null) {
          String outermost = nameOf(Declarations.outermost(type));
          boolean isBound = frames.containsKey(outermost);
          handover.started(nameOf(type), outermost, event.getSourceFile(), isBound);
        }
      }
      default -> {}
    }
  }

  @Override
  public void finished(TaskEvent event) {
    generated.add(event);
    switch (event.getKind()) {
      case ANALYZE -> analyzed(event);
      case GENERATE -> generated(event);
      case COMPILATION -> compiled();
      default -> {}
    }
  }

  private void analyzed(TaskEvent event) {
    if (event.getTypeElement() == null || !isUsed()) {
      return;
    }
    TreePath path = trees.getPath(event.getTypeElement());
    if (path != null) {
      if (compiler == null) {
        compiler = compiler();
      }
      List<FrameSource> found = compiler.framesOf(path);
      if (!found.isEmpty()) {
        frames
            .computeIfAbsent(nameOf(event.getTypeElement()), key -> new ArrayList<>())
            .addAll(found);
      }
    }
  }

  private SuspendableCompiler compiler() {
    Tools tools =
        new Tools(environment, options, awaitedNames, packageAnnotations::mayBindPromises);
    return new SuspendableCompiler(tools, reports, new Pipeline(observers()));
  }

  private List<Pipeline.Observer> observers() {
    List<Pipeline.Observer> observers = new ArrayList<>();
    options.folder(Option.DUMP).ifPresent(it -> observers.add(new PassDump(it, reports)));
    // After the dump, so that a broken result can be read.
    if (Verification.isOn()) {
      observers.add(new Verification());
    }
    return observers;
  }

  /**
   * Whether the library's annotations are visible. Without them, a compilation has no coroutines.
   */
  private boolean isUsed() {
    if (isUsed == null) {
      isUsed = environment.getElementUtils().getTypeElement(OPERATOR) != null;
    }
    return isUsed;
  }

  private String nameOf(TypeElement type) {
    return environment.getElementUtils().getBinaryName(type).toString();
  }

  /**
   * Records a class that javac has written. javac writes nested classes before the top-level class
   * that contains them. When it is used step by step, it does not announce its end.
   */
  private void generated(TaskEvent event) {
    if (isStepwise == null) {
      isStepwise = StepwiseUse.isGoingOn();
    }
    if (isStepwise && event.getTypeElement() != null) {
      GeneratedClass type = generated.find(nameOf(event.getTypeElement())).orElse(null);
      if (type != null && type.binaryName().equals(type.outermostName())) {
        bind(List.of(type));
      }
    }
  }

  private void compiled() {
    try {
      reportUnseen();
      bindAll();
    } finally {
      handOver();
    }
  }

  private void bindAll() {
    // If a root has not been generated, javac has failed and reported the reason.
    if (frames.keySet().stream()
        .allMatch(name -> !roots.contains(name) || generated.find(name).isPresent())) {
      bind(generated.topLevel());
    }
  }

  /** Hands over the class files that are still held back. */
  private void handOver() {
    if (handover != null) {
      // Those that javac has failed to generate, or that have not been bound because it has.
      nests.addAll(frames.keySet());
      handover.end(nests);
    }
  }

  private String outermostOf(FrameSource frame) {
    return generated
        .find(frame.host())
        .map(GeneratedClass::outermostName)
        .orElseThrow(() -> new IllegalStateException(frame.host()));
  }

  /**
   * Binds the coroutines of these top-level classes. javac has written them and their nested
   * classes.
   */
  private void bind(List<GeneratedClass> topLevel) {
    if (topLevel.isEmpty() || !isUsed()) {
      return;
    }
    Set<String> names =
        topLevel.stream().map(GeneratedClass::outermostName).collect(Collectors.toSet());
    List<FrameSource> found = new ArrayList<>();
    names.forEach(name -> found.addAll(Objects.requireNonNullElse(frames.remove(name), List.of())));
    // javac omits a local class in code that never runs, with its coroutines.
    found.removeIf(frame -> generated.find(frame.host()).isEmpty());
    if (reports.reportBugs(
        host ->
            generated.find(host).filter(it -> names.contains(it.outermostName())).isPresent())) {
      return;
    }
    found.forEach(frame -> nests.add(outermostOf(frame)));
    ClassFiles classFiles = new ClassFiles(environment.getFiler(), generated, handover);
    if (isOutOfReach(found, classFiles)) {
      return;
    }
    OutputFiles output = new OutputFiles(filer, classFiles, options.sources());
    NestedCompilation nested = new NestedCompilation(environment, classFiles);
    LargeMethodListener largeMethods =
        (frame, method, size) -> frame.origin().report(Trouble.TOO_LARGE, String.valueOf(size));
    Binder binder =
        new Binder(classFiles, output, largeMethods, options.has(Option.LINES, "generated"));
    BindingUnit unit = new BindingUnit(topLevel, found, nested, output, binder);
    Pipeline.run(unit, Passes.BIND);
    output.deleteStaleSources(topLevel, !Boolean.TRUE.equals(isStepwise));
    if (handshake.isAsked()) {
      handshake.bound(boundHosts(unit.settled(), classFiles));
    }
  }

  /** Reports the coroutines whose class files are not available. Returns whether there are any. */
  private boolean isOutOfReach(List<FrameSource> found, ClassFiles classFiles) {
    if (javac.intelliJ().isPresent() && handover == null) {
      String obstacle = javac.intelliJ().get().obstacle();
      found.forEach(frame -> frame.origin().report(Trouble.CLASS_FILE_WITHHELD, obstacle));
      return !found.isEmpty();
    }
    List<FrameSource> hidden =
        found.stream().filter(frame -> classFiles.read(frame.host()).isEmpty()).toList();
    for (FrameSource frame : hidden) {
      if (handover == null) {
        frame.origin().report(Trouble.CLASS_FILE_HIDDEN, "");
      } else if (!handover.obstacle().isEmpty()) {
        frame.origin().report(Trouble.CLASS_FILE_WITHHELD, handover.obstacle());
      }
    }
    return !hidden.isEmpty();
  }

  /** The hosts that have the binder's mark, read again from disk. */
  private static Set<String> boundHosts(List<FrameSource> frames, ClassFiles classFiles) {
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
}
