package dev.suspendable.processor.compile;

import dev.suspendable.processor.compile.GeneratedClasses.GeneratedClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Writes the sources of frames, which are for people to read, and deletes stale ones. */
final class FrameSources {
  /** A name to ask for a folder with. There is no such file. */
  private static final String NO_FILE = "suspendable.folder";

  /** The ends of the names of the files that each frame may have here. */
  static final List<String> SUFFIXES = List.of(".java", ".svg", ".dot", ".page");

  private final ClassFiles classFiles;
  private final NewFiles newFiles;
  private final SourcesOption wanted;

  /** The place that {@link SourcesOption.Outside} means, by class output. */
  private final Map<Path, SourcesOption> resolved = new HashMap<>();

  private final Set<Path> written = new HashSet<>();

  FrameSources(ClassFiles classFiles, NewFiles newFiles, SourcesOption wanted) {
    this.classFiles = classFiles;
    this.newFiles = newFiles;
    this.wanted = wanted;
  }

  /** Writes a source, or a file beside it. Returns whether there is a place for it. */
  boolean write(GeneratedClass type, String fileName, String source) throws IOException {
    byte[] content = source.getBytes(StandardCharsets.UTF_8);
    SourcesOption place = place(type, fileName);
    if (place instanceof SourcesOption.Chosen chosen) {
      Path file = folder(chosen, type).resolve(fileName);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      written.add(file);
      return true;
    } else if (place instanceof SourcesOption.Output && hasOutput(type)) {
      newFiles.create(StandardLocation.SOURCE_OUTPUT, type, fileName, content);
      return true;
    }
    return false;
  }

  /** Deletes a file beside a source, for example a diagram in a format that is not wanted now. */
  void delete(GeneratedClass type, String fileName) throws IOException {
    SourcesOption place = place(type, fileName);
    if (place instanceof SourcesOption.Chosen chosen) {
      Files.deleteIfExists(folder(chosen, type).resolve(fileName));
    } else if (place instanceof SourcesOption.Output && hasOutput(type)) {
      FileObject file =
          classFiles.output(StandardLocation.SOURCE_OUTPUT, type, type.packageName(), fileName);
      Optional<Path> plain = ClassFiles.plainFile(file);
      if (plain.isPresent()) {
        Files.delete(plain.get());
      }
    }
  }

  /** The folders that contain the sources of these classes' frames, if these are plain files. */
  Set<Path> roots(List<GeneratedClass> types) {
    Set<Path> roots = new LinkedHashSet<>();
    for (GeneratedClass type : types) {
      try {
        SourcesOption place = place(type, NO_FILE);
        if (place instanceof SourcesOption.Chosen chosen) {
          roots.add(chosen.folder());
        } else if (place instanceof SourcesOption.Output && hasOutput(type)) {
          FileObject source =
              classFiles.output(StandardLocation.SOURCE_OUTPUT, type, type.packageName(), NO_FILE);
          if (ClassFiles.isFile(source.toUri())) {
            roots.add(root(Path.of(source.toUri()).resolveSibling(""), type));
          }
        }
      } catch (IOException | RuntimeException e) {
        // As for stale sources: there are only files for people to read.
      }
    }
    return roots;
  }

  /**
   * Deletes the source of one frame from the source output, and the files beside it, if they are
   * plain files there. In other folders {@link #deleteStale} finds them.
   */
  void deleteFromOutput(GeneratedClass type, String frameName) throws IOException {
    if (place(type, frameName + ".java") instanceof SourcesOption.Output) {
      FileObject source =
          classFiles.output(
              StandardLocation.SOURCE_OUTPUT, type, type.packageName(), frameName + ".java");
      Optional<Path> file = ClassFiles.plainFile(source);
      if (file.isPresent()) {
        for (String suffix : SUFFIXES) {
          Files.deleteIfExists(file.get().resolveSibling(frameName + suffix));
        }
      }
    }
  }

  /**
   * Deletes sources whose class files are gone. A failure is ignored: the file only takes up space.
   *
   * @param types the top-level classes that were generated
   * @param all whether to delete also the sources for classes that no longer exist. In a folder
   *     that compilations share, these cannot be told from those of another compilation.
   */
  void deleteStale(List<GeneratedClass> types, boolean all) {
    try {
      StaleSources stale = new StaleSources(written);
      Set<Path> done = new HashSet<>();
      for (GeneratedClass type : types) {
        Path classes =
            ClassFiles.isFile(type.sourceFile()) ? classFiles.folderOf(type).orElse(null) : null;
        if (classes != null && place(type, NO_FILE) instanceof SourcesOption.Chosen chosen) {
          if (!all || !(wanted instanceof SourcesOption.Outside)) {
            stale.deleteOf(type, folder(chosen, type), classes);
          } else if (done.add(root(classes, type))) {
            stale.deleteAll(chosen.folder(), root(classes, type));
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      // As said: not worth failing the build.
    }
  }

  /** The option for the frames of a class: never {@link SourcesOption.Outside}. */
  private SourcesOption place(GeneratedClass type, String fileName) throws IOException {
    if (!(wanted instanceof SourcesOption.Outside)) {
      return wanted;
    }
    Optional<Path> folder = classFiles.folderOf(type);
    if (classFiles.isBesideSource(type) || folder.isEmpty()) {
      return new SourcesOption.Output();
    }
    Path classes = root(folder.get(), type);
    SourcesOption known = resolved.get(classes);
    if (known == null) {
      known = outside(type, fileName, classes);
      resolved.put(classes, known);
    }
    return known;
  }

  private SourcesOption outside(GeneratedClass type, String fileName, Path classes)
      throws IOException {
    FileObject source =
        classFiles.output(StandardLocation.SOURCE_OUTPUT, type, type.packageName(), fileName);
    if (!ClassFiles.isFile(source.toUri())) {
      return new SourcesOption.Output();
    }
    Path sources = root(Path.of(source.toUri()).resolveSibling(""), type);
    return SourceFolder.beside(sources, classes)
        .<SourcesOption>map(SourcesOption.Chosen::new)
        .orElseGet(SourcesOption.None::new);
  }

  /** The folder without those of the package. */
  private static Path root(Path folder, GeneratedClass type) {
    Path root = folder.toAbsolutePath().normalize();
    String packageName = type.packageName();
    int depth = packageName.isEmpty() ? 0 : Path.of(packageName.replace('.', '/')).getNameCount();
    for (int i = 0; i < depth && root.getParent() != null; i++) {
      root = root.getParent();
    }
    return root;
  }

  private static Path folder(SourcesOption.Chosen chosen, GeneratedClass type) {
    return chosen.folder().resolve(type.packageName().replace('.', '/'));
  }

  /**
   * Whether there is a {@code -s} or a {@code -d}. Without both, javac would put a source into the
   * working directory or beside the user's own sources, where the next {@code javac *.java} would
   * compile it as one of them.
   */
  private boolean hasOutput(GeneratedClass type) throws IOException {
    if (!classFiles.isBesideSource(type)) {
      return true;
    }
    FileObject resource = classFiles.output(StandardLocation.SOURCE_OUTPUT, type, "", NO_FILE);
    return !Path.of(resource.toUri()).equals(Path.of(NO_FILE).toAbsolutePath());
  }
}
