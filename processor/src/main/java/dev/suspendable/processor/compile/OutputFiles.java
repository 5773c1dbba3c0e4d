package dev.suspendable.processor.compile;

import dev.suspendable.processor.compile.GeneratedClasses.GeneratedClass;
import dev.suspendable.processor.model.FrameName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.tools.StandardLocation;

/** Writes all output files. */
public final class OutputFiles {
  private final ClassFiles classFiles;
  private final NewFiles newFiles;
  private final FrameSources sources;

  /**
   * Creates a writer that places files next to the ones that {@code classFiles} knows.
   *
   * @param filer creates files: the build tool's filer, which records them
   * @param sources the place of the frames' sources
   */
  public OutputFiles(Filer filer, ClassFiles classFiles, SourcesOption sources) {
    this.classFiles = classFiles;
    this.newFiles = new NewFiles(filer);
    this.sources = new FrameSources(classFiles, newFiles, sources);
  }

  /**
   * Replaces a class that javac has written in this run. A plain file is overwritten directly.
   * Creating it through the filer would write the same output a second time, and JDK 25 then warns
   * with {@code [output-file-clash]}.
   */
  public void rewriteClass(String binaryName, byte[] classFile) throws IOException {
    GeneratedClass type = generated(binaryName);
    Handover handover = classFiles.handover();
    if (handover != null) {
      handover.write(type, binaryName, classFile);
      return;
    }
    Optional<Path> file = classFiles.place(type).file();
    if (file.isPresent()) {
      Files.write(file.get(), classFile);
    } else {
      newFiles.create(StandardLocation.CLASS_OUTPUT, type, type.fileName(), classFile);
    }
  }

  /** Writes a frame class, or a class nested in one, to the location of its host. */
  public void writeFrameClass(String host, String frameBinaryName, byte[] classFile)
      throws IOException {
    GeneratedClass type = generated(host);
    Handover handover = classFiles.handover();
    if (handover != null) {
      handover.write(type, frameBinaryName, classFile);
      return;
    }
    String fileName = GeneratedClasses.simpleNameOf(frameBinaryName) + ".class";
    ClassFiles.Place place = classFiles.place(type);
    if (place.besideSource() && place.file().isPresent()) {
      Files.write(place.file().get().resolveSibling(fileName), classFile);
    } else {
      newFiles.create(StandardLocation.CLASS_OUTPUT, type, fileName, classFile);
    }
  }

  /** Writes a frame's source for people to read, if there is a place for it. */
  public void writeFrameSource(FrameName frame, String source) throws IOException {
    sources.write(generated(frame.host()), frame.simpleName() + ".java", source);
  }

  /**
   * Writes a file for people to read beside a frame's source, with the same name but for its end.
   *
   * @param suffix one of {@link FrameSources#SUFFIXES}
   * @return whether there is a place for it
   */
  public boolean writeBesideFrame(String host, String frameName, String suffix, String text)
      throws IOException {
    return sources.write(generated(host), frameName + suffix, text);
  }

  /** Deletes such a file, if it is a plain file. */
  public void deleteBesideFrame(String host, String frameName, String suffix) throws IOException {
    sources.delete(generated(host), frameName + suffix);
  }

  /** The folders that contain the sources of these classes' frames, with their packages. */
  public Set<Path> sourceFolders(List<GeneratedClass> types) {
    return sources.roots(types);
  }

  /**
   * Deletes a frame of an earlier build, class file and source and what is beside the source, if
   * these are plain files.
   *
   * @param classFile the frame's class file
   */
  public void deleteFrame(GeneratedClass host, Path classFile) throws IOException {
    Files.deleteIfExists(classFile);
    sources.deleteFromOutput(
        host, classFile.getFileName().toString().replaceFirst("\\.class$", ""));
  }

  /**
   * Deletes the sources of frames that no longer exist.
   *
   * @param types the top-level classes that were generated
   * @param all whether these are all that the run generates: then sources for classes that no
   *     longer exist are deleted as well
   */
  public void deleteStaleSources(List<GeneratedClass> types, boolean all) {
    sources.deleteStale(types, all);
  }

  private GeneratedClass generated(String binaryName) throws IOException {
    return classFiles
        .generated()
        .find(binaryName)
        .orElseThrow(() -> new IOException(binaryName + " was not generated in this run"));
  }
}
