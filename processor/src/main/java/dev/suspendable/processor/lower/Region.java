package dev.suspendable.processor.lower;

import org.jspecify.annotations.Nullable;

/**
 * A set of blocks inside one {@code try}, with the targets of exceptions and of the stopped signal.
 *
 * @param parent the region around it
 * @param handler the block where an exception continues
 * @param cleanup the block where the stopped signal continues; null if this region has none and the
 *     parent's applies
 */
public record Region(@Nullable Region parent, Block handler, @Nullable Block cleanup) {
  /**
   * The block where the stopped signal continues from {@code region}, or null if there is no
   * cleanup.
   */
  static @Nullable Block cleanupOf(@Nullable Region region) {
    for (Region r = region; r != null; r = r.parent) {
      if (r.cleanup != null) {
        return r.cleanup;
      }
    }
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
