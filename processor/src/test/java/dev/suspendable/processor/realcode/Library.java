package dev.suspendable.processor.realcode;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A library's sources and tests, as the build has unpacked them.
 *
 * @param home where {@code main} and {@code test} are
 * @param dependencies a folder with the jars that any library needs
 */
record Library(Path home, Path dependencies) {

  String name() {
    return home.getFileName().toString();
  }

  /** Sources and resources. */
  Path main() {
    return home.resolve("main");
  }

  /** Sources and resources of the tests. */
  Path test() {
    return home.resolve("test");
  }

  /** The Java files of a folder, by path. */
  static Map<String, String> sources(Path folder) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.filter(each -> each.toString().endsWith(".java")).toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        if (!path.endsWith("module-info.java") && !path.startsWith("META-INF/")) {
          sources.put("/" + path, Files.readString(file));
        }
      }
    }
    return sources;
  }

  /** A class path of its dependencies. */
  String classPath() {
    try (Stream<Path> jars = Files.list(dependencies)) {
      return jars.sorted().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
