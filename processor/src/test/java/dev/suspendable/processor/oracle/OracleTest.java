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
    requireSome(new ExpressionPlan(), 14);
  }

  @Test
  void expressionsAsOperands() {
    requireSome(new OperandPlan(), 8);
  }

  @Test
  void statementsInStatements() {
    requireSome(new NestingPlan(2), 16);
  }

  @Test
  void statementsInStatementsInStatements() {
    requireSome(new NestingPlan(3), 8);
  }

  private static void requireSome(Plan plan, long programs) {
    Oracle.require(LongStream.range(0, programs).mapToObj(plan::program).iterator());
  }
}
