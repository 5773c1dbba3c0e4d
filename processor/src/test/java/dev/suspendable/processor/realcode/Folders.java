package dev.suspendable.processor.realcode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Folders with all that is in them. */
final class Folders {
  private Folders() {}

  /** Writes sources, so that a person can read them. */
  static void write(Path folder, Map<String, String> sources) throws IOException {
    for (Map.Entry<String, String> each : sources.entrySet()) {
      Path file = folder.resolve(each.getKey().substring(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, each.getValue());
    }
  }

  /** Deletes a folder if there is one. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> files;
      try (Stream<Path> tree = Files.walk(folder)) {
        files = tree.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
