package dev.suspendable.processor.eclipse;

import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.classfile.SuspendableAttribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The output folder of a project, in which bound classes replace those of Eclipse's compiler. */
final class Installation {
  private static final String SUFFIX = ".class";
  private static final int FOLDER_ONLY = 1;

  private final Path output;
  private final Optional<Path> frames;

  /** The frames that a host names, by its internal name. */
  private final Map<String, List<String>> named = new HashMap<>();

  /** The folders in which something has changed. */
  private final Set<Path> changed = new HashSet<>();

  /**
   * An installation.
   *
   * @param frames the folder of the sources of frames, if there is one
   */
  Installation(Path output, Optional<Path> frames) {
    this.output = output;
    this.frames = frames;
  }

  /** Makes Eclipse look again at the folders in which something has changed. */
  void refresh(Ide workspace) {
    for (Path folder : changed) {
      for (Ide each :
          workspace.get("getRoot").list("findContainersForLocationURI", folder.toUri())) {
        each.call("refreshLocal", FOLDER_ONLY, null);
      }
    }
  }

  /** Copies the nests that have coroutines: the other classes are those that are there already. */
  void install(Path classes) throws IOException {
    Map<Path, ClassFacts> facts = new HashMap<>();
    for (Path file : classFiles(classes)) {
      facts.put(file, ClassFacts.of(Files.readAllBytes(file)));
    }
    Set<String> bound = new HashSet<>();
    facts.values().stream()
        .filter(each -> each.mark() != null)
        .forEach(each -> bound.add(each.nestHost()));
    for (Map.Entry<Path, ClassFacts> each : facts.entrySet()) {
      if (bound.contains(each.getValue().nestHost())) {
        copy(each.getKey(), output.resolve(classes.relativize(each.getKey()).toString()));
      }
    }
  }

  private void copy(Path from, Path to) throws IOException {
    byte[] bytes = Files.readAllBytes(from);
    if (!Files.exists(to) || !Arrays.equals(bytes, Files.readAllBytes(to))) {
      Files.createDirectories(to.resolveSibling(""));
      Files.write(to, bytes);
      changed.add(to.resolveSibling(""));
    }
  }

  /** Deletes frames that no host names any more: of methods and of files that are gone. */
  void deleteStaleFrames() throws IOException {
    if (!Files.isDirectory(output)) {
      return;
    }
    for (Path file : classFiles(output)) {
      if (String.valueOf(file.getFileName()).contains("$$")) {
        ClassFacts frame = ClassFacts.of(Files.readAllBytes(file));
        if (isFrame(frame.mark()) && !isNamed(frame)) {
          Files.delete(file);
          changed.add(file.resolveSibling(""));
          deleteSource(frame.name());
        }
      }
    }
  }

  private static boolean isFrame(@Nullable SuspendableAttribute mark) {
    return mark != null && mark.kind() == SuspendableAttribute.FRAME;
  }

  private boolean isNamed(ClassFacts frame) throws IOException {
    List<String> members = named.get(frame.nestHost());
    if (members == null) {
      Path host = output.resolve(frame.nestHost() + SUFFIX);
      members =
          Files.exists(host)
              ? ClassFacts.of(Files.readAllBytes(host)).foreignNestMembers()
              : List.of();
      named.put(frame.nestHost(), members);
    }
    return members.contains(frame.name());
  }

  private void deleteSource(String frame) throws IOException {
    if (frames.isPresent()) {
      Files.deleteIfExists(frames.get().resolve(frame + ".java"));
    }
  }

  private static List<Path> classFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
    }
  }
}
