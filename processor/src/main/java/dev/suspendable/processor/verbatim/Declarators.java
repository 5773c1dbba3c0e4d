package dev.suspendable.processor.verbatim;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.Tree;
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
    Tree type = component(tree.getType());
    int from = source.start(tree);
    if (before != null) {
      from = before;
    } else if (type != null && source.isWritten(type)) {
      from = source.end(type);
    } else if (source.isWritten(tree.getModifiers())) {
      from = source.end(tree.getModifiers());
    }
    int start = source.words().startOfName(from, before == null && !source.isWritten(type));
    edits.replace(
        start,
        source.words().endOfWord(start),
        Code.of(new Code.LocalName(tree.getName().toString())));
  }

  /** The type tree before the name of an array, also in {@code int x[]}. */
  private static @Nullable Tree component(@Nullable Tree type) {
    Tree t = type;
    while (true) {
      if (t instanceof ArrayTypeTree array) {
        t = array.getType();
      } else if (t instanceof AnnotatedTypeTree annotated
          && annotated.getUnderlyingType() instanceof ArrayTypeTree array) {
        t = array;
      } else {
        return t;
      }
    }
  }
}
