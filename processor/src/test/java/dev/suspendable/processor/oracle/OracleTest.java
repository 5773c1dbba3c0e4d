package dev.suspendable.processor.oracle;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Samples, always the same, of what {@link OracleMarathonTest} tries. */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
final class OracleTest {
  @Test
  void randomPrograms() {
    Oracle.require(LongStream.range(0, 16).mapToObj(ProgramGenerator::generate).iterator());
  }

  @Test
  void expressions() {
    requireSome("expression", 40);
  }

  @Test
  void expressionsAsOperands() {
    requireSome("operand", 6);
  }

  @Test
  void statementsInStatements() {
    requireSome("nesting2n", 20);
  }

  @Test
  void statementsInStatementsInStatements() {
    requireSome("nesting3n", 8);
  }

  @Test
  void yieldsInStatementsInStatements() {
    requireSome("yields3n", 8);
  }

  private static void requireSome(String plan, int programs) {
    Oracle.require(Programs.of(Programs.plan(plan), 0, 1).next(programs).iterator());
  }
}
