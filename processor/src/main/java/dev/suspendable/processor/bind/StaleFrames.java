package dev.suspendable.processor.bind;

import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.classfile.SuspendableAttribute;
import dev.suspendable.processor.compile.ClassFiles;
import dev.suspendable.processor.compile.GeneratedClasses.GeneratedClass;
import dev.suspendable.processor.compile.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Deletes frames that earlier builds have left in the output folder: of a coroutine renamed since,
 * say. Nothing calls them, but they would go into the jar, and claim a nest that lists them no
 * more.
 */
final class StaleFrames {
  private final ClassFiles classFiles;
  private final OutputFiles output;

  StaleFrames(ClassFiles classFiles, OutputFiles output) {
    this.classFiles = classFiles;
    this.output = output;
  }

  /**
   * Deletes the frames of a class that was generated in this run.
   *
   * @param current internal names of the frame classes of this run
   */
  void delete(GeneratedClass topLevel, Set<String> current) throws IOException {
    Path folder = classFiles.folderOf(topLevel).orElse(null);
    if (folder == null) {
      return;
    }
    for (Path file : candidates(folder, topLevel)) {
      ClassFacts facts = ClassFacts.of(Files.readAllBytes(file));
      SuspendableAttribute mark = facts.mark();
      if (mark != null
          && mark.kind() == SuspendableAttribute.FRAME
          && facts.nestHost().equals(topLevel.binaryName().replace('.', '/'))
          && !current.contains(facts.name())) {
        output.deleteFrame(topLevel, file);
      }
    }
  }

  private static List<Path> candidates(Path folder, GeneratedClass topLevel) throws IOException {
    String fileName = topLevel.fileName();
    String prefix = fileName.substring(0, fileName.length() - ".class".length()) + "$";
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file -> {
                String name = String.valueOf(file.getFileName());
                return name.startsWith(prefix) && name.contains("$$") && name.endsWith(".class");
              })
          .toList();
    }
  }
}
