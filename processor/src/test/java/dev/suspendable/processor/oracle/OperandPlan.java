package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Each expression as each operand of each other, with suspensions in all places, and in each. */
final class OperandPlan extends Plan {
  /** So many inner expressions make a program. */
  private static final int TOGETHER = 5;

  /**
   * Some expressions as an operand of another.
   *
   * @param operand its number
   * @param inner the first of them among those of the operand's type
   */
  private record Case(ExpressionForm outer, int operand, Type type, int inner) {}

  private final List<Case> cases = new ArrayList<>();

  OperandPlan() {
    super("operand", Suspension.AWAIT);
    ExpressionPlan.FORMS.forEach(this::addCases);
  }

  private void addCases(ExpressionForm outer) {
    Scope scope =
        new Scope(Body.ofEntry(Suspension.AWAIT, Type.OBJECT, List.of(), Surroundings.FRIENDLY));
    ExpressionPlan.declarations(scope);
    List<Type> operands = new ArrayList<>();
    // Some forms choose how many operands they have.
    for (int seed = 0; seed < 20; seed++) {
      OperandFiller filler = new OperandFiller(nowhere(new Random(seed)), 0, null);
      ExpressionPlan.use(outer, filler, scope.inner());
      if (filler.operands().size() > operands.size()) {
        operands = filler.operands();
      }
    }
    for (int i = 0; i < operands.size(); i++) {
      Type type = operands.get(i);
      for (int inner = 0; inner < ExpressionForms.of(type).size(); inner += TOGETHER) {
        cases.add(new Case(outer, i, type, inner));
      }
    }
  }

  private static Filler nowhere(Random random) {
    return new SystematicFiller(SystematicFiller.NOWHERE, random);
  }

  @Override
  long size() {
    return cases.size();
  }

  @Override
  @Nullable List<Block> bodies(long number, long pass, Bodies scopes, Choices choices) {
    Case chosen = cases.get((int) number);
    if (!chosen.outer.fits(scopes.next())) {
      return null;
    }
    scopes.drop();
    List<ExpressionForm> forms = ExpressionForms.of(chosen.type);
    List<Block> bodies = new ArrayList<>();
    int end = Math.min(chosen.inner + TOGETHER, forms.size());
    for (ExpressionForm inner : forms.subList(chosen.inner, end)) {
      Scope scope = scopes.next();
      List<Statement> declarations = ExpressionPlan.declarations(scope);
      List<Statement> uses = uses(chosen, inner, scope, choices);
      if (uses == null) {
        return null;
      }
      if (uses.isEmpty()) {
        scopes.drop();
      } else {
        bodies.add(ExpressionPlan.withNeeded(declarations, uses));
      }
    }
    return bodies.isEmpty() ? null : bodies;
  }

  private static @Nullable List<Statement> uses(
      Case chosen, ExpressionForm inner, Scope scope, Choices choices) {
    List<Statement> uses = new ArrayList<>();
    int places = 0;
    for (int suspending = SystematicFiller.EVERYWHERE; suspending < places; suspending++) {
      SystematicFiller others = new SystematicFiller(suspending, choices.again());
      OperandFiller filler = new OperandFiller(others, chosen.operand, inner);
      uses.add(guarded(ExpressionPlan.use(chosen.outer, filler, scope)));
      places = others.places();
      if (filler.operands().size() <= chosen.operand
          || filler.operands().get(chosen.operand) != chosen.type) {
        return null;
      }
      if (!filler.isFilled()) {
        return List.of();
      }
    }
    return uses;
  }
}
