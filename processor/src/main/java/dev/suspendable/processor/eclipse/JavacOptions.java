package dev.suspendable.processor.eclipse;

import dev.suspendable.processor.eclipse.NotedFile.Group;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Translates the settings of a project for javac. */
final class JavacOptions {
  private static final String MODULE = "module-info.class";
  private static final String PROCESSOR = "dev.suspendable.processor.SuspendableProcessor";

  private final Ide javaProject;
  private final Group group;
  private final ClassPath path;
  private final Path folder;
  private final List<String> options = new ArrayList<>();

  /**
   * Options for some files.
   *
   * @param folder for what javac writes
   */
  JavacOptions(Ide javaProject, Group group, ClassPath path, Path folder) {
    this.javaProject = javaProject;
    this.group = group;
    this.path = path;
    this.folder = folder;
  }

  /** The folder of the class files that javac writes. */
  static Path classes(Path folder) {
    return folder.resolve("classes");
  }

  /**
   * The options.
   *
   * @param system the JDK whose library is named; null if it is javac's own
   */
  List<String> of(Level level, @Nullable Jdk system, List<Path> processorPath) throws IOException {
    // Elsewhere, because other processors write what Eclipse's compiler has written already.
    Path classes = Files.createDirectories(classes(folder));
    Path sources = Files.createDirectories(folder.resolve("sources"));
    options.addAll(List.of("-d", classes.toString(), "-s", sources.toString(), "-implicit:none"));
    options.addAll(
        List.of("-encoding", group.charset(), "-Xmaxerrs", "1000", "-Xmaxwarns", "1000"));
    level.addTo(options, system);
    addDebugInformation();
    addPaths(classes);
    options.addAll(List.of("-processorpath", join(processorPath)));
    if (group.isGenerated()) {
      // The processor that has generated it would do so again.
      options.addAll(List.of("-processor", PROCESSOR));
    }
    TreeMap<String, String> arguments = new TreeMap<>(group.options());
    arguments.put(
        FrameSources.OPTION,
        FrameSources.of(javaProject.get("getProject"), group).map(Path::toString).orElse("none"));
    arguments.forEach(
        (key, value) -> options.add("-A" + key + (value.isEmpty() ? "" : "=" + value)));
    return options;
  }

  private void addDebugInformation() {
    Set<String> kinds = new LinkedHashSet<>();
    addKind("localVariable", "vars", kinds);
    addKind("lineNumber", "lines", kinds);
    addKind("sourceFile", "source", kinds);
    options.add("-g:" + (kinds.isEmpty() ? "none" : String.join(",", kinds)));
    if (Level.option(javaProject, "codegen.methodParameters").equals("generate")) {
      options.add("-parameters");
    }
  }

  private void addKind(String option, String kind, Set<String> kinds) {
    if (!Level.option(javaProject, "debug." + option).equals("do not generate")) {
      kinds.add(kind);
    }
  }

  /** In a module, the other classes of it are a patch, because they are not where javac writes. */
  private void addPaths(Path classes) throws IOException {
    Path module =
        path.outputs().stream()
            .map(each -> each.resolve(MODULE))
            .filter(Files::exists)
            .findFirst()
            .orElse(null);
    Set<Path> classPath = new LinkedHashSet<>();
    if (module == null) {
      classPath.addAll(path.outputs());
      classPath.addAll(path.classes());
      classPath.addAll(path.modules());
      // Otherwise javac looks for sources among the classes too.
      Path noSources = Files.createDirectories(folder.resolve("none"));
      options.addAll(List.of("-sourcepath", noSources.toString()));
    } else {
      Files.copy(module, classes.resolve(MODULE));
      String name = nameOf(module);
      classPath.addAll(path.classes());
      options.addAll(List.of("--module-path", join(path.modules())));
      options.addAll(List.of("--patch-module", name + "=" + join(path.outputs())));
      if (group.isTest()) {
        options.addAll(List.of("--add-reads", name + "=ALL-UNNAMED"));
      }
    }
    options.addAll(List.of("-classpath", join(classPath)));
  }

  private static String nameOf(Path module) throws IOException {
    try (InputStream in = Files.newInputStream(module)) {
      return ModuleDescriptor.read(in).name();
    }
  }

  private static String join(Collection<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
