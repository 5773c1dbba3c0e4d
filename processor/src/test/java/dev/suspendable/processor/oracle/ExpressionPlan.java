package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Each expression, with suspensions in no operand, in all, and in each one. */
final class ExpressionPlan extends Plan {
  static final List<ExpressionForm> FORMS =
      Stream.concat(
              ExpressionForms.all().stream(),
              Stream.of(Type.values()).flatMap(type -> ExpressionForms.awaits(type).stream()))
          .toList();

  ExpressionPlan() {
    super("expression", 3);
  }

  @Override
  long size() {
    return FORMS.size();
  }

  @Override
  Block body(long number, Scope scope) {
    ExpressionForm form = FORMS.get((int) number);
    Random random = new Random(number);
    List<Statement> statements = new ArrayList<>(declarations(scope));
    int places = 0;
    for (int suspending = SystematicFiller.NOWHERE; suspending < places; suspending++) {
      SystematicFiller filler = new SystematicFiller(suspending, random);
      statements.add(guarded(use(form, filler, scope)));
      places = filler.places();
    }
    return new Block(statements);
  }

  /** A local variable of each type. */
  static List<Statement> declarations(Scope scope) {
    List<Statement> declarations = new ArrayList<>();
    for (Type type : Type.values()) {
      Variable variable = scope.declare(type, true);
      declarations.add(
          Statement.of(type.source() + " " + variable.name() + " = ", type.literals().get(0), ";"));
    }
    return declarations;
  }

  /** The value goes to the trace, or to a variable if it has no text. */
  static Statement use(ExpressionForm form, Filler filler, Scope scope) {
    Scope inner = scope.inner();
    String name = inner.reserve();
    Expression value = form.fill(filler, inner);
    return form.type().isOpaque()
        ? Statement.of(form.type().source() + " " + name + " = ", value, ";")
        : Statement.of("log(", value, ");");
  }
}
