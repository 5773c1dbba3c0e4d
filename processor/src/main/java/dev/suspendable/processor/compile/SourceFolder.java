package dev.suspendable.processor.compile;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The default folder for the sources of frames.
 *
 * <p>Frames use private members of their hosts. The JVM allows that to nest mates; to the analysis
 * of an IDE each such use is an error. So the folder is no source root to any IDE, and not part of
 * the artifact: it is beside the source output and the class output, under the deepest folder that
 * contains both. It has the structure of the class output, so that each compilation of a project
 * has a folder of its own:
 *
 * <pre>
 * Maven   target/generated-sources/annotations                  target/suspendable/classes
 *         target/classes
 * Gradle  build/generated/sources/annotationProcessor/java/main build/suspendable/classes/java/main
 *         build/classes/java/main
 * </pre>
 *
 * No tool's layout is known here, so this works for all that give javac {@code -s} and {@code -d}.
 */
public final class SourceFolder {
  private static final String NAME = "suspendable";

  private SourceFolder() {}

  /**
   * The folder; empty if there is none that people would expect. Without {@code -s} that is the
   * case: a folder beside that of the classes may be anywhere, for example beside the project.
   *
   * @param sources the source output; the class output if there is no {@code -s}
   * @param classes the class output
   */
  public static Optional<Path> beside(Path sources, Path classes) {
    if (sources.equals(classes)) {
      return Optional.empty();
    }
    Path around = around(sources, classes);
    if (around != null) {
      return Optional.of(around.resolve(NAME).resolve(around.relativize(classes)));
    }
    // On different disks, or nearly so.
    Path parent = sources.getParent();
    return parent == null || isRoot(parent)
        ? Optional.empty()
        : Optional.of(parent.resolve(NAME).resolve(String.valueOf(sources.getFileName())));
  }

  /** The deepest folder that contains both and is neither; null if that is the root of a disk. */
  private static @Nullable Path around(Path sources, Path classes) {
    Path folder = classes.getParent();
    while (folder != null && !isRoot(folder)) {
      if (sources.startsWith(folder) && !sources.equals(folder)) {
        return folder;
      }
      folder = folder.getParent();
    }
    return null;
  }

  private static boolean isRoot(Path folder) {
    return folder.getParent() == null;
  }
}
