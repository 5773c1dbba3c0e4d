package dev.suspendable.processor.compile;

import dev.suspendable.processor.compile.GeneratedClasses.GeneratedClass;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** The class files of this run: where javac has put them, and what is in them. */
public final class ClassFiles {
  private final Filer filer;
  private final GeneratedClasses generated;
  private final Map<String, Place> places = new HashMap<>();

  /** By module and package, a class that is a plain file in an output folder. */
  private final Map<String, Place> neighbours = new HashMap<>();

  /** Whether there is a {@code -d}, by module. */
  private final Map<String, Boolean> outputFolders = new HashMap<>();

  /** Reads through {@code filer} what {@code generated} announces. */
  public ClassFiles(Filer filer, GeneratedClasses generated) {
    this.filer = filer;
    this.generated = generated;
  }

  /**
   * Where a class lies.
   *
   * @param file the plain file, unless the file manager keeps it elsewhere
   * @param resource how the filer reaches it; of no use if there is a file, or {@code besideSource}
   * @param besideSource whether javac, having no {@code -d}, has put it beside the source file
   */
  record Place(Optional<Path> file, FileObject resource, boolean besideSource) {}

  /** The classes that may be read here. */
  public GeneratedClasses generated() {
    return generated;
  }

  /** Bytes of a class generated in this run; nothing if it was not, or cannot be read. */
  public Optional<byte[]> read(String binaryName) {
    return generated.find(binaryName).map(this::read);
  }

  private byte @Nullable [] read(GeneratedClass type) {
    try {
      Place place = place(type);
      if (place.file().isPresent()) {
        return Files.readAllBytes(place.file().get());
      }
      try (InputStream in = place.resource().openInputStream()) {
        return in.readAllBytes();
      }
    } catch (IOException e) {
      return null;
    }
  }

  /** The folder that a generated class lies in, if it is a plain file. */
  public Optional<Path> folderOf(GeneratedClass type) throws IOException {
    return place(type).file().map(Path::getParent);
  }

  /** Where a generated class lies. */
  Place place(GeneratedClass type) throws IOException {
    Place known = places.get(type.binaryName());
    if (known == null) {
      known = locate(type);
      places.put(type.binaryName(), known);
    }
    return known;
  }

  private Place locate(GeneratedClass type) throws IOException {
    // Asking the file manager takes much longer than looking where the package's last class lay.
    Optional<Place> neighbour = besideNeighbour(type);
    if (neighbour.isPresent()) {
      return neighbour.get();
    }
    FileObject resource =
        output(StandardLocation.CLASS_OUTPUT, type, type.packageName(), type.fileName());
    URI source = type.sourceFile();
    if (isFile(resource.toUri()) && source != null && isFile(source) && !hasOutputFolder(type)) {
      Path beside = Path.of(source).resolveSibling(type.fileName());
      return new Place(existing(beside), resource, true);
    }
    Place place = new Place(plainFile(resource), resource, false);
    if (place.file().isPresent()) {
      neighbours.put(packageKey(type), place);
    }
    return place;
  }

  private Optional<Place> besideNeighbour(GeneratedClass type) {
    Place place = neighbours.get(packageKey(type));
    return place == null
        ? Optional.empty()
        : place
            .file()
            .flatMap(file -> existing(file.resolveSibling(type.fileName())))
            .map(file -> new Place(Optional.of(file), place.resource(), false));
  }

  private static String packageKey(GeneratedClass type) {
    return type.module() + "/" + type.packageName();
  }

  /**
   * Whether there is a {@code -d}. Without, the filer resolves against the working directory and
   * forgets all folders of the name asked for; that is how to tell. Only a file manager with plain
   * files is asked: one in memory would make the file.
   */
  private boolean hasOutputFolder(GeneratedClass type) throws IOException {
    Boolean known = outputFolders.get(type.module());
    if (known == null) {
      String name = "suspendable/folder";
      URI uri = output(StandardLocation.CLASS_OUTPUT, type, "", name).toUri();
      known = uri.getPath().endsWith("/" + name);
      outputFolders.put(type.module(), known);
    }
    return known;
  }

  /**
   * A resource in an output location. With {@code --module-source-path} the module has to be named;
   * without, it must not be, which the filer answers with an exception.
   */
  FileObject output(Location location, GeneratedClass type, String packageName, String name)
      throws IOException {
    if (!type.module().isEmpty()) {
      try {
        return filer.getResource(location, type.module() + "/" + packageName, name);
      } catch (IOException | IllegalArgumentException e) {
        // One module only: asked without its name below.
      }
    }
    return filer.getResource(location, packageName, name);
  }

  /** The plain file behind a resource, if it is one and there. */
  static Optional<Path> plainFile(FileObject resource) {
    URI uri = resource.toUri();
    return isFile(uri) ? existing(Path.of(uri)) : Optional.empty();
  }

  /** Whether something is a plain file. */
  public static boolean isFile(@Nullable URI uri) {
    return uri != null && "file".equals(uri.getScheme());
  }

  private static Optional<Path> existing(Path file) {
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }
}
