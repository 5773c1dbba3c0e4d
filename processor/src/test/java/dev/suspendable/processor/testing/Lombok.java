package dev.suspendable.processor.testing;

import java.lang.reflect.Constructor;
import javax.annotation.processing.Processor;

/** Lombok, which rewrites the trees of a compilation. */
public final class Lombok {
  private Lombok() {}

  /** Its annotation processor, for one compilation. */
  public static Processor processor() {
    try {
      Constructor<?> constructor =
          Class.forName("lombok.launch.AnnotationProcessorHider$AnnotationProcessor")
              .getDeclaredConstructor();
      constructor.setAccessible(true);
      return (Processor) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
