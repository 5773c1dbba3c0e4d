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

/**
 * The annotation processor, as build tools name it. javac loads it anew for each compilation. It
 * passes everything on to a {@code ProcessorEngine}, whose classes stay loaded, and so compiled by
 * the JIT compiler, as long as the JVM lives; see {@link Engines}.
 */
@AutoService(Processor.class)
public final class SuspendableProcessor implements Processor {
  private final Processor engine =
      Engines.make(SuspendableProcessor.class, "dev.suspendable.processor.ProcessorEngine");

  /** For the service loader. */
  public SuspendableProcessor() {}

  @Override
  public Set<String> getSupportedOptions() {
    return engine.getSupportedOptions();
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return engine.getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return engine.getSupportedSourceVersion();
  }

  @Override
  public void init(ProcessingEnvironment environment) {
    engine.init(environment);
  }

  @Override
  public boolean process(
      Set<? extends TypeElement> annotations, RoundEnvironment roundEnvironment) {
    return engine.process(annotations, roundEnvironment);
  }

  @Override
  public Iterable<? extends Completion> getCompletions(
      Element element, AnnotationMirror annotation, ExecutableElement member, String userText) {
    return engine.getCompletions(element, annotation, member, userText);
  }
}
