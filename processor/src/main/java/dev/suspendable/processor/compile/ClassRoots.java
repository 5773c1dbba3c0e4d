package dev.suspendable.processor.compile;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The folders and archives of the outer class path and module path that are known so far, and the
 * names of the classes in them.
 *
 * <p>No supported API gives a processor its class path. So roots are found through the classes in
 * them: a class leads to its neighbours in the same place. ({@code
 * PackageElement.getEnclosedElements()} would list a package, but it completes every class in it.
 * It parses any source on the source path, including frames of the last build and broken files.
 * javac then warns about those, and about annotations missing from the class path in classes that
 * the user never named.)
 */
final class ClassRoots {
  private static final String CLASS_SUFFIX = ".class";

  private final Map<URI, Root> roots = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();
  private boolean opaque;

  /** Simple binary names of the classes of a package. */
  private interface Root {
    Set<String> classesIn(String packageName);
  }

  /** Records that the class {@code binaryName} was found at {@code found}. */
  void add(URI found, String binaryName) {
    String path = binaryName.replace('.', '/') + CLASS_SUFFIX;
    String address = found.toString();
    if (known.add(address.substring(0, Math.max(0, address.length() - path.length())))) {
      try {
        addRoot(found, path);
      } catch (IOException | IllegalArgumentException e) {
        opaque = true;
      }
    }
  }

  private void addRoot(URI found, String path) throws IOException {
    if ("file".equals(found.getScheme())) {
      Path root = folder(Path.of(found), path);
      roots.put(root.toUri(), new Folder(root));
    } else if ("jar".equals(found.getScheme())) {
      String address = found.getRawSchemeSpecificPart();
      int separator = address.lastIndexOf("!/");
      URI file = URI.create(address.substring(0, separator));
      String entry = URI.create("entry:" + address.substring(separator + 1)).getPath().substring(1);
      String prefix = unversioned(entry.substring(0, entry.length() - path.length()));
      roots.put(file, Archive.of(Path.of(file), prefix));
    } else {
      opaque = true;
    }
  }

  /** The number of known roots: if it increases, more classes may be listed. */
  int size() {
    return roots.size();
  }

  /** Whether a class was found in a place whose other classes cannot be listed. */
  boolean opaque() {
    return opaque;
  }

  /** Simple binary names of the classes of a package in all known roots. */
  Set<String> classesIn(String packageName) {
    Set<String> names = new TreeSet<>();
    roots.values().forEach(root -> names.addAll(root.classesIn(packageName)));
    return names;
  }

  private static Path folder(Path classFile, String path) {
    @Nullable Path root = classFile;
    for (int i = Path.of(path).getNameCount(); i > 0 && root != null; i--) {
      root = root.getParent();
    }
    if (root == null) {
      throw new IllegalArgumentException(classFile.toString());
    }
    return root;
  }

  /**
   * Removes a prefix such as {@code META-INF/versions/11/}, which precedes a class that has a newer
   * form.
   */
  private static String unversioned(String name) {
    return name.replaceFirst("^META-INF/versions/\\d+/", "");
  }

  private static String withoutSuffix(String name) {
    return name.substring(0, name.length() - CLASS_SUFFIX.length());
  }

  /** An output folder. */
  private record Folder(Path root) implements Root {
    @Override
    public Set<String> classesIn(String packageName) {
      Set<String> names = new TreeSet<>();
      try (Stream<Path> files = Files.list(root.resolve(packageName.replace('.', '/')))) {
        files
            .map(file -> String.valueOf(file.getFileName()))
            .filter(name -> name.endsWith(CLASS_SUFFIX))
            .forEach(name -> names.add(withoutSuffix(name)));
      } catch (IOException e) {
        return Set.of(); // This root has no such package.
      }
      return names;
    }
  }

  /** A jar file, or a jmod file, whose classes have a path prefix. */
  private record Archive(Map<String, Set<String>> classes) implements Root {
    static Archive of(Path file, String prefix) throws IOException {
      Map<String, Set<String>> classes = new HashMap<>();
      try (ZipFile zip = new ZipFile(file.toFile())) {
        zip.stream()
            .map(ZipEntry::getName)
            .map(ClassRoots::unversioned)
            .filter(name -> name.startsWith(prefix) && name.endsWith(CLASS_SUFFIX))
            .forEach(name -> index(classes, withoutSuffix(name.substring(prefix.length()))));
      }
      return new Archive(classes);
    }

    private static void index(Map<String, Set<String>> classes, String path) {
      int slash = path.lastIndexOf('/');
      String packageName = path.substring(0, Math.max(0, slash)).replace('/', '.');
      classes.computeIfAbsent(packageName, key -> new TreeSet<>()).add(path.substring(slash + 1));
    }

    @Override
    public Set<String> classesIn(String packageName) {
      return classes.getOrDefault(packageName, Set.of());
    }
  }
}
