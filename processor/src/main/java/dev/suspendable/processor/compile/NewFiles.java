package dev.suspendable.processor.compile;

import dev.suspendable.processor.compile.GeneratedClasses.GeneratedClass;
import java.io.IOException;
import java.io.OutputStream;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;

/**
 * Creates files through the filer. Each has the host's top-level class as its originating element.
 * This tells an incremental build when to delete the file.
 */
final class NewFiles {
  private final Filer filer;

  NewFiles(Filer filer) {
    this.filer = filer;
  }

  /** Creates a file in the package of {@code type}. */
  void create(Location location, GeneratedClass type, String fileName, byte[] content)
      throws IOException {
    try (OutputStream out = newResource(location, type, fileName).openOutputStream()) {
      out.write(content);
    }
  }

  private FileObject newResource(Location location, GeneratedClass type, String fileName)
      throws IOException {
    String packageName = type.packageName();
    if (!type.module().isEmpty()) {
      try {
        return filer.createResource(
            location, type.module() + "/" + packageName, fileName, type.outermost());
      } catch (IOException | IllegalArgumentException e) {
        // There is only one module: ask without its name below.
      }
    }
    return filer.createResource(location, packageName, fileName, type.outermost());
  }
}
