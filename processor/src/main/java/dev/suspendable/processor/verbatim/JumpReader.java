package dev.suspendable.processor.verbatim;

import com.sun.source.tree.Tree;
import dev.suspendable.processor.model.Jump;

/**
 * Reads a statement that leaves: {@code break}, {@code continue}, {@code yield}, {@code return}.
 */
public interface JumpReader {
  Jump read(Tree jump);
}
