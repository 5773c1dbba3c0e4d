package dev.suspendable.processor.oracle;

import java.util.List;
import java.util.stream.Stream;

/** The catalogue of statements. */
final class StatementForms {
  private StatementForms() {}

  /** Those with blocks. */
  static final List<StatementForm> COMPOUND =
      Stream.of(
              Branches.forms(),
              Loops.forms(),
              Switches.forms(),
              PatternSwitches.statements(),
              Tries.forms())
          .flatMap(List::stream)
          .toList();

  /** The others, but for jumps. */
  static final List<StatementForm> SIMPLE =
      Stream.of(Declarations.forms(), Effectful.forms(), SuspendableLambdas.statements())
          .flatMap(List::stream)
          .toList();

  /** Those behind which nothing may stand, and their conditional versions. */
  static final List<StatementForm> JUMPS = Jumps.forms();
}
