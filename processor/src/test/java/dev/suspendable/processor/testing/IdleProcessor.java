package dev.suspendable.processor.testing;

import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** An annotation processor that does nothing. */
public final class IdleProcessor extends AbstractProcessor {
  private final String annotations;

  /**
   * @param annotations those that it claims, as for {@code @SupportedAnnotationTypes}
   */
  public IdleProcessor(String annotations) {
    this.annotations = annotations;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(annotations);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public boolean process(Set<? extends TypeElement> found, RoundEnvironment round) {
    return true;
  }
}
