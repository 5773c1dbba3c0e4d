package dev.suspendable.processor.oracle;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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

  /** What is only in hosts of some kind: each of these has hidden a fault once, and some others. */
  @Test
  void hosts() {
    Plan plan = Programs.plan("host");
    List<Program> all =
        LongStream.range(0, plan.programs())
            .mapToObj(plan::program)
            .flatMap(Stream::ofNullable)
            .toList();
    Stream<Program> hidden =
        Stream.of(
                // Lines of what a statement on several lines throws.
                "throw\\s+new\\s+IllegalStateException\\s*\\(\\s*see\\(",
                "=\\s+(Coroutines\\.)?await\\(\\s*nil",
                "Coroutines\\s+\\.await\\(\\s*nilTask",
                "sum\\(.*,\\s+Coroutines\\.await\\(\\s+nilTask",
                // A type argument that cannot be inferred.
                "some\\(order",
                // Inner classes of generic ones, by their simple names.
                "order\\(\\(\\(J\\)",
                "\\(Node n\\) -> said",
                "super\\.<String>gen",
                // Classes in initialisers.
                "one;\\s+static \\{",
                // A lambda in a field of a class without a name.
                "Work<Object> one\\(\\) \\{",
                "one;(\\s+int mine = 2;)?\\s+\\{",
                // Types and methods of a class that is not public, by a public heir of it.
                "new Ajar\\(\\)\\.with",
                "Faraway::tell",
                // The nearest class that has a coroutine.
                "class In extends H0 [^$]*await\\(calm\\(see",
                "class In extends BH0 [^$]*await\\(calm\\(see",
                // The initialisation of a class that an anonymous one extends.
                "new Init\\d\\(see\\(.*\\{ int plus")
            .map(Pattern::compile)
            .map(
                text ->
                    all.stream()
                        .filter(each -> text.matcher(Printer.transformed(each.source())).find())
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(text)));
    Stream<Program> others = IntStream.range(0, 16).mapToObj(i -> all.get(i * (all.size() / 16)));
    Oracle.require(Stream.concat(hidden, others).distinct().iterator());
  }

  /** Others that have shown faults. */
  @Test
  void seeds() {
    Oracle.require(
        LongStream.of(20, 21, 23, 25, 27, 30, 32, 47, 100, 113, 131, 134)
            .mapToObj(ProgramGenerator::generate)
            .iterator());
  }

  private static void requireSome(String plan, int programs) {
    Oracle.require(Programs.of(Programs.plan(plan), 0, 1).next(programs).iterator());
  }
}
