package dev.suspendable.processor.plugin;

import com.sun.source.util.JavacTask;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The exchange between the plugin and the processor of one compilation.
 *
 * <p>javac hides each from the other. Both are in one jar, but may have different class loaders, so
 * a static field does not work. They share the JVM and one object of the compilation. So they
 * communicate through a system property named after that object. The property exists only while
 * javac announces an event to both of them: the processor answers if it is asked, and otherwise
 * leaves nothing behind.
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

  /** The handshake of a compilation. Must not be called before the compilation has started. */
  public static Handshake of(JavacTask task) {
    // This object is unique to each compilation, and the same for plugin and processor, unlike the
    // task.
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

  /** Ends the handshake and returns the binary names of the classes that were bound. */
  Set<String> end() {
    @Nullable String answer = System.clearProperty(property);
    return answer == null ? Set.of() : Set.copyOf(List.of(answer.split(SEPARATOR)));
  }

  // The processor's part.

  /** Announces that the processor takes part in this compilation. */
  public void present() {
    if (isAsked()) {
      System.setProperty(property, PRESENT);
    }
  }

  /** Whether the plugin has asked which classes were bound. */
  public boolean isAsked() {
    return System.getProperty(property) != null;
  }

  /**
   * Passes on which classes were bound.
   *
   * @param hosts binary names of classes that have the binder's mark
   */
  public void bound(Set<String> hosts) {
    if (isAsked()) {
      System.setProperty(property, BOUND + SEPARATOR + String.join(SEPARATOR, hosts));
    }
  }
}
