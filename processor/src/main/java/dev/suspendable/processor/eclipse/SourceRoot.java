package dev.suspendable.processor.eclipse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A source folder of a project.
 *
 * @param path in the workspace, such as {@code /project/src}
 * @param output where its classes are
 * @param isTest whether it has tests
 */
record SourceRoot(String path, Path output, boolean isTest) {
  private static final int SOURCE = 3;

  /** The source folders of a project. */
  static List<SourceRoot> allOf(Ide javaProject) {
    Ide root = javaProject.get("getProject").get("getWorkspace").get("getRoot");
    List<SourceRoot> folders = new ArrayList<>();
    for (Ide entry : javaProject.list("getResolvedClasspath", true)) {
      if (entry.number("getEntryKind") == SOURCE) {
        Ide output =
            entry.find("getOutputLocation").orElseGet(() -> javaProject.get("getOutputLocation"));
        root.find("findMember", output)
            .ifPresent(
                folder ->
                    folders.add(
                        new SourceRoot(
                            entry.text("getPath"), folder.location(), entry.is("isTest"))));
      }
    }
    return folders;
  }

  /** The one of some source folders that contains a file, if one does. */
  static Optional<SourceRoot> find(List<SourceRoot> all, Ide file) {
    String path = file.text("getFullPath");
    return all.stream()
        .filter(folder -> path.startsWith(folder.path() + "/"))
        .reduce((a, b) -> a.path().length() >= b.path().length() ? a : b);
  }
}
