package dev.suspendable.processor.plugin;

import com.sun.source.util.JavacTask;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the plugin asks the processor of the same compilation, and the answers.
 *
 * <p>javac lets neither see the other. Both are of one jar, but may come from different class
 * loaders, so that a static field will not do. What they have in common is the JVM and one object
 * of the compilation; so they talk through a system property with the name of that object. It
 * exists only while an event is announced to the one and the other: the processor answers if it is
 * asked, and leaves nothing behind otherwise.
 *
 * <pre>
 * a first class is to be analyzed    plugin      asks
 *                                    processor   is present
 * it is analyzed                     plugin      complains if it is not
 * compilation ends                   plugin      asks
 *                                    processor   binds, and names the classes that it has bound
 *                                    plugin      complains if any is missing
 * </pre>
 */
public final class Handshake {
  private static final String PREFIX = "dev.suspendable.compilation.";
  private static final String ASKED = "asked";
  private static final String PRESENT = "present";
  private static final String BOUND = "bound";
  private static final String SEPARATOR = "/";

  private final String property;

  private Handshake(String property) {
    this.property = property;
  }

  /** The handshake of a compilation. Not before the compilation has started. */
  public static Handshake of(JavacTask task) {
    // One for each compilation, and the same for plugin and processor, unlike the task.
    Object compilation = task.getElements();
    return new Handshake(PREFIX + Integer.toHexString(System.identityHashCode(compilation)));
  }

  // The plugin's part.

  void ask() {
    System.setProperty(property, ASKED);
  }

  boolean isPresent() {
    return !ASKED.equals(System.getProperty(property));
  }

  /** Binary names of the classes that were bound. Ends the handshake. */
  Set<String> end() {
    @Nullable String answer = System.clearProperty(property);
    return answer == null ? Set.of() : Set.copyOf(List.of(answer.split(SEPARATOR)));
  }

  // The processor's part.

  /** The processor takes part in this compilation. */
  public void present() {
    if (isAsked()) {
      System.setProperty(property, PRESENT);
    }
  }

  /** Whether anybody wants to know what was bound. */
  public boolean isAsked() {
    return System.getProperty(property) != null;
  }

  /**
   * Tells what was bound.
   *
   * @param hosts binary names of classes that have the binder's mark
   */
  public void bound(Set<String> hosts) {
    if (isAsked()) {
      System.setProperty(property, BOUND + SEPARATOR + String.join(SEPARATOR, hosts));
    }
  }
}
