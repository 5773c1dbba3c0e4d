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
import dev.suspendable.processor.compile.FrameShares;
import dev.suspendable.processor.compile.GeneratedClasses;
import dev.suspendable.processor.compile.GeneratedClasses.GeneratedClass;
import dev.suspendable.processor.compile.NestedCompilation;
import dev.suspendable.processor.compile.OutputFiles;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.Origin.Trouble;
import dev.suspendable.processor.plugin.Handshake;
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

  private final ProcessingEnvironment environment;
  private final Filer filer;
  private final Handshake handshake;
  private final Options options;
  private final Trees trees;
  private final Reports reports;
  private final AwaitedNames awaitedNames;
  private final PackageAnnotations packageAnnotations;
  private final GeneratedClasses generated;
  private final IntelliJRun intelliJ;

  /** The coroutines to be bound, by the binary name of their top-level class. */
  private final Map<String, List<FrameSource>> frames = new LinkedHashMap<>();

  /** Binary names of the top-level classes that javac was told to compile. */
  private final Set<String> roots = new HashSet<>();

  /** Null unless an option asks for drawings: users' builds do not load the classes. */
  private @Nullable Drawings drawings;

  private @Nullable SuspendableCompiler compiler;
  private @Nullable Boolean isUsed;
  private @Nullable Boolean isStepwise;

  /**
   * A listener for one run.
   *
   * @param filer creates files: the build tool's filer, which records them
   */
  Compilation(JavacEnvironment javac, Filer filer, Handshake handshake, Options options) {
    this.environment = javac.environment();
    this.filer = filer;
    this.handshake = handshake;
    this.options = options;
    this.trees = Trees.instance(environment);
    this.reports = new Reports(trees, environment.getElementUtils());
    this.awaitedNames = new AwaitedNames(trees);
    this.packageAnnotations = new PackageAnnotations(environment.getFiler());
    this.generated = new GeneratedClasses(environment.getElementUtils());
    this.intelliJ = new IntelliJRun(javac, trees);
  }

  /** The run, as the builder of IntelliJ IDEA sees it. */
  IntelliJRun intelliJ() {
    return intelliJ;
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

  @Override
  public void started(TaskEvent event) {
    TypeElement type = event.getTypeElement();
    switch (event.getKind()) {
      case ANALYZE -> {
        intelliJ.attributes();
        handshake.present();
      }
      case GENERATE -> {
        if (type != null) {
          String outermost = nameOf(Declarations.outermost(type));
          intelliJ.generates(event, nameOf(type), outermost, frames.containsKey(outermost));
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
    if (options.draws()) {
      drawings = new Drawings(options.diagrams(), options.has(Option.PAGE, "html"));
      observers.add(drawings);
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
    intelliJ.mustBind(frames.keySet());
    try {
      bindAll();
    } finally {
      intelliJ.end();
    }
  }

  private void bindAll() {
    // If a root has not been generated, javac has failed and reported the reason.
    if (frames.keySet().stream()
        .allMatch(name -> !roots.contains(name) || generated.find(name).isPresent())) {
      bind(generated.topLevel());
    }
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
    found.removeIf(frame -> generated.find(frame.name().host()).isEmpty());
    Set<String> withoutCoroutines = new HashSet<>(names);
    found.stream()
        .flatMap(frame -> generated.find(frame.name().host()).stream())
        .map(GeneratedClass::outermostName)
        .forEach(withoutCoroutines::remove);
    intelliJ.bound(withoutCoroutines);
    if (reports.reportBugs(
        host ->
            generated.find(host).filter(it -> names.contains(it.outermostName())).isPresent())) {
      return;
    }
    ClassFiles classFiles = new ClassFiles(environment.getFiler(), generated, intelliJ.handover());
    if (isOutOfReach(found, classFiles)) {
      return;
    }
    OutputFiles output = new OutputFiles(filer, classFiles, options.sources());
    NestedCompilation nested =
        new NestedCompilation(
            environment, classFiles, new FrameShares(options.number(Option.THREADS, 0)));
    LargeMethodListener largeMethods =
        (frame, method, size) -> frame.origin().report(Trouble.TOO_LARGE, String.valueOf(size));
    Binder binder =
        new Binder(classFiles, output, largeMethods, options.has(Option.LINES, "generated"));
    BindingUnit unit = new BindingUnit(topLevel, found, nested, output, binder);
    Pipeline.run(unit, Passes.BIND);
    intelliJ.bound(binder.boundNests());
    if (drawings != null) {
      drawings.write(unit.settled(), topLevel, output);
    }
    output.deleteStaleSources(topLevel, !Boolean.TRUE.equals(isStepwise));
    if (drawings != null) {
      drawings.writePages(unit.settled(), topLevel, output);
    }
    if (handshake.isAsked()) {
      handshake.bound(boundHosts(unit.settled(), classFiles));
    }
  }

  /** Reports the coroutines whose class files are not available. Returns whether there are any. */
  private boolean isOutOfReach(List<FrameSource> found, ClassFiles classFiles) {
    if (intelliJ.hasTaken(found, classFiles)) {
      return true;
    }
    List<FrameSource> hidden =
        found.stream().filter(frame -> classFiles.read(frame.name().host()).isEmpty()).toList();
    hidden.forEach(frame -> frame.origin().report(Trouble.CLASS_FILE_HIDDEN, ""));
    return !hidden.isEmpty();
  }

  /** The hosts that have the binder's mark, read again from disk. */
  private static Set<String> boundHosts(List<FrameSource> frames, ClassFiles classFiles) {
    return frames.stream()
        .map(frame -> frame.name().host())
        .filter(
            host ->
                classFiles
                    .read(host)
                    .filter(file -> ClassFacts.of(file).mark() != null)
                    .isPresent())
        .collect(Collectors.toSet());
  }
}
