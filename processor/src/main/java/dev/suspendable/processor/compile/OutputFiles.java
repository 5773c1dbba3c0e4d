package dev.suspendable.processor.compile;

import dev.suspendable.processor.compile.GeneratedClasses.GeneratedClass;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;

/**
 * Writes all output files.
 *
 * <p>Each new file has the host's top-level class as its originating element. This tells an
 * incremental build when to delete the file.
 */
public final class OutputFiles {
  private final Filer filer;
  private final ClassFiles classFiles;

  /** Creates a writer that places files next to the ones that {@code classFiles} knows. */
  public OutputFiles(Filer filer, ClassFiles classFiles) {
    this.filer = filer;
    this.classFiles = classFiles;
  }

  /**
   * Replaces a class that javac has written in this run. A plain file is overwritten directly.
   * Creating it through the filer would write the same output a second time, and JDK 25 then warns
   * with {@code [output-file-clash]}.
   */
  public void rewriteClass(String binaryName, byte[] classFile) throws IOException {
    GeneratedClass type = generated(binaryName);
    Optional<Path> file = classFiles.place(type).file();
    if (file.isPresent()) {
      Files.write(file.get(), classFile);
    } else {
      create(StandardLocation.CLASS_OUTPUT, type, type.fileName(), classFile);
    }
  }

  /** Writes a frame class, or a class nested in one, to the location of its host. */
  public void writeFrameClass(String host, String frameBinaryName, byte[] classFile)
      throws IOException {
    GeneratedClass type = generated(host);
    String fileName = GeneratedClasses.simpleNameOf(frameBinaryName) + ".class";
    ClassFiles.Place place = classFiles.place(type);
    if (place.besideSource() && place.file().isPresent()) {
      Files.write(place.file().get().resolveSibling(fileName), classFile);
    } else {
      create(StandardLocation.CLASS_OUTPUT, type, fileName, classFile);
    }
  }

  /**
   * Writes a frame's source for people to read: to {@code -s}, or else to {@code -d}.
   *
   * @return whether it was written. Without both options it is not written: javac would put it into
   *     the working directory or beside the user's own sources, where the next {@code javac *.java}
   *     would compile it as one of them.
   */
  public boolean writeFrameSource(String host, String frameName, String source) throws IOException {
    GeneratedClass type = generated(host);
    String fileName = frameName + ".java";
    if (classFiles.place(type).besideSource() && !hasSourceFolder(type)) {
      return false;
    }
    create(StandardLocation.SOURCE_OUTPUT, type, fileName, source.getBytes(StandardCharsets.UTF_8));
    return true;
  }

  /**
   * Deletes a frame of an earlier build, both class file and source, if these are plain files.
   *
   * @param classFile the frame's class file
   */
  public void deleteFrame(GeneratedClass host, Path classFile) throws IOException {
    Files.deleteIfExists(classFile);
    String fileName = classFile.getFileName().toString().replaceFirst("\\.class$", ".java");
    FileObject source =
        classFiles.output(StandardLocation.SOURCE_OUTPUT, host, host.packageName(), fileName);
    Optional<Path> sourceFile = ClassFiles.plainFile(source);
    if (sourceFile.isPresent()) {
      Files.deleteIfExists(sourceFile.get());
    }
  }

  /**
   * Whether there is a {@code -s}. Without it and without {@code -d}, sources go to the working
   * directory.
   */
  private boolean hasSourceFolder(GeneratedClass type) throws IOException {
    String name = "suspendable.folder";
    FileObject resource = classFiles.output(StandardLocation.SOURCE_OUTPUT, type, "", name);
    return !Path.of(resource.toUri()).equals(Path.of(name).toAbsolutePath());
  }

  private void create(Location location, GeneratedClass type, String fileName, byte[] content)
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

  private GeneratedClass generated(String binaryName) throws IOException {
    return classFiles
        .generated()
        .find(binaryName)
        .orElseThrow(() -> new IOException(binaryName + " was not generated in this run"));
  }
}
