package dev.suspendable.processor.eclipse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.StandardLocation;

/**
 * A file that may have coroutines.
 *
 * @param file the file of Eclipse
 * @param root its source folder
 * @param options of the processors
 * @param generated where Eclipse puts sources that processors have generated
 */
record NotedFile(Ide file, SourceRoot root, Map<String, String> options, Optional<Path> generated) {
  /** Eclipse adds this to the options, to tell where the processor runs. */
  private static final String PHASE = "phase";

  NotedFile {
    options = Map.copyOf(options);
  }

  /** A file that Eclipse compiles in an environment. */
  static NotedFile of(Ide file, SourceRoot root, ProcessingEnvironment environment) {
    Map<String, String> options = new TreeMap<>();
    environment
        .getOptions()
        .forEach(
            (key, value) -> {
              if (!key.equals(PHASE)) {
                options.put(key, value == null ? "" : value);
              }
            });
    return new NotedFile(file, root, options, generatedSources(environment));
  }

  private static Optional<Path> generatedSources(ProcessingEnvironment environment) {
    try {
      return Optional.ofNullable(
          Path.of(
                  environment
                      .getFiler()
                      .getResource(StandardLocation.SOURCE_OUTPUT, "", "suspendable.folder")
                      .toUri())
              .getParent());
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // no folder, or one that is not on disk
    }
  }

  /** Whether a processor has generated it. */
  boolean isGenerated() {
    return generated.isPresent() && path().startsWith(generated.get());
  }

  /** The properties that files must have in common to be compiled together. */
  Group group() {
    return new Group(root.output(), root.isTest(), isGenerated(), charset(), options, generated);
  }

  private String charset() {
    return file.text("getCharset");
  }

  Path path() {
    return file.location();
  }

  /** Files that are compiled together. */
  record Group(
      Path output,
      boolean isTest,
      boolean isGenerated,
      String charset,
      Map<String, String> options,
      Optional<Path> generated) {}
}
