package dev.suspendable.processor.compile;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The file manager of the nested compilation. Its class path is the outer world, it finds the JDK's
 * classes as its own javac does, and it writes to memory.
 */
final class NestedFileManager extends ForwardingJavaFileManager<JavaFileManager> {
  private final OuterWorld world;
  private final Map<String, CompiledClass> compiled = new LinkedHashMap<>();

  NestedFileManager(StandardJavaFileManager system, OuterWorld world) throws IOException {
    super(system);
    this.world = world;
    // Otherwise it would be the working directory, or the CLASSPATH variable.
    system.setLocation(StandardLocation.CLASS_PATH, List.of());
  }

  /** The written classes, by binary name. */
  Map<String, byte[]> compiled() {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    compiled.forEach((name, file) -> classes.put(name, file.bytes()));
    return classes;
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<Kind> kinds, boolean recurse) throws IOException {
    if (location != StandardLocation.CLASS_PATH) {
      return super.list(location, packageName, kinds, recurse);
    }
    return kinds.contains(Kind.CLASS) ? List.copyOf(world.list(packageName)) : List.of();
  }

  @Override
  public @Nullable String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof ServedClass served
        ? served.binaryName()
        : super.inferBinaryName(location, file);
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    return a.toUri().equals(b.toUri());
  }

  @Override
  public boolean hasLocation(Location location) {
    return location == StandardLocation.CLASS_PATH
        || (location != StandardLocation.SOURCE_PATH && super.hasLocation(location));
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, Kind kind, @Nullable FileObject sibling) {
    return compiled.computeIfAbsent(className, CompiledClass::new);
  }
}
