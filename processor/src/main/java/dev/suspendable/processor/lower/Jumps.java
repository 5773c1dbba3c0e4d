package dev.suspendable.processor.lower;

import dev.suspendable.processor.lower.Scope.Destination;
import dev.suspendable.processor.model.JumpTarget;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the blocks that jumps lead to: their target, or the next finally block on the way. */
final class Jumps {
  private final BlockBuilder builder;
  private final List<Scope> scopes = new ArrayList<>();

  Jumps(BlockBuilder builder) {
    this.builder = builder;
  }

  void push(Scope scope) {
    scopes.add(scope);
  }

  void pop() {
    scopes.remove(scopes.size() - 1);
  }

  /** Whether a return can complete the coroutine immediately: it is not inside a try. */
  boolean completesAtOnce() {
    return builder.region() == null && scopes.stream().allMatch(s -> s instanceof Scope.Target);
  }

  /** The block to continue at for {@code break}. */
  Block breakOut(JumpTarget target) {
    return block(new Destination(target, /* isContinue= */ false, null, null));
  }

  /** The block to continue at for {@code continue}. */
  Block continueWith(JumpTarget target) {
    return block(new Destination(target, /* isContinue= */ true, null, null));
  }

  /**
   * The block to continue at for a return.
   *
   * @param completion completes the coroutine
   * @param value keeps its value until then, or null
   */
  Block complete(Block completion, @Nullable Variable value) {
    return block(new Destination(null, /* isContinue= */ false, completion, value));
  }

  /** The variable that a yield from a switch expression assigns. */
  Variable result(JumpTarget target) {
    return scopes.stream()
        .map(
            scope -> scope instanceof Scope.Target it && it.target() == target ? it.result() : null)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("yield without a switch expression"));
  }

  /** The block to continue at from here. */
  Block block(Destination destination) {
    return block(destination, scopes.size());
  }

  /** The same, as seen from inside only the first {@code depth} scopes. */
  private Block block(Destination destination, int depth) {
    for (int i = depth - 1; i >= 0; i--) {
      Scope scope = scopes.get(i);
      if (scope instanceof Scope.Guarded guarded) {
        return through(guarded, destination);
      } else if (scope instanceof Scope.Finally inFinally) {
        return unlessStopped(inFinally, block(destination, i));
      } else if (scope instanceof Scope.Target it && it.target() == destination.target()) {
        return Objects.requireNonNull(destination.isContinue() ? it.continueTo() : it.breakTo());
      }
    }
    return Objects.requireNonNull(destination.completion(), "a jump without a target");
  }

  private Block through(Scope.Guarded guarded, Destination destination) {
    for (Scope.Exit exit : guarded.exits()) {
      if (exit.destination().equals(destination)) {
        return exit.via();
      }
    }
    Block via = BlockBuilder.blockIn(guarded.region(), "");
    int way = guarded.exits().size() + 1;
    Variable value = destination.value();
    guarded.selector().carry(way, value == null ? List.of() : List.of(value));
    via.ops().add(new Op.Choose(guarded.selector(), way));
    via.end(new Terminator.Goto(guarded.entry()));
    builder.aside(via);
    guarded.exits().add(new Scope.Exit(way, destination, via));
    return via;
  }

  /** Prevents a jump out of a finally block from stopping the stopped signal. */
  private Block unlessStopped(Scope.Finally inFinally, Block onward) {
    Block test = BlockBuilder.blockIn(inFinally.stoppedNext().region(), "");
    test.end(new Terminator.IfStopped(inFinally.selector(), inFinally.stoppedNext(), onward));
    builder.aside(test);
    return test;
  }
}
