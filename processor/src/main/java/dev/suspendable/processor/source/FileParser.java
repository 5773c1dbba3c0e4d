package dev.suspendable.processor.source;

import java.util.function.Function;
import javax.annotation.processing.ProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/** Parses the text of files again, and remembers the trees of the last one. */
public final class FileParser implements Function<String, WrittenTrees> {
  private final ProcessingEnvironment environment;
  private @Nullable String parsed;
  private @Nullable WrittenTrees trees;

  public FileParser(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public WrittenTrees apply(String text) {
    if (trees == null || !text.equals(parsed)) {
      trees = WrittenTrees.parse(environment, text);
      parsed = text;
    }
    return trees;
  }
}
