package dev.suspendable.processor.bind;

import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.classfile.SuspendableAttribute;
import dev.suspendable.processor.compile.ClassFiles;
import dev.suspendable.processor.compile.GeneratedClasses.GeneratedClass;
import dev.suspendable.processor.compile.OutputFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Deletes frames that earlier builds have left in the output folder, for example for a coroutine
 * that has since been renamed. No code calls them, but they would be packaged in the jar, and would
 * claim a nest host that no longer lists them.
 */
final class StaleFrames {
  private static final String SUFFIX = ".class";

  private final ClassFiles classFiles;
  private final OutputFiles output;

  /**
   * Names of the files that may be frames, by folder. Each folder is listed once, since it may be
   * large.
   */
  private final Map<Path, NavigableSet<String>> filesWithMark = new HashMap<>();

  StaleFrames(ClassFiles classFiles, OutputFiles output) {
    this.classFiles = classFiles;
    this.output = output;
  }

  /**
   * Deletes the stale frames of a class that was generated in this run.
   *
   * @param current internal names of the frame classes of this run
   */
  void delete(GeneratedClass topLevel, Set<String> current) throws IOException {
    Path folder = classFiles.folderOf(topLevel).orElse(null);
    if (folder == null) {
      return;
    }
    for (String fileName : candidates(folder, topLevel)) {
      if (!current.contains(internalName(topLevel, fileName))) {
        Path file = folder.resolve(fileName);
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
  }

  private static String internalName(GeneratedClass topLevel, String fileName) {
    String name = withoutSuffix(fileName);
    return topLevel.packageName().isEmpty()
        ? name
        : topLevel.packageName().replace('.', '/') + "/" + name;
  }

  private Iterable<String> candidates(Path folder, GeneratedClass topLevel) throws IOException {
    NavigableSet<String> files = filesWithMark.get(folder);
    if (files == null) {
      files = list(folder);
      filesWithMark.put(folder, files);
    }
    String prefix = withoutSuffix(topLevel.fileName()) + "$";
    // The names with this prefix: '$' + 1 is '%'.
    return files.subSet(prefix, withoutSuffix(topLevel.fileName()) + "%");
  }

  private static NavigableSet<String> list(Path folder) throws IOException {
    NavigableSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (name.contains("$$") && name.endsWith(SUFFIX)) {
          names.add(name);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  private static String withoutSuffix(String fileName) {
    return fileName.substring(0, fileName.length() - SUFFIX.length());
  }
}
