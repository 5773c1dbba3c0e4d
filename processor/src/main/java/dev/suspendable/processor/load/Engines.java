package dev.suspendable.processor.load;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import javax.annotation.processing.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Makes the objects that do a processor's work.
 *
 * <p>javac makes a class loader for {@code -processorpath} in each compilation. So in a JVM that
 * compiles again and again, as those of IDEs and build daemons do, a processor would be loaded,
 * interpreted and compiled by the JIT compiler each time: half of its time for ten coroutines. Here
 * the classes come from a loader that the JVM keeps ({@link KeptLoaders}), if
 *
 * <ul>
 *   <li>the processor's jar is one that contains all that it needs, as its manifest says;
 *   <li>javac's loader would delegate to that of javac, as ours does. Otherwise a tool has arranged
 *       something else, and keeps loaders itself if it wants to;
 *   <li>the system property {@code dev.suspendable.keep} is not {@code false}.
 * </ul>
 *
 * <p>Otherwise they come from the loader of the processor.
 */
public final class Engines {
  /** In the manifest of the jar. */
  static final String COMPLETE = "Suspendable-Complete";

  private static final String PROPERTY = "dev.suspendable.keep";

  private Engines() {}

  /**
   * Makes an object.
   *
   * @param front the class that javac has loaded
   * @param name binary name of the object's class, which has a public constructor
   * @return the object
   */
  public static Processor make(Class<?> front, String name) {
    ClassLoader own = front.getClassLoader();
    try {
      return (Processor)
          Class.forName(name, true, kept(front, own).orElse(own))
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name + " cannot be made", e);
    }
  }

  private static Optional<ClassLoader> kept(Class<?> front, ClassLoader own) {
    ClassLoader parent = ClassLoader.getSystemClassLoader();
    Path jar = jarOf(front);
    if (jar == null
        || own.getParent() != parent
        || JavacTask.class.getClassLoader() != parent
        || "false".equals(System.getProperty(PROPERTY))) {
      return Optional.empty();
    }
    try {
      return KeptLoaders.of(Files.readAllBytes(jar), parent);
    } catch (IOException e) {
      return Optional.empty(); // javac has loaded the front from it, so it was there
    }
  }

  private static @Nullable Path jarOf(Class<?> front) {
    CodeSource source = front.getProtectionDomain().getCodeSource();
    URL place = source == null ? null : source.getLocation();
    if (place == null || !"file".equals(place.getProtocol())) {
      return null;
    }
    try {
      Path path = Path.of(place.toURI());
      return Files.isRegularFile(path) ? path : null;
    } catch (URISyntaxException | IllegalArgumentException e) {
      return null;
    }
  }
}
