package dev.suspendable.processor.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;

/** The positions of the trees of one file in its text. */
record FilePositions(CompilationUnitTree unit, SourcePositions positions) {
  /** Offset of the tree's first character, or -1 for a tree that javac generated. */
  int start(Tree tree) {
    return (int) positions.getStartPosition(unit, tree);
  }

  /** Offset after the tree's last character, or -1 for a tree that javac generated. */
  int end(Tree tree) {
    return (int) positions.getEndPosition(unit, tree);
  }
}
