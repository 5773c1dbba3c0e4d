package dev.suspendable.processor;

import dev.suspendable.processor.structure.Structurer;
import dev.suspendable.processor.verify.DefinitionVerifier;
import dev.suspendable.processor.verify.GraphVerifier;
import dev.suspendable.processor.verify.LayoutVerifier;
import dev.suspendable.processor.verify.NestingVerifier;
import dev.suspendable.processor.verify.SimplicityVerifier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a pass promises of what it has made, and how that is checked. */
enum Promise {
  /** Each block has an end, each end its targets, each suspension its resumption; regions nest. */
  WELL_FORMED(Product.GRAPH, unit -> GraphVerifier.verify(unit.graph())),

  /** No variable is read that cannot have a value. */
  DEFINED(
      Product.GRAPH, unit -> DefinitionVerifier.verify(unit.graph(), unit.method().parameters())),

  /** No jump leads to a block that only goes elsewhere. */
  FORWARDED(Product.GRAPH, unit -> SimplicityVerifier.forwarded(unit.graph())),

  /** Control can get to each block. */
  REACHABLE(Product.GRAPH, unit -> SimplicityVerifier.reachable(unit.graph())),

  /** No block could be part of the only one that leads to it. */
  JOINED(Product.GRAPH, unit -> SimplicityVerifier.joined(unit.graph())),

  /** The direct form has each block once, and labels where its jumps need them. */
  DIRECT_NESTED(Product.DIRECT_BODY, unit -> nested(unit, unit.directBody())),

  /** So has the push form. */
  PUSH_NESTED(Product.PUSH_BODY, unit -> nested(unit, unit.pushBody())),

  /** Each block that a resumption can reach is in one part, and parts know their ways out. */
  PARTITIONED(Product.PARTITION, unit -> LayoutVerifier.verify(unit.graph(), unit.partition())),

  /** What is live across a suspension has a field of its own, and each variable a local. */
  LAID_OUT(
      Product.LAYOUT, unit -> LayoutVerifier.verify(unit.graph(), unit.liveness(), unit.layout()));

  private final Product of;
  private final Consumer<CoroutineUnit> check;

  Promise(Product of, Consumer<CoroutineUnit> check) {
    this.of = of;
    this.check = check;
  }

  private static void nested(CoroutineUnit unit, Structurer.@Nullable Body body) {
    if (body != null) {
      NestingVerifier.verify(unit.graph(), body);
    }
  }

  /** What it is about: it is to be checked whenever that has been made anew. */
  Product of() {
    return of;
  }

  /**
   * Checks it.
   *
   * @throws dev.suspendable.processor.verify.BrokenPromise if it does not hold
   */
  void check(CoroutineUnit unit) {
    check.accept(unit);
  }
}
