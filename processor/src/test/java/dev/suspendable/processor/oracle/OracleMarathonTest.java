package dev.suspendable.processor.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tries programs for as long as one likes: {@code mvn test -pl processor -am -Poracle
 * -Doracle.minutes=30 -Doracle.seed=1}. Half of them are made up at random, from the seed on; the
 * others are those of the plans, which the seed lets begin elsewhere, until there are no more. What
 * fails is made smaller and written to {@code target/oracle}. {@code -Doracle.program=s1} tries one
 * program, by the name that a report gives it.
 */
@Tag("oracle")
final class OracleMarathonTest {
  /** Against a bug that makes everything fail: making a program smaller takes minutes. */
  private static final int MOST_EXPLAINED = 20;

  private static final Path REPORTS = Path.of("target", "oracle");

  private static final List<Plan> PLANS =
      List.of(new ExpressionPlan(), new NestingPlan(2), new OperandPlan(), new NestingPlan(3));

  private final Map<Verdict.Kind, Integer> counts = new EnumMap<>(Verdict.Kind.class);
  private final List<String> failures = new ArrayList<>();

  @Test
  void runs() throws IOException {
    String program = System.getProperty("oracle.program");
    if (program != null) {
      run(List.of(named(program)));
    } else {
      long seed = Long.getLong("oracle.seed", System.currentTimeMillis());
      runFor(Duration.ofMinutes(Integer.getInteger("oracle.minutes", 10)), seed);
    }
    assertThat(failures).as("reports are in %s", REPORTS.toAbsolutePath()).isEmpty();
  }

  private void runFor(Duration duration, long seed) throws IOException {
    Instant end = Instant.now().plus(duration);
    for (int round = 0; Instant.now().isBefore(end); round++) {
      long done = (long) round * Oracle.TOGETHER;
      run(some(seed + done, ProgramGenerator::generate));
      Plan plan = PLANS.get(round % PLANS.size());
      done = (long) (round / PLANS.size()) * Oracle.TOGETHER;
      if (done < plan.programs()) {
        run(some(seed + done, number -> plan.program(Math.floorMod(number, plan.programs()))));
      }
      System.out.println("oracle: seed " + seed + ", " + counts + " " + failures);
    }
  }

  private static List<Program> some(long first, LongFunction<Program> programs) {
    return LongStream.range(first, first + Oracle.TOGETHER).mapToObj(programs).toList();
  }

  private static Program named(String name) {
    for (Plan plan : PLANS) {
      if (name.startsWith(plan.name())) {
        return plan.program(Long.parseLong(name.substring(plan.name().length())));
      }
    }
    return ProgramGenerator.generate(Long.parseUnsignedLong(name.substring(1)));
  }

  private void run(List<Program> programs) throws IOException {
    for (Map.Entry<Program, Verdict> each : Oracle.ask(programs).entrySet()) {
      Verdict verdict = each.getValue();
      counts.merge(verdict.kind(), 1, Integer::sum);
      if (verdict.isFailure()) {
        report(each.getKey(), verdict);
      }
    }
  }

  private void report(Program program, Verdict verdict) throws IOException {
    Files.createDirectories(REPORTS);
    Path report = REPORTS.resolve(program.name() + ".txt");
    Files.writeString(report, program.name() + "\n" + verdict.report());
    failures.add(program.name());
    if (failures.size() <= MOST_EXPLAINED) {
      Files.writeString(report, Oracle.explained(program, verdict) + "\n\n" + verdict.report());
    }
  }
}
