package dev.suspendable.processor.verify;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Graph;

/** A pass has broken its promise: a bug. */
public final class BrokenPromise extends IllegalStateException {
  private static final long serialVersionUID = 1;

  BrokenPromise(String what) {
    super(what);
  }

  /** Adds the name of the pass to a broken promise. */
  public BrokenPromise(String pass, BrokenPromise cause) {
    super("after the pass " + pass + ": " + cause.getMessage(), cause);
  }

  static void unless(boolean holds, String what) {
    if (!holds) {
      throw new BrokenPromise(what);
    }
  }

  static void unless(boolean holds, Graph graph, Block block, String what) {
    if (!holds) {
      String note = block.note().isEmpty() ? "" : " (" + block.note() + ")";
      throw new BrokenPromise("block " + graph.blocks().indexOf(block) + note + " " + what);
    }
  }
}
