package dev.suspendable.processor.eclipse;

import dev.suspendable.processor.classfile.HiddenMethods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Class files of hosts that Eclipse's compiler is about to replace. It compares each with the new
 * one, to find out whether it must compile those that use the class. The methods that the binder
 * has moved into a host would count as a change, at each edit.
 */
final class BoundHosts {
  private static final String SUFFIX = ".class";

  /** Each folder is listed once, since it may be large. */
  private final Map<Path, List<Path>> listed = new HashMap<>();

  /** Hides what the binder has added to a top-level class and those in it. */
  void hide(Path output, String binaryName) {
    Path host = output.resolve(binaryName.replace('.', '/') + SUFFIX);
    String name = String.valueOf(host.getFileName()).replace(SUFFIX, "");
    try {
      for (Path file : list(host.resolveSibling(""))) {
        String each = String.valueOf(file.getFileName());
        if (each.equals(name + SUFFIX) || each.startsWith(name + "$")) {
          Optional<byte[]> hidden = HiddenMethods.hide(Files.readAllBytes(file));
          if (hidden.isPresent()) {
            Files.write(file, hidden.get());
          }
        }
      }
    } catch (IOException e) {
      // More is compiled than necessary.
    }
  }

  private List<Path> list(Path folder) throws IOException {
    List<Path> files = listed.get(folder);
    if (files == null) {
      files = List.of();
      if (Files.isDirectory(folder)) {
        try (Stream<Path> all = Files.list(folder)) {
          files = all.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        }
      }
      listed.put(folder, files);
    }
    return files;
  }
}
