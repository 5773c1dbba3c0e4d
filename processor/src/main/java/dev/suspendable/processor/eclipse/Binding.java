package dev.suspendable.processor.eclipse;

import dev.suspendable.processor.eclipse.JavacRun.Message;
import dev.suspendable.processor.eclipse.JavacRun.Result;
import dev.suspendable.processor.eclipse.NotedFile.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Binds the coroutines of some files of a project, when Eclipse has compiled it. */
final class Binding {
  private final Ide javaProject;
  private final Group group;
  private final List<Path> processorPath;

  /** The files that are still to be compiled, by path. */
  private final Map<String, NotedFile> files = new TreeMap<>();

  private Binding(Ide javaProject, Group group, List<NotedFile> noted, List<Path> processorPath) {
    this.javaProject = javaProject;
    this.group = group;
    this.processorPath = processorPath;
    noted.forEach(file -> files.put(file.path().toString(), file));
  }

  /**
   * Binds coroutines. What prevents it is shown at the files.
   *
   * @param noted files of one group
   * @return the files that are not bound, and have no error: another file prevents it
   */
  static List<NotedFile> bind(
      Ide javaProject, Group group, List<NotedFile> noted, List<Path> processorPath)
      throws IOException {
    Path folder = Files.createTempDirectory("suspendable");
    try {
      Binding binding = new Binding(javaProject, group, noted, processorPath);
      return binding.in(folder) ? List.of() : List.copyOf(binding.files.values());
    } finally {
      delete(folder);
    }
  }

  private boolean in(Path folder) throws IOException {
    ClassPath path = ClassPath.of(javaProject, group.isTest());
    Level level = Level.of(javaProject);
    Javac javac = Javac.of(level, path.jdk(), processorPath);
    // A file with an error does not prevent that the others are bound, as it does not in Eclipse.
    for (int round = 0; !files.isEmpty(); round++) {
      Path output = folder.resolve(String.valueOf(round));
      JavacOptions options = new JavacOptions(javaProject, group, path, output);
      List<String> all = options.of(level, javac.system(), processorPath);
      List<Path> sources = files.values().stream().map(NotedFile::path).toList();
      Result result = javac.run(new JavacRun(all, sources), output);
      if (result.success()) {
        Installation installation =
            new Installation(group.output(), FrameSources.of(javaProject.get("getProject"), group));
        installation.install(JavacOptions.classes(output));
        installation.refresh(javaProject.get("getProject").get("getWorkspace"));
        result.messages().forEach(this::show);
        return true;
      }
      List<Message> errors = result.messages().stream().filter(Message::isError).toList();
      errors.forEach(this::show);
      Set<String> wrong = errors.stream().map(Message::file).collect(Collectors.toSet());
      if (!files.keySet().removeAll(wrong)) {
        return false;
      }
    }
    return true;
  }

  /** Shows a message at its file, or else at the first one. */
  private void show(Message message) {
    NotedFile file =
        Optional.ofNullable(files.get(message.file()))
            .orElseGet(() -> files.values().iterator().next());
    boolean isThere = file.path().toString().equals(message.file());
    Markers.add(
        file.file(),
        isThere ? message : new Message(message.isError(), "", 1, -1, -1, message.text()));
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      // It only takes up space, in a folder for temporary files.
    }
  }
}
