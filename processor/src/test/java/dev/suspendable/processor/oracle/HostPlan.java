package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What only the place of a coroutine lets it write, for each place, and what each hostile feature
 * adds: with suspensions in no operand, in all, and in each one.
 */
final class HostPlan extends Plan {
  /**
   * Something to write somewhere.
   *
   * @param code writes it
   * @param condition whether it may stand in a scope
   */
  private record Case(HostKind kind, Surroundings around, StatementForm form) {}

  private final List<Case> cases = new ArrayList<>();

  HostPlan() {
    super("host", Suspension.AWAIT);
    for (HostKind kind : HostKinds.ALL) {
      addCases(kind, kind.scope(coroutine(), List.of(), Surroundings.FRIENDLY).body().around());
    }
    for (Hostility feature : Hostility.values()) {
      addCases(HostKinds.MEMBER, Surroundings.of(List.of(feature)));
    }
  }

  private static Coroutine coroutine() {
    return new Coroutine(Suspension.AWAIT, "c0", "", Type.OBJECT, List.of());
  }

  private void addCases(HostKind kind, Surroundings around) {
    Surroundings given = kind == HostKinds.MEMBER ? around : Surroundings.FRIENDLY;
    Stream<StatementForm> uses =
        around.expressions().stream()
            .map(
                form ->
                    new StatementForm(
                        form.toString(),
                        form::fits,
                        (filler, scope) -> ExpressionPlan.use(form, filler, scope)));
    Stream.concat(uses, around.statements().stream().filter(form -> !form.name().equals("use")))
        .forEach(form -> cases.add(new Case(kind, given, form)));
  }

  @Override
  long size() {
    return cases.size();
  }

  @Override
  Spelling spelling(long number, List<Statement> members) {
    return Obscurity.draw(new Random(number), Host.program(members));
  }

  @Override
  @Nullable List<Block> bodies(long number, long pass, Bodies scopes, Choices choices) {
    Case chosen = cases.get((int) number);
    Scope scope = scopes.next(chosen.kind, chosen.around);
    List<Statement> declarations = ExpressionPlan.declarations(scope);
    if (!chosen.form.fits(scope)) {
      return null;
    }
    List<Statement> uses = new ArrayList<>();
    int places = 0;
    for (int suspending = SystematicFiller.NOWHERE; suspending < places; suspending++) {
      SystematicFiller filler = new SystematicFiller(suspending, choices.again());
      Statement made = chosen.form.fill(filler, scope.inner());
      uses.add(guarded(made));
      places = filler.places();
    }
    return List.of(ExpressionPlan.withNeeded(declarations, uses));
  }
}
