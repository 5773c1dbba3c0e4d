package dev.suspendable.processor.eclipse;

import dev.suspendable.processor.compile.SourceFolder;
import dev.suspendable.processor.eclipse.NotedFile.Group;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The place of the sources of frames in Eclipse: where other builds of the project put them, or
 * where the options say.
 */
final class FrameSources {
  static final String OPTION = "suspendable.sources";

  private FrameSources() {}

  /**
   * The folder; empty for none. There is none in the project's own folder by itself: people would
   * find it among what they have changed.
   */
  static Optional<Path> of(Ide project, Group group) {
    Map<String, String> options = group.options();
    Path folder = project.location();
    return switch (options.getOrDefault(OPTION, "")) {
      case "none" -> Optional.empty();
      case "output" -> group.generated();
      case "" ->
          "generated".equals(options.get("suspendable.lines"))
              ? group.generated()
              : group
                  .generated()
                  .flatMap(generated -> SourceFolder.beside(generated, group.output()))
                  .filter(it -> !Objects.equals(it.getParent(), folder.resolve("suspendable")));
      default -> Optional.of(folder.resolve(options.get(OPTION)));
    };
  }
}
