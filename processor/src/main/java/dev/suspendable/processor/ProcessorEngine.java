package dev.suspendable.processor;

import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.plugin.Handshake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The annotation processor behind {@link SuspendableProcessor}. In the rounds it only rejects
 * unsupported compilers and scans the files for the first time. Everything else happens when javac
 * has attributed a class ({@link Compilation}).
 */
@SupportedAnnotationTypes("dev.suspendable.annotations.*")
public final class ProcessorEngine extends AbstractProcessor {
  private static final String SUSPENDABLE = "dev.suspendable.annotations.Suspendable";

  private @Nullable String refusal;
  private @Nullable Compilation compilation;

  /** Called by reflection: the class may have a class loader of its own. */
  public ProcessorEngine() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public Set<String> getSupportedOptions() {
    return new Options(isInitialized() ? processingEnv.getOptions() : Map.of()).keys();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    JavacEnvironment javac = JavacEnvironment.of(environment).orElse(null);
    if (javac == null) {
      refusal = environment.getClass().getName();
      return;
    }
    Options options = new Options(environment.getOptions());
    options.check(message -> environment.getMessager().printMessage(Kind.ERROR, message));
    compilation =
        new Compilation(javac, environment.getFiler(), Handshake.of(javac.task()), options);
    javac.task().addTaskListener(compilation);
  }

  @Override
  public boolean process(
      Set<? extends TypeElement> annotations, RoundEnvironment roundEnvironment) {
    if (compilation != null) {
      compilation.addRoots(roundEnvironment.getRootElements());
      if (compilation.intelliJ().mayEndAfterProcessing() && !roundEnvironment.errorRaised()) {
        compilation.intelliJ().addCoroutines(coroutines(annotations, roundEnvironment));
      }
    }
    if (refusal != null) {
      for (Element coroutine : coroutines(annotations, roundEnvironment)) {
        Diagnostic diagnostic = Diagnostic.NOT_JAVAC;
        processingEnv
            .getMessager()
            .printMessage(diagnostic.kind(), diagnostic.message(refusal), coroutine);
      }
    }
    // Claim the annotations; otherwise javac warns under -Xlint:processing that no processor did.
    return true;
  }

  private static List<Element> coroutines(
      Set<? extends TypeElement> annotations, RoundEnvironment round) {
    List<Element> coroutines = new ArrayList<>();
    for (TypeElement annotation : annotations) {
      if (annotation.getQualifiedName().contentEquals(SUSPENDABLE)) {
        coroutines.addAll(round.getElementsAnnotatedWith(annotation));
      }
    }
    return coroutines;
  }
}
