package dev.suspendable.processor;

import com.google.auto.service.AutoService;
import com.sun.source.util.Trees;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.plugin.Handshake;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * The annotation processor. It does nothing in the rounds but to refuse compilers that it cannot
 * work in, and to have a first look at the files; all else happens when javac has attributed a
 * class ({@link Compilation}).
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes("dev.suspendable.annotations.*")
@SupportedOptions({SuspendableProcessor.LINES, Coroutines.DIRECT, Coroutines.SPLIT})
public final class SuspendableProcessor extends AbstractProcessor {
  /**
   * Option {@code -Asuspendable.lines=generated}: stack traces and debuggers show the frame class's
   * own source instead of the user's.
   */
  static final String LINES = "suspendable.lines";

  private static final String SUSPENDABLE = "dev.suspendable.annotations.Suspendable";

  private @Nullable String refusal;
  private @Nullable AwaitedNames awaitedNames;

  /** For the service loader. */
  public SuspendableProcessor() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    JavacEnvironment javac = JavacEnvironment.of(environment).orElse(null);
    if (javac == null) {
      refusal = environment.getClass().getName();
      return;
    }
    boolean generatedLines = "generated".equals(environment.getOptions().get(LINES));
    Handshake handshake = Handshake.of(javac.task());
    handshake.present();
    awaitedNames = new AwaitedNames(Trees.instance(javac.environment()));
    javac
        .task()
        .addTaskListener(
            new Compilation(
                javac, environment.getFiler(), handshake, generatedLines, awaitedNames));
  }

  @Override
  public boolean process(
      Set<? extends TypeElement> annotations, RoundEnvironment roundEnvironment) {
    if (awaitedNames != null) {
      roundEnvironment.getRootElements().forEach(awaitedNames::add);
    }
    if (refusal != null) {
      for (TypeElement annotation : annotations) {
        if (annotation.getQualifiedName().contentEquals(SUSPENDABLE)) {
          for (Element element : roundEnvironment.getElementsAnnotatedWith(annotation)) {
            Diagnostic diagnostic = Diagnostic.NOT_JAVAC;
            processingEnv
                .getMessager()
                .printMessage(diagnostic.kind(), diagnostic.message(refusal), element);
          }
        }
      }
    }
    // Claimed, or javac warns under -Xlint:processing that nobody did.
    return true;
  }
}
