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
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tries programs for as long as one likes: {@code mvn test -pl processor -am -Poracle
 * -Doracle.minutes=30 -Doracle.seed=1}. Half of them are made up at random, from the seed on; the
 * others are those of the plans, which the seed lets begin elsewhere. What fails is made smaller
 * and written to {@code target/oracle}.
 *
 * <p>{@code -Doracle.plan=nesting3n} tries the cases of one plan, {@code -Doracle.plan=all} those
 * of all plans, once each, {@code -Doracle.part=2/8} the second eighth of them. {@code
 * -Doracle.program=s1} tries one program, by the name that a report gives it. {@code
 * -Doracle.java=3000} asks of so many only whether they are Java, {@code -Doracle.explained=0}
 * makes nothing smaller.
 */
@Tag("oracle")
final class OracleMarathonTest {
  /** Against a bug that makes everything fail: making a program smaller takes minutes. */
  private static final int MOST_EXPLAINED = Integer.getInteger("oracle.explained", 20);

  private static final Path REPORTS = Path.of("target", "oracle");

  private final Map<Verdict.Kind, Integer> programs = new EnumMap<>(Verdict.Kind.class);
  private final List<String> failures = new ArrayList<>();
  private final Map<String, TreeSet<String>> refused = new TreeMap<>();
  private int bodies;

  @Test
  void runs() throws IOException {
    String program = System.getProperty("oracle.program");
    String plan = System.getProperty("oracle.plan");
    long seed = Long.getLong("oracle.seed", System.currentTimeMillis());
    Instant end = Instant.now().plus(Duration.ofMinutes(Integer.getInteger("oracle.minutes", 10)));
    Integer onlyJava = Integer.getInteger("oracle.java");
    if (onlyJava != null) {
      checkJava(Programs.atRandom(seed), onlyJava);
    } else if (program != null) {
      run(List.of(Programs.named(program)));
    } else if (plan != null) {
      String[] part = System.getProperty("oracle.part", "1/1").split("/");
      for (Plan each : plan.equals("all") ? Programs.PLANS : List.of(Programs.plan(plan))) {
        run(each, Long.parseLong(part[0]), Long.parseLong(part[1]), end);
      }
    } else {
      runMixed(seed, end);
    }
    refused.forEach((reason, names) -> System.out.println("refused: " + reason + ": " + names));
    assertThat(failures).as("reports are in %s", REPORTS.toAbsolutePath()).isEmpty();
  }

  private void checkJava(Programs programs, int count) throws IOException {
    for (int tried = 0; tried < count; tried += Oracle.TOGETHER) {
      Map<String, String> errors = Oracle.javaErrors(programs.next(Oracle.TOGETHER));
      for (Map.Entry<String, String> each : errors.entrySet()) {
        Files.createDirectories(REPORTS);
        Files.writeString(REPORTS.resolve(each.getKey() + ".txt"), each.getValue());
        failures.add(each.getKey());
      }
    }
  }

  private void runMixed(long seed, Instant end) throws IOException {
    Programs random = Programs.atRandom(seed);
    List<Programs> planned = Programs.PLANS.stream().map(plan -> Programs.of(plan, seed)).toList();
    for (int round = 0; Instant.now().isBefore(end); round++) {
      run(random.next(Oracle.TOGETHER));
      run(planned.get(round % planned.size()).next(Oracle.TOGETHER));
      say("seed " + seed);
    }
  }

  /** All of a plan, or a part of it. */
  private void run(Plan plan, long part, long parts, Instant end) throws IOException {
    Programs cases = Programs.of(plan, part - 1, parts);
    while (!cases.isThrough() && Instant.now().isBefore(end)) {
      run(cases.next(Oracle.TOGETHER));
      say(cases.progress());
    }
  }

  private void say(String where) {
    System.out.println(
        "oracle: " + where + ", bodies " + bodies + ", programs " + programs + " " + failures);
  }

  private void run(List<Program> some) throws IOException {
    for (Map.Entry<Program, Verdict> each : Oracle.ask(some).entrySet()) {
      Verdict verdict = each.getValue();
      programs.merge(verdict.kind(), 1, Integer::sum);
      bodies += each.getKey().bodies();
      if (verdict.kind() == Verdict.Kind.REFUSED) {
        refused
            .computeIfAbsent(verdict.reason(), reason -> new TreeSet<>())
            .add(each.getKey().name());
      }
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
