package dev.suspendable.processor.verbatim;

import com.sun.source.tree.VariableTree;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.source.Source;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the names in declarations of variables, which no tree has a position for. */
final class Declarators {
  private final Source source;

  /** The ends of declarations whose modifiers and type have been read, by their starts. */
  private final Map<Integer, Integer> ends = new HashMap<>();

  Declarators(Source source) {
    this.source = source;
  }

  /**
   * Notes a declaration. Returns the end of the one before it that shares its type, or null: the b
   * of {@code int a, b} has the very same type tree.
   */
  @Nullable Integer note(VariableTree tree) {
    return ends.put(source.start(tree), source.end(tree));
  }

  /**
   * Marks the name in a declaration as replaceable.
   *
   * @param before the end of the declaration that shares its type, or null
   */
  void mark(VariableTree tree, @Nullable Integer before, Edits edits) {
    if (tree.getName().isEmpty() || !source.isWritten(tree)) {
      return;
    }
    int start = source.startOfName(tree, before);
    edits.replace(
        start,
        source.words().endOfWord(start),
        Code.of(new Code.LocalName(tree.getName().toString())));
  }
}
