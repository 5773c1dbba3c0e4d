package dev.suspendable.samples.benchmarks;

import org.jspecify.annotations.Nullable;

/** A binary tree of ints. */
public final class Tree {
  public final @Nullable Tree left;
  public final int value;
  public final @Nullable Tree right;

  private Tree(@Nullable Tree left, int value, @Nullable Tree right) {
    this.left = left;
    this.value = value;
    this.right = right;
  }

  /** The perfect tree with the given number of levels, whose values count up from {@code first}. */
  static @Nullable Tree perfect(int levels, int first) {
    if (levels == 0) {
      return null;
    }
    int half = (1 << (levels - 1)) - 1;
    return new Tree(
        perfect(levels - 1, first), first + half, perfect(levels - 1, first + half + 1));
  }
}
