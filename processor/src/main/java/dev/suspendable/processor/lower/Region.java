package dev.suspendable.processor.lower;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of blocks inside one {@code try}: where an exception goes, and where the stopped
 * signal.
 *
 * @param parent the region around it
 * @param handler where an exception goes on
 * @param cleanup where the stopped signal goes; null if this region has none and the parent's holds
 */
public record Region(@Nullable Region parent, Block handler, @Nullable Block cleanup) {
  /** Where the stopped signal goes from {@code region}, or null if nothing has to be cleaned up. */
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
