package dev.suspendable.processor.eclipse;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The paths that Eclipse compiles a project with, without its sources. */
final class ClassPath {
  private static final int LIBRARY = 1;
  private static final int PROJECT = 2;

  /** In the resolved class path, the project's JDK is this file of it. */
  private static final Path PLATFORM = Path.of("lib", "jrt-fs.jar");

  private final Ide root;
  private final Set<Path> outputs = new LinkedHashSet<>();
  private final Set<Path> classes = new LinkedHashSet<>();
  private final Set<Path> modules = new LinkedHashSet<>();
  private final Set<String> visited = new HashSet<>();
  private @Nullable Jdk jdk;

  private ClassPath(Ide javaProject) {
    this.root = javaProject.get("getProject").get("getWorkspace").get("getRoot");
  }

  /**
   * The paths of a project.
   *
   * @param isTest whether for its test sources
   */
  static ClassPath of(Ide javaProject, boolean isTest) {
    ClassPath path = new ClassPath(javaProject);
    for (SourceRoot folder : SourceRoot.allOf(javaProject)) {
      if (isTest && folder.isTest()) {
        path.outputs.add(folder.output());
      }
    }
    for (SourceRoot folder : SourceRoot.allOf(javaProject)) {
      if (!folder.isTest()) {
        path.outputs.add(folder.output());
      }
    }
    path.addEntries(javaProject, isTest, false);
    return path;
  }

  private void addEntries(Ide javaProject, boolean isTest, boolean isDependency) {
    if (!visited.add(javaProject.text("getElementName"))) {
      return;
    }
    for (Ide entry : javaProject.list("getResolvedClasspath", true)) {
      if ((entry.is("isTest") && !isTest) || (isDependency && !entry.is("isExported"))) {
        continue;
      }
      switch (entry.number("getEntryKind")) {
        case LIBRARY -> addLibrary(entry, isDependency);
        case PROJECT -> addProject(javaProject, entry, isTest && !entry.is("isWithoutTestCode"));
        default -> {}
      }
    }
  }

  private void addLibrary(Ide entry, boolean isDependency) {
    Path place = locate(entry.get("getPath"));
    if (!place.endsWith(PLATFORM)) {
      (isModule(entry) ? modules : classes).add(place);
    } else if (!isDependency) {
      jdk = new Jdk(Objects.requireNonNull(place.getParent()).resolveSibling(""));
    }
  }

  private void addProject(Ide javaProject, Ide entry, boolean isTest) {
    Ide other =
        javaProject
            .get("getJavaModel")
            .get("getJavaProject", entry.get("getPath").text("lastSegment"));
    if (!other.is("exists")) {
      return; // Eclipse reports it
    }
    for (SourceRoot folder : SourceRoot.allOf(other)) {
      if (isTest || !folder.isTest()) {
        (isModule(entry) ? modules : classes).add(folder.output());
      }
    }
    addEntries(other, isTest, true);
  }

  private static boolean isModule(Ide entry) {
    return entry.list("getExtraAttributes").stream()
        .anyMatch(
            each -> each.text("getName").equals("module") && each.text("getValue").equals("true"));
  }

  /** A path is that of a resource of the workspace, or one of the file system. */
  private Path locate(Ide path) {
    return root.find("findMember", path)
        .map(Ide::location)
        .orElseGet(() -> Path.of(path.text("toOSString")));
  }

  /** The output folders of the project itself. */
  Set<Path> outputs() {
    return outputs;
  }

  /** The other entries, which are on the class path. */
  Set<Path> classes() {
    return classes;
  }

  /** The entries of the module path. */
  Set<Path> modules() {
    return modules;
  }

  /** The project's JDK; null if it does not name one. */
  @Nullable Jdk jdk() {
    return jdk;
  }
}
