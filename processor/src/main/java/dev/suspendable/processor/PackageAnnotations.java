package dev.suspendable.processor;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.annotation.processing.Filer;
import javax.lang.model.element.PackageElement;
import javax.tools.StandardLocation;

/**
 * Determines which packages may be asked for their annotations. If {@code package-info.java} is on
 * the source path and has not been read yet, the request makes javac compile it. Only a package
 * that binds promises justifies that. The class path is also the source path if no source path is
 * set.
 */
final class PackageAnnotations {
  private static final String FILE = "package-info.java";
  private static final String ANNOTATION = "UsePromises";

  private final Filer filer;
  private final Map<PackageElement, Boolean> known = new HashMap<>();

  PackageAnnotations(Filer filer) {
    this.filer = filer;
  }

  /** Adds a package whose file is part of the compilation. */
  void add(PackageElement compiled) {
    known.put(compiled, true);
  }

  /** Whether the package may have the annotation {@code UsePromises}. */
  boolean mayBindPromises(PackageElement asked) {
    return known.computeIfAbsent(asked, key -> search(key.getQualifiedName().toString()));
  }

  private boolean search(String packageName) {
    return mentions(StandardLocation.SOURCE_PATH, packageName)
        && mentions(StandardLocation.CLASS_PATH, packageName);
  }

  /** Whether the package's file in a location, if it exists, contains the annotation's name. */
  private boolean mentions(StandardLocation location, String packageName) {
    try {
      return filer
          .getResource(location, packageName, FILE)
          .getCharContent(true)
          .toString()
          .contains(ANNOTATION);
    } catch (IOException | RuntimeException e) {
      // The file does not exist. javac's filer throws a NullPointerException for a location that is
      // not set.
      return true;
    }
  }
}
