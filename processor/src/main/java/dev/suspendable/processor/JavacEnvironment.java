package dev.suspendable.processor;

import com.sun.source.util.JavacTask;
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
 * @param keepsClassFiles whether javac's class files are at the specified location as soon as javac
 *     has written them. IntelliJ IDEA's builder writes them long after javac has ended. Until then,
 *     any files there are from an earlier build.
 */
record JavacEnvironment(
    ProcessingEnvironment environment, JavacTask task, boolean keepsClassFiles) {
  /** The maximum number of nested wrappers: one more than any known tool uses. */
  private static final int MOST_WRAPPERS = 3;

  /** IntelliJ IDEA's wrappers are proxies. This class of its builder unwraps them. */
  private static final String INTELLIJ_WRAPPERS = "org.jetbrains.jps.javac.APIWrappers";

  /** Unwraps {@code environment}; empty if the result is not javac's. */
  static Optional<JavacEnvironment> of(ProcessingEnvironment environment) {
    boolean keepsClassFiles = true;
    @Nullable ProcessingEnvironment each = environment;
    for (int wrappers = 0; each != null && wrappers <= MOST_WRAPPERS; wrappers++) {
      try {
        return Optional.of(new JavacEnvironment(each, JavacTask.instance(each), keepsClassFiles));
      } catch (IllegalArgumentException | LinkageError e) {
        // Wrapped, or not javac's.
      }
      @Nullable ProcessingEnvironment inIntelliJ = unwrappedByIntelliJ(each);
      keepsClassFiles &= inIntelliJ == null;
      each = inIntelliJ == null ? delegate(each) : inIntelliJ;
    }
    return Optional.empty();
  }

  private static @Nullable ProcessingEnvironment unwrappedByIntelliJ(
      ProcessingEnvironment wrapper) {
    try {
      return (ProcessingEnvironment)
          Class.forName(INTELLIJ_WRAPPERS, true, wrapper.getClass().getClassLoader())
              .getMethod("unwrap", Class.class, Object.class)
              .invoke(null, ProcessingEnvironment.class, wrapper);
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      return null; // Not in IntelliJ IDEA.
    }
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
