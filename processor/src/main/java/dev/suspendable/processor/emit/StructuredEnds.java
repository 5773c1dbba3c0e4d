package dev.suspendable.processor.emit;

import static java.util.Objects.requireNonNull;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.lower.Terminator;
import org.jspecify.annotations.Nullable;

/** Writes the ends of blocks that are no jumps; the others are nested statements. */
final class StructuredEnds implements Terminator.Visitor {
  private final StructuredEmitter emitter;
  private final @Nullable Block block;

  /**
   * @param block the block, if it ends with a suspension
   */
  StructuredEnds(StructuredEmitter emitter, @Nullable Block block) {
    this.emitter = emitter;
    this.block = block;
  }

  private Block block() {
    return requireNonNull(block);
  }

  @Override
  public void await(Suspension.Await end) {
    emitter.await(end, block());
  }

  @Override
  public void yielding(Suspension.Yield end) {
    emitter.yielding(end, block());
  }

  @Override
  public void call(Suspension.Call end) {
    emitter.call(end, block());
  }

  @Override
  public void tailCall(Terminator.TailCall end) {
    emitter.tail(end);
  }

  @Override
  public void finish(Terminator.Finish end) {
    emitter.finish(end);
  }

  @Override
  public void throwing(Terminator.Throw end) {
    Text exception = emitter.statements.code(end.exception());
    emitter.lines.line("throw $L;", exception);
  }

  @Override
  public void unreachable(Terminator.Unreachable end) {
    emitter.lines.line("throw new $T($S);", IllegalStateException.class, "unreachable");
  }

  @Override
  public void stop(Terminator.Stop end) {
    // Control does not get here.
  }

  private IllegalStateException nested(Terminator end) {
    return new IllegalStateException("not nested: " + end);
  }

  @Override
  public void jump(Terminator.Goto end) {
    throw nested(end);
  }

  @Override
  public void branch(Terminator.Branch end) {
    throw nested(end);
  }

  @Override
  public void select(Terminator.Select end) {
    throw nested(end);
  }

  @Override
  public void leave(Terminator.Leave end) {
    throw nested(end);
  }

  @Override
  public void ifStopped(Terminator.IfStopped end) {
    throw nested(end);
  }

  @Override
  public void unwound(Terminator.Unwound end) {
    throw nested(end);
  }
}
