package dev.suspendable.processor.verify;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Graph;

/** A pass does not keep its guarantee: a bug. */
public final class BrokenGuarantee extends IllegalStateException {
  private static final long serialVersionUID = 1;

  BrokenGuarantee(String what) {
    super(what);
  }

  /** Adds the name of the pass to a broken guarantee. */
  public BrokenGuarantee(String pass, BrokenGuarantee cause) {
    super("after the pass " + pass + ": " + cause.getMessage(), cause);
  }

  static void unless(boolean holds, String what) {
    if (!holds) {
      throw new BrokenGuarantee(what);
    }
  }

  static void unless(boolean holds, Graph graph, Block block, String what) {
    if (!holds) {
      String note = block.note().isEmpty() ? "" : " (" + block.note() + ")";
      throw new BrokenGuarantee("block " + graph.blocks().indexOf(block) + note + " " + what);
    }
  }
}
