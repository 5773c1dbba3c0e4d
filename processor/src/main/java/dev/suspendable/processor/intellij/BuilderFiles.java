package dev.suspendable.processor.intellij;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The file manager of IntelliJ IDEA's builder. javac writes class files through it, and so do we:
 * it tells the builder the name of each class, and the source that it was made from.
 *
 * <p>The classes of the builder are in an unnamed module, so reflection needs no permission.
 */
final class BuilderFiles {
  /** How deep the file manager is in the wrapper: one more than in any known version. */
  private static final int DEPTH = 4;

  /**
   * From this version on, Java warns of a write to a final field by reflection, and later versions
   * refuse it (JEP 500).
   */
  private static final int FINAL_MEANS_FINAL = 26;

  private final JavaFileManager manager;

  private BuilderFiles(JavaFileManager manager) {
    this.manager = manager;
  }

  /** Receives class files before the builder does. */
  interface Interceptor {
    /**
     * javac, or {@link #write}, has closed a class file.
     *
     * @param handOver gives it to the builder
     */
    void closed(String binaryName, JavaFileObject file, Runnable handOver);
  }

  /** The file manager that a wrapper refers to. */
  static Optional<BuilderFiles> behind(ProcessingEnvironment wrapper)
      throws IllegalAccessException {
    record At(Object object, int depth) {}

    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<At> open = new ArrayDeque<>();
    open.add(new At(Proxy.getInvocationHandler(wrapper), 0));
    while (!open.isEmpty()) {
      At at = open.removeFirst();
      if (!isOfBuilder(at.object().getClass()) || !seen.add(at.object())) {
        continue;
      }
      if (at.object() instanceof JavaFileManager manager) {
        return Optional.of(new BuilderFiles(manager));
      }
      for (Class<?> type = at.object().getClass();
          at.depth() < DEPTH && type != null && isOfBuilder(type);
          type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) {
          Object value = value(field, at.object());
          if (value != null) {
            open.add(new At(value, at.depth() + 1));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isOfBuilder(Class<?> type) {
    return type.getName().startsWith(IntelliJ.PACKAGE);
  }

  private static @Nullable Object value(Field field, Object object) throws IllegalAccessException {
    if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
      return null;
    }
    field.setAccessible(true);
    return field.get(object);
  }

  /**
   * Lets {@code interceptor} decide when class files get to the builder. The file manager has an
   * object, its "context", to which it gives each file that is closed; another one takes its place.
   *
   * @return whether that was possible
   */
  boolean intercept(Interceptor interceptor) {
    if (Runtime.version().feature() >= FINAL_MEANS_FINAL) {
      return false;
    }
    try {
      for (Field field : manager.getClass().getDeclaredFields()) {
        Method consumer = consumer(field.getType());
        Object real = consumer == null ? null : value(field, manager);
        if (consumer != null && real != null) {
          field.set(manager, between(field.getType(), real, consumer, interceptor));
          return true;
        }
      }
    } catch (IllegalAccessException | RuntimeException e) {
      // This version of the builder or of Java does not allow it.
    }
    return false;
  }

  /** The method of an interface that takes files. */
  private static @Nullable Method consumer(Class<?> type) {
    if (type.isInterface() && isOfBuilder(type)) {
      for (Method method : type.getMethods()) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length == 1
            && method.getReturnType() == void.class
            && JavaFileObject.class.isAssignableFrom(parameters[0])) {
          return method;
        }
      }
    }
    return null;
  }

  private static Object between(
      Class<?> type, Object real, Method consumer, Interceptor interceptor) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.equals(consumer)
              && arguments[0] instanceof JavaFileObject file
              && file.getKind() == JavaFileObject.Kind.CLASS) {
            interceptor.closed(nameOf(file), file, () -> call(real, method, file));
            return null;
          }
          return call(real, method, arguments);
        });
  }

  private static @Nullable Object call(Object real, Method method, Object... arguments) {
    try {
      method.setAccessible(true);
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The class in a file of the builder; empty if the file does not tell, as one without a class.
   */
  private static String nameOf(JavaFileObject file) {
    try {
      return String.valueOf(file.getClass().getMethod("getClassName").invoke(file));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return "";
    }
  }

  /** A new file for a class that is made from {@code source}. */
  JavaFileObject output(String binaryName, @Nullable JavaFileObject source) throws IOException {
    return manager.getJavaFileForOutput(
        StandardLocation.CLASS_OUTPUT, binaryName, JavaFileObject.Kind.CLASS, source);
  }

  /** The path of such a file. */
  static Path path(JavaFileObject file) {
    return Path.of(file.toUri());
  }

  /** Writes a file. Its end gives it to the interceptor, or else to the builder. */
  static void write(JavaFileObject file, byte[] classFile) throws IOException {
    try (OutputStream out = file.openOutputStream()) {
      out.write(classFile);
    }
  }
}
