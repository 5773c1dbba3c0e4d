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

/** The class files of this run: their locations and their contents. */
public final class ClassFiles {
  private final Filer filer;
  private final GeneratedClasses generated;
  private final @Nullable Handover handover;
  private final Map<String, Place> places = new HashMap<>();

  /** For each module and package, a class that is a plain file in an output folder. */
  private final Map<String, Place> neighbours = new HashMap<>();

  /** Whether there is a {@code -d}, for each module. */
  private final Map<String, Boolean> outputFolders = new HashMap<>();

  /**
   * Reads the classes that {@code generated} lists, through {@code filer}.
   *
   * @param handover the build tool that takes them from javac, if there is one
   */
  public ClassFiles(Filer filer, GeneratedClasses generated, @Nullable Handover handover) {
    this.filer = filer;
    this.generated = generated;
    this.handover = handover;
  }

  /**
   * The location of a class.
   *
   * @param file the plain file, unless the file manager stores the class elsewhere
   * @param resource the filer's access to it; not usable if there is a file or if {@code
   *     besideSource}
   * @param besideSource whether javac has put it beside the source file, because there is no {@code
   *     -d}
   */
  record Place(Optional<Path> file, FileObject resource, boolean besideSource) {}

  /** The classes that can be read here. */
  public GeneratedClasses generated() {
    return generated;
  }

  /**
   * The bytes of a class generated in this run; empty if it was not generated or cannot be read.
   */
  public Optional<byte[]> read(String binaryName) {
    return generated.find(binaryName).map(this::read);
  }

  /** The build tool that takes class files from javac; null if they are where the filer says. */
  @Nullable Handover handover() {
    return handover;
  }

  private byte @Nullable [] read(GeneratedClass type) {
    try {
      if (handover != null) {
        return handover.read(type);
      }
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

  /** The folder of a generated class, if the class is a plain file, now or later. */
  public Optional<Path> folderOf(GeneratedClass type) throws IOException {
    if (handover != null) {
      return Optional.ofNullable(handover.file(type).getParent());
    }
    return place(type).file().map(Path::getParent);
  }

  /** Whether javac puts class files beside their sources, because there is no {@code -d}. */
  boolean isBesideSource(GeneratedClass type) throws IOException {
    return handover == null && place(type).besideSource();
  }

  /** The location of a generated class that no build tool takes from javac. */
  Place place(GeneratedClass type) throws IOException {
    Place known = places.get(type.binaryName());
    if (known == null) {
      known = locate(type);
      places.put(type.binaryName(), known);
    }
    return known;
  }

  private Place locate(GeneratedClass type) throws IOException {
    // Looking in the place of the package's last class is much faster than asking the file manager.
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
   * Whether there is a {@code -d}. Without it, the filer resolves against the working directory and
   * drops all folders of the requested name; the result shows this. Only a file manager with plain
   * files is asked: an in-memory one would create the file.
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
   * A resource in an output location. With {@code --module-source-path} the module must be named.
   * Without it, the module must not be named: the filer then throws an exception.
   */
  FileObject output(Location location, GeneratedClass type, String packageName, String name)
      throws IOException {
    if (!type.module().isEmpty()) {
      try {
        return filer.getResource(location, type.module() + "/" + packageName, name);
      } catch (IOException | IllegalArgumentException e) {
        // There is only one module: ask without its name below.
      }
    }
    return filer.getResource(location, packageName, name);
  }

  /** The plain file that a resource refers to, if it is one and exists. */
  static Optional<Path> plainFile(FileObject resource) {
    URI uri = resource.toUri();
    return isFile(uri) ? existing(Path.of(uri)) : Optional.empty();
  }

  /** Whether a URI refers to a plain file. */
  public static boolean isFile(@Nullable URI uri) {
    return uri != null && "file".equals(uri.getScheme());
  }

  private static Optional<Path> existing(Path file) {
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }
}
