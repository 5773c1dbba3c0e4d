package dev.suspendable.processor.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import dev.suspendable.processor.diagnostic.Diagnostic;

/** Prints messages at trees. */
public final class Messages {
  private Messages() {}

  /** Prints a message at a tree; for a call, at the method's name, as javac does. */
  public static void print(
      Trees trees,
      Diagnostic diagnostic,
      Tree tree,
      CompilationUnitTree unit,
      Object... arguments) {
    Tree at = tree instanceof MethodInvocationTree call ? call.getMethodSelect() : tree;
    trees.printMessage(diagnostic.kind(), diagnostic.message(arguments), at, unit);
  }
}
