package dev.suspendable.processor.compilation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Source files to compile, by path. */
final class Corpus {
  private Corpus() {}

  /** The files in a resource, each of which begins with a line {@code // file: path}. */
  static Map<String, String> resource(String name) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (InputStream in = Corpus.class.getResourceAsStream("/undisturbed/" + name + ".txt")) {
      String text =
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
      for (String file : text.split("(?m)^// file: ")) {
        if (!file.isEmpty()) {
          int end = file.indexOf('\n');
          files.put(file.substring(0, end).strip(), file.substring(end + 1));
        }
      }
    }
    return files;
  }

  /** Our own annotations and runtime, as sources of the unnamed module. */
  static Map<String, String> ownSources() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    for (String module : List.of("annotations", "runtime")) {
      Path root = Path.of("..", module, "src", "main", "java");
      try (Stream<Path> tree = Files.walk(root)) {
        List<Path> sources =
            tree.filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.endsWith("module-info.java"))
                .sorted()
                .toList();
        for (Path source : sources) {
          String path = root.relativize(source).toString().replace('\\', '/');
          files.put(path, Files.readString(source));
        }
      }
    }
    return files;
  }
}
