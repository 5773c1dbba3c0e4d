package dev.suspendable.processor;

import dev.suspendable.processor.structure.Structurer;
import dev.suspendable.processor.verify.DefinitionVerifier;
import dev.suspendable.processor.verify.GraphVerifier;
import dev.suspendable.processor.verify.LayoutVerifier;
import dev.suspendable.processor.verify.NestingVerifier;
import dev.suspendable.processor.verify.SimplicityVerifier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A property that a pass guarantees for its product, and the check of it. */
enum Guarantee {
  /**
   * Each block has a terminator, each terminator its targets, each suspension its resume point;
   * regions nest.
   */
  WELL_FORMED(Product.GRAPH, unit -> GraphVerifier.verify(unit.graph())),

  /** No variable is read that cannot have a value. */
  DEFINED(
      Product.GRAPH, unit -> DefinitionVerifier.verify(unit.graph(), unit.method().parameters())),

  /** No jump leads to a block that only jumps elsewhere. */
  FORWARDED(Product.GRAPH, unit -> SimplicityVerifier.forwarded(unit.graph())),

  /** Each block is reachable. */
  REACHABLE(Product.GRAPH, unit -> SimplicityVerifier.reachable(unit.graph())),

  /** No block could be merged into its only predecessor. */
  JOINED(Product.GRAPH, unit -> SimplicityVerifier.joined(unit.graph())),

  /** The direct form contains each block once, and labels where its jumps need them. */
  DIRECT_NESTED(Product.DIRECT_BODY, unit -> nested(unit, unit.directBody())),

  /** The push form contains each block once, and labels where its jumps need them. */
  PUSH_NESTED(Product.PUSH_BODY, unit -> nested(unit, unit.pushBody())),

  /** Each block that a resumption can reach is in one part, and parts know their exits. */
  PARTITIONED(Product.PARTITION, unit -> LayoutVerifier.verify(unit.graph(), unit.partition())),

  /**
   * Each variable that is live across a suspension has a field of its own, and each variable a
   * local.
   */
  LAID_OUT(
      Product.LAYOUT, unit -> LayoutVerifier.verify(unit.graph(), unit.liveness(), unit.layout()));

  private final Product of;
  private final Consumer<CoroutineUnit> check;

  Guarantee(Product of, Consumer<CoroutineUnit> check) {
    this.of = of;
    this.check = check;
  }

  private static void nested(CoroutineUnit unit, Structurer.@Nullable Body body) {
    if (body != null) {
      NestingVerifier.verify(unit.graph(), body);
    }
  }

  /**
   * The product that the guarantee describes. The guarantee is checked whenever a pass makes that
   * product again.
   */
  Product of() {
    return of;
  }

  /**
   * Checks the guarantee.
   *
   * @throws dev.suspendable.processor.verify.BrokenGuarantee if it does not hold
   */
  void check(CoroutineUnit unit) {
    check.accept(unit);
  }
}
