package dev.suspendable.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.suspendable.processor.page.Excerpt;
import java.io.IOException;

/** Takes the text of coroutines from the user's files. */
final class Excerpts {
  private Excerpts() {}

  /** The lines of the member of a class that contains a coroutine, or is one. */
  static Excerpt around(TreePath coroutine, Trees trees) {
    TreePath path = coroutine;
    while (path.getParentPath() != null && !(path.getParentPath().getLeaf() instanceof ClassTree)) {
      path = path.getParentPath();
    }
    CompilationUnitTree unit = path.getCompilationUnit();
    SourcePositions positions = trees.getSourcePositions();
    long start = positions.getStartPosition(unit, path.getLeaf());
    long end = positions.getEndPosition(unit, path.getLeaf());
    if (start < 0 || end <= start) {
      return Excerpt.NONE; // another processor has made it, so the user has no text of it
    }
    try {
      String text = unit.getSourceFile().getCharContent(true).toString();
      return Excerpt.of(text, (int) start, (int) Math.min(end, text.length()));
    } catch (IOException e) {
      return Excerpt.NONE; // javac has read it before, so this is as good as impossible
    }
  }
}
