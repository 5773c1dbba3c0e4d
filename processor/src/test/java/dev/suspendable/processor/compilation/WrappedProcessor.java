package dev.suspendable.processor.compilation;

import dev.suspendable.processor.SuspendableProcessor;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** The processor under test, in an environment that is not javac's own. */
public final class WrappedProcessor extends AbstractProcessor {
  private final SuspendableProcessor processor = new SuspendableProcessor();
  private final UnaryOperator<ProcessingEnvironment> wrapper;

  /** The processor in the environment that {@code wrapper} makes of javac's. */
  public WrappedProcessor(UnaryOperator<ProcessingEnvironment> wrapper) {
    this.wrapper = wrapper;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return processor.getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return processor.getSupportedSourceVersion();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    processor.init(wrapper.apply(environment));
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return processor.process(annotations, round);
  }
}
