package dev.suspendable.processor.eclipse;

import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A double of Eclipse with one project: the methods that the processor calls, by their names. What
 * is real is tested by the project {@code eclipse} of the integration tests.
 */
final class FakeEclipse {
  final Path folder;
  final String libraries;
  final Map<String, String> options = new HashMap<>();
  final Map<Path, Resource> resources = new LinkedHashMap<>();
  final List<Listener> listeners = new ArrayList<>();
  final List<Path> refreshed = new ArrayList<>();
  final Project project = new Project();
  boolean isOpen = true;

  FakeEclipse(Path folder, String libraries) {
    this.folder = folder;
    this.libraries = libraries;
    String level = String.valueOf(Runtime.version().feature());
    options.put("org.eclipse.jdt.core.compiler.source", level);
    options.put("org.eclipse.jdt.core.compiler.codegen.targetPlatform", level);
    options.put("org.eclipse.jdt.core.compiler.release", "disabled");
  }

  Resource resource(Path path) {
    return resources.computeIfAbsent(path, Resource::new);
  }

  List<String> markers() {
    List<String> all = new ArrayList<>();
    for (Resource resource : resources.values()) {
      for (Marker marker : resource.markers) {
        all.add(
            resource.path.getFileName()
                + ":"
                + marker.attributes.get("lineNumber")
                + ": "
                + marker.attributes.get("message"));
      }
    }
    return all;
  }

  /** A build has ended. */
  void built() {
    List.copyOf(listeners).forEach(each -> each.resourceChanged(new Event()));
  }

  public interface Listener {
    void resourceChanged(Event event);
  }

  public record QualifiedName(String qualifier, String name) {}

  public record Event() {
    public @Nullable Object getDelta() {
      return null;
    }
  }

  public record PathInWorkspace(Path path) {
    public File toFile() {
      return path.toFile();
    }

    public String toOSString() {
      return path.toString();
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  public final class Workspace {
    public Root getRoot() {
      return new Root();
    }

    public void addResourceChangeListener(Listener listener, int events) {
      removeResourceChangeListener(listener);
      listeners.add(listener);
    }

    public void removeResourceChangeListener(Listener listener) {
      listeners.removeIf(each -> each == listener);
    }
  }

  public final class Root {
    public @Nullable Resource findMember(PathInWorkspace path) {
      return path.path().startsWith(folder) ? resource(path.path()) : null;
    }

    public Resource[] findContainersForLocationURI(URI uri) {
      return new Resource[] {resource(Path.of(uri))};
    }
  }

  public final class Project {
    private final Map<QualifiedName, Object> properties = new HashMap<>();

    public Workspace getWorkspace() {
      return new Workspace();
    }

    public boolean isAccessible() {
      return isOpen;
    }

    public PathInWorkspace getLocation() {
      return new PathInWorkspace(folder);
    }

    public PathInWorkspace getFullPath() {
      return new PathInWorkspace(folder);
    }

    public @Nullable Object getSessionProperty(QualifiedName key) {
      return properties.get(key);
    }

    public void setSessionProperty(QualifiedName key, Object value) {
      properties.put(key, value);
    }

    public Marker[] findMarkers(String type, boolean subtypes, int depth) {
      return resources.values().stream()
          .flatMap(each -> each.markers.stream())
          .toArray(Marker[]::new);
    }
  }

  /** The Java side of the project. */
  public class JavaProject {
    public Project getProject() {
      return project;
    }

    public String getElementName() {
      return "project";
    }

    public @Nullable String getOption(String name, boolean inherit) {
      return options.get(name);
    }

    public PathInWorkspace getOutputLocation() {
      return new PathInWorkspace(folder.resolve("target/classes"));
    }

    public Entry[] getResolvedClasspath(boolean ignore) {
      List<Entry> entries = new ArrayList<>();
      entries.add(new Entry(3, folder.resolve("src")));
      for (String each : libraries.split(File.pathSeparator)) {
        entries.add(new Entry(1, Path.of(each)));
      }
      String home = options.getOrDefault("home", System.getProperty("java.home"));
      entries.add(new Entry(1, Path.of(home, "lib", "jrt-fs.jar")));
      return entries.toArray(Entry[]::new);
    }
  }

  public record Entry(int kind, Path path) {
    public int getEntryKind() {
      return kind;
    }

    public PathInWorkspace getPath() {
      return new PathInWorkspace(path);
    }

    public @Nullable Object getOutputLocation() {
      return null;
    }

    public boolean isTest() {
      return false;
    }

    public boolean isExported() {
      return false;
    }

    public Object[] getExtraAttributes() {
      return new Object[0];
    }
  }

  /** A file or a folder. */
  public final class Resource {
    final Path path;
    final List<Marker> markers = new ArrayList<>();

    Resource(Path path) {
      this.path = path;
    }

    public PathInWorkspace getLocation() {
      return new PathInWorkspace(path);
    }

    public PathInWorkspace getFullPath() {
      return new PathInWorkspace(path);
    }

    public String getCharset() {
      return StandardCharsets.UTF_8.name();
    }

    public boolean exists() {
      return Files.exists(path);
    }

    public void refreshLocal(int depth, @Nullable Object monitor) {
      refreshed.add(path);
    }

    public Marker createMarker(String type) {
      Marker marker = new Marker(this);
      markers.add(marker);
      return marker;
    }

    public Marker[] findMarkers(String type, boolean subtypes, int depth) {
      return markers.toArray(Marker[]::new);
    }

    public int findMaxProblemSeverity(String type, boolean subtypes, int depth) {
      return markers.stream()
          .mapToInt(each -> (int) Objects.requireNonNull(each.attributes.get("severity")))
          .max()
          .orElse(-1);
    }
  }

  /** A problem. */
  public static final class Marker {
    private final Resource resource;
    private Map<String, Object> attributes = Map.of();

    Marker(Resource resource) {
      this.resource = resource;
    }

    public void setAttributes(Map<String, Object> all) {
      attributes = all;
    }

    public @Nullable Object getAttribute(String name) {
      return attributes.get(name);
    }

    public Resource getResource() {
      return resource;
    }

    public void delete() {
      resource.markers.remove(this);
    }
  }
}
