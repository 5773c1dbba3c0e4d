package dev.suspendable.samples.quickstart;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sources that the processor generated from a package's coroutines.
 *
 * @param directory the directory of the sources
 * @param files the names of the sources
 */
record GeneratedSources(Path directory, List<String> files) {
  /** The folder for them, below Maven's build folder, which holds the jar and the classes. */
  private static final String FOLDER = "suspendable/classes";

  /**
   * Returns the sources for the package of a class, if this program runs from Maven's build folder.
   */
  static Optional<GeneratedSources> of(Class<?> type) {
    CodeSource code = type.getProtectionDomain().getCodeSource();
    if (code == null) {
      return Optional.empty();
    }
    try {
      Path target = Path.of(code.getLocation().toURI()).getParent();
      return target == null
          ? Optional.empty()
          : in(target.resolve(FOLDER).resolve(type.getPackageName().replace('.', '/')));
    } catch (URISyntaxException | IOException | RuntimeException e) {
      return Optional.empty(); // not from a file: there are no sources next to it
    }
  }

  private static Optional<GeneratedSources> in(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      List<String> files =
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .sorted()
              .toList();
      return files.isEmpty()
          ? Optional.empty()
          : Optional.of(new GeneratedSources(shortened(directory), files));
    }
  }

  /** Returns a path below the working directory as relative; others unchanged. */
  private static Path shortened(Path directory) {
    Path here = Path.of("").toAbsolutePath();
    return directory.startsWith(here) ? here.relativize(directory) : directory;
  }
}
