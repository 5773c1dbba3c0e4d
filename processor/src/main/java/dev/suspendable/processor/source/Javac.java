package dev.suspendable.processor.source;

import com.sun.source.util.Trees;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * The services of the user's javac.
 *
 * @param level the version of the language
 */
public record Javac(Trees trees, Types types, Elements elements, SourceVersion level) {
  /** The services of a compilation. */
  public static Javac of(ProcessingEnvironment environment) {
    return new Javac(
        Trees.instance(environment),
        environment.getTypeUtils(),
        environment.getElementUtils(),
        environment.getSourceVersion());
  }

  /** Whether the language is that of a given version of Java or a later one. */
  public boolean isSince(int version) {
    return level.ordinal() >= version;
  }
}
