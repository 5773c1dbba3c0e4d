package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Programs one after the other: of a plan, or made up at random. */
final class Programs {
  static final List<Plan> PLANS =
      List.of(
          new ExpressionPlan(),
          new NestingPlan("nesting2n", Suspension.AWAIT, 2),
          new NestingPlan("yields2n", Suspension.YIELD, 2),
          new OperandPlan(),
          new NestingPlan("nesting3n", Suspension.AWAIT, 3),
          new NestingPlan("yields3n", Suspension.YIELD, 3),
          new HostPlan());

  private final LongFunction<@Nullable Program> programs;
  private final String name;
  private final long step;
  private final long size;
  private long number;

  private Programs(
      LongFunction<@Nullable Program> programs, String name, long first, long step, long size) {
    this.programs = programs;
    this.name = name;
    this.number = first;
    this.step = step;
    this.size = size;
  }

  /** Those of a plan, from the first on, of which each so many-th is taken. */
  static Programs of(Plan plan, long first, long step) {
    return new Programs(plan::program, plan.name(), first, step, plan.programs());
  }

  /** Those of a plan, again and again, beginning somewhere. */
  static Programs of(Plan plan, long seed) {
    long first = Math.floorMod(seed * 7919, plan.programs() * 100);
    return new Programs(plan::program, plan.name(), first, 1, Long.MAX_VALUE);
  }

  /** Without end, from the seed on. */
  static Programs atRandom(long seed) {
    return new Programs(ProgramGenerator::generate, "s", seed, 1, Long.MAX_VALUE);
  }

  static Plan plan(String name) {
    return PLANS.stream()
        .filter(plan -> plan.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no plan " + name));
  }

  /** The program that a report names so. */
  static Program named(String name) {
    for (Plan plan : PLANS) {
      if (name.startsWith(plan.name())) {
        Program program = plan.program(Long.parseLong(name.substring(plan.name().length())));
        if (program == null) {
          throw new IllegalArgumentException("there is no such case: " + name);
        }
        return program;
      }
    }
    return ProgramGenerator.generate(Long.parseUnsignedLong(name.substring(1)));
  }

  /** Some more, at most so many. A plan has numbers without a case. */
  List<Program> next(int most) {
    List<Program> some = new ArrayList<>();
    for (; some.size() < most && !isThrough(); number += step) {
      Program program = programs.apply(number);
      if (program != null) {
        some.add(program);
      }
    }
    return some;
  }

  /** Whether all cases have been there once. */
  boolean isThrough() {
    return number >= size;
  }

  /** How far it has come. */
  String progress() {
    return name + " " + Math.min(number, size) + " of " + size;
  }
}
