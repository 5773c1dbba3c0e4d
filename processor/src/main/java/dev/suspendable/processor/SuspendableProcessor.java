package dev.suspendable.processor;

import com.google.auto.service.AutoService;
import dev.suspendable.processor.load.Engines;
import java.util.Set;
import javax.annotation.processing.Completion;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * The annotation processor, as build tools name it. javac loads it anew for each compilation. It
 * passes everything on to a {@code ProcessorEngine}, whose classes stay loaded, and so compiled by
 * the JIT compiler, as long as the JVM lives; see {@link Engines}. In Eclipse's compiler there is
 * another engine, which does not need javac.
 */
@AutoService(Processor.class)
public final class SuspendableProcessor implements Processor {
  private static final String FOR_JAVAC = "dev.suspendable.processor.ProcessorEngine";
  private static final String FOR_ECLIPSE = "dev.suspendable.processor.eclipse.EclipseEngine";

  /** The packages of Eclipse's compiler. */
  private static final String ECLIPSE = "org.eclipse.jdt.internal.";

  private @Nullable Processor engine;

  /** For the service loader. */
  public SuspendableProcessor() {}

  private Processor engine() {
    if (engine == null) {
      engine = Engines.make(SuspendableProcessor.class, FOR_JAVAC);
    }
    return engine;
  }

  @Override
  public Set<String> getSupportedOptions() {
    return engine().getSupportedOptions();
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return engine().getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return engine().getSupportedSourceVersion();
  }

  @Override
  public void init(ProcessingEnvironment environment) {
    if (environment.getClass().getName().startsWith(ECLIPSE)) {
      engine = Engines.make(SuspendableProcessor.class, FOR_ECLIPSE);
    }
    engine().init(environment);
  }

  @Override
  public boolean process(
      Set<? extends TypeElement> annotations, RoundEnvironment roundEnvironment) {
    return engine().process(annotations, roundEnvironment);
  }

  @Override
  public Iterable<? extends Completion> getCompletions(
      Element element, AnnotationMirror annotation, ExecutableElement member, String userText) {
    return engine().getCompletions(element, annotation, member, userText);
  }
}
