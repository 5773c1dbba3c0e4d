package dev.suspendable.processor;

import com.sun.source.util.JavacTask;
import dev.suspendable.processor.intellij.IntelliJ;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * javac's own processing environment. Build tools wrap it and pass the wrapper to processors, to
 * track the files that they create. javac's trees do not accept the wrapper.
 *
 * @param environment javac's own
 * @param task the compilation
 * @param intelliJ the builder of IntelliJ IDEA, if it runs javac: it takes class files from javac
 */
record JavacEnvironment(
    ProcessingEnvironment environment, JavacTask task, Optional<IntelliJ> intelliJ) {
  /** The maximum number of nested wrappers: one more than any known tool uses. */
  private static final int MOST_WRAPPERS = 3;

  /** Unwraps {@code environment}; empty if the result is not javac's. */
  static Optional<JavacEnvironment> of(ProcessingEnvironment environment) {
    Optional<IntelliJ> intelliJ = IntelliJ.onStack();
    @Nullable ProcessingEnvironment each = environment;
    for (int wrappers = 0; each != null && wrappers <= MOST_WRAPPERS; wrappers++) {
      try {
        return Optional.of(new JavacEnvironment(each, JavacTask.instance(each), intelliJ));
      } catch (IllegalArgumentException | LinkageError e) {
        // Wrapped, or not javac's.
      }
      @Nullable ProcessingEnvironment inIntelliJ = IntelliJ.unwrapped(each);
      if (inIntelliJ == null) {
        each = delegate(each);
      } else {
        intelliJ = Optional.of(IntelliJ.of(each));
        each = inIntelliJ;
      }
    }
    return Optional.empty();
  }

  /** The environment that a wrapper holds in a field, as Gradle's and Kotlin's do. */
  private static @Nullable ProcessingEnvironment delegate(ProcessingEnvironment wrapper) {
    for (Class<?> type = wrapper.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && ProcessingEnvironment.class.isAssignableFrom(field.getType())) {
          try {
            field.setAccessible(true);
            if (field.get(wrapper) instanceof ProcessingEnvironment delegate) {
              return delegate;
            }
          } catch (IllegalAccessException | InaccessibleObjectException | SecurityException e) {
            // Try the next field.
          }
        }
      }
    }
    return null;
  }
}
