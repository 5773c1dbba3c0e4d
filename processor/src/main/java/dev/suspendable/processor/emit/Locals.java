package dev.suspendable.processor.emit;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** Writes the local variables at the head of a form: the variables that its blocks name. */
final class Locals {
  private final SuspendableMethod method;
  private final FrameLayout layout;
  private final Naming naming;
  private final Lines lines;

  Locals(FrameContext frame, Lines lines) {
    this.method = frame.method();
    this.layout = frame.layout();
    this.naming = frame.naming();
    this.lines = lines;
  }

  /** The variables that the blocks name. */
  static Set<Variable> named(Collection<Block> blocks) {
    Set<Variable> named = new HashSet<>();
    blocks.forEach(block -> Edges.forEachVariable(block, named::add));
    return named;
  }

  /** Writes the locals of a method whose parameters are the coroutine's. */
  void write(Collection<Block> blocks) {
    write(blocks, v -> naming.types.defaultValue(v.type()), false, Set.of());
  }

  /**
   * Writes the locals of a step method.
   *
   * @param first the initial value of a variable
   * @param carried the roles that other blocks need
   */
  void write(Collection<Block> blocks, Function<Variable, Text> first, Set<Role> carried) {
    write(blocks, first, true, carried);
  }

  private void write(
      Collection<Block> blocks, Function<Variable, Text> first, boolean isStep, Set<Role> carried) {
    Set<Variable> named = named(blocks);
    method
        .body()
        .constants()
        .forEach(
            (constant, value) -> {
              if (named.contains(constant)) {
                lines.line(
                    "final $L $L = $L;",
                    naming.types.inDeclaration(constant.type()),
                    naming.of(constant),
                    value.equals("null") ? naming.types.defaultValue(constant.type()) : value);
              }
            });
    for (Variable variable : layout.hoisted()) {
      if (named.contains(variable) && (isStep || !variable.isParameter())) {
        lines.line(
            "$L $L = $L;",
            naming.types.inDeclaration(variable.type()),
            naming.of(variable),
            first.apply(variable));
      }
    }
    if (carried.contains(Role.AWAITER) || blocks.stream().anyMatch(b -> usesAwaiter(b, isStep))) {
      lines.line("$T $L = null;", StepEmitter.ANY_AWAITER, naming.of(Role.AWAITER));
    }
    if (carried.contains(Role.THROWN)
        || blocks.stream().anyMatch(b -> b.region() != null || Edges.names(b, Role.THROWN))) {
      lines.line("$T $L = null;", Throwable.class, naming.of(Role.THROWN));
    }
  }

  private static boolean usesAwaiter(Block block, boolean isStep) {
    return block.terminator() instanceof Suspension.Await
        || (block.terminator() instanceof Suspension.Yield && !isStep)
        || Edges.names(block, Role.AWAITER);
  }
}
