package dev.suspendable.processor.lower;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A basic block. Mutable while the graph is built and simplified. */
public final class Block {
  private final @Nullable Region region;
  private final String note;
  private final List<Op> ops = new ArrayList<>();
  private Terminator terminator = new Terminator.Unreachable();
  private boolean isResumePoint;

  /**
   * @param note description of the block, for the comment at its label; may be empty
   */
  Block(@Nullable Region region, String note) {
    this.region = region;
    this.note = note;
  }

  public @Nullable Region region() {
    return region;
  }

  public String note() {
    return note;
  }

  public List<Op> ops() {
    return ops;
  }

  public Terminator terminator() {
    return terminator;
  }

  /** The suspension that ends the block, or null. */
  public @Nullable Suspension suspension() {
    return terminator instanceof Suspension suspension ? suspension : null;
  }

  void end(Terminator with) {
    this.terminator = with;
  }

  /** Whether a suspension resumes here. */
  public boolean isResumePoint() {
    return isResumePoint;
  }

  void markResumePoint() {
    isResumePoint = true;
  }
}
