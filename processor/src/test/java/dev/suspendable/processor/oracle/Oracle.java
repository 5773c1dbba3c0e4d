package dev.suspendable.processor.oracle;

import dev.suspendable.processor.testing.Batch;
import dev.suspendable.processor.testing.MasterTest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts programs to the master test, many in one compilation. */
final class Oracle {
  /** More are no faster, and one that makes javac crash has all of them tried again. */
  static final int TOGETHER = 30;

  private Oracle() {}

  /**
   * Fails with the first program that fails, made smaller.
   *
   * @param programs any number
   */
  static void require(Iterator<Program> programs) {
    while (programs.hasNext()) {
      List<Program> some = new ArrayList<>();
      while (programs.hasNext() && some.size() < TOGETHER) {
        some.add(programs.next());
      }
      ask(some)
          .forEach(
              (program, verdict) -> {
                if (verdict.isFailure()) {
                  throw new AssertionError(explained(program, verdict));
                }
              });
    }
  }

  /** The report on a smaller program that fails in the same way. */
  static String explained(Program program, Verdict verdict) {
    Program small = Shrinker.shrink(program, verdict.kind());
    Verdict last = ask(List.of(small)).get(small);
    return verdict.kind() + " " + program.name() + ", made smaller: " + last.report();
  }

  /** The verdict on each program. */
  static Map<Program, Verdict> ask(List<Program> programs) {
    Map<Program, Verdict> verdicts = askTogether(programs);
    if (programs.size() == 1) {
      verdicts.replaceAll((program, verdict) -> verdict.ofOneProgram());
      return verdicts;
    }
    if (verdicts.values().stream().noneMatch(Verdict::saysNothing)) {
      // Another program may have kept javac from looking at the frames of this one.
      verdicts.replaceAll(
          (program, verdict) ->
              verdict.isOfOthers() ? ask(List.of(program)).get(program) : verdict);
      return verdicts;
    }
    // A program has made javac crash, or run out of space, and no class file of any is there.
    int half = programs.size() / 2;
    Map<Program, Verdict> all = new LinkedHashMap<>(ask(programs.subList(0, half)));
    all.putAll(ask(programs.subList(half, programs.size())));
    return all;
  }

  /** The errors of those programs that are not valid Java. */
  static Map<String, String> javaErrors(List<Program> programs) {
    Map<String, MasterTest> tests = new LinkedHashMap<>();
    programs.forEach(program -> tests.put(program.name(), program.test()));
    return Batch.errors("oracle", tests);
  }

  private static Map<Program, Verdict> askTogether(List<Program> programs) {
    Map<String, MasterTest> tests = new LinkedHashMap<>();
    programs.forEach(program -> tests.put(program.name(), program.test()));
    Batch batch = new Batch("oracle", tests);
    Map<Program, Verdict> verdicts = new LinkedHashMap<>();
    programs.forEach(program -> verdicts.put(program, verdict(batch, program.name())));
    return verdicts;
  }

  private static Verdict verdict(Batch batch, String program) {
    try {
      batch.check(program);
      return Verdict.PASSED;
    } catch (AssertionError failure) {
      return Verdict.failed(failure);
    }
  }
}
