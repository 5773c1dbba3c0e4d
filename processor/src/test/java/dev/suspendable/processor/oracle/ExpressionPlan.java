package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Each expression, with suspensions in no operand, in all, and in each one. */
final class ExpressionPlan extends Plan {
  static final List<ExpressionForm> FORMS =
      Stream.concat(
              ExpressionForms.all().stream(),
              Stream.of(Type.values()).flatMap(type -> ExpressionForms.awaits(type).stream()))
          .toList();

  ExpressionPlan() {
    super("expression", Suspension.AWAIT);
  }

  @Override
  long size() {
    return FORMS.size();
  }

  @Override
  @Nullable List<Block> bodies(long number, long pass, Bodies scopes, Choices choices) {
    ExpressionForm form = FORMS.get((int) number);
    Scope scope = scopes.next();
    if (!form.fits(scope)) {
      return null;
    }
    List<Statement> declarations = declarations(scope);
    List<Statement> uses = new ArrayList<>();
    int places = 0;
    for (int suspending = SystematicFiller.NOWHERE; suspending < places; suspending++) {
      SystematicFiller filler = new SystematicFiller(suspending, choices.again());
      uses.add(guarded(use(form, filler, scope)));
      places = filler.places();
    }
    return List.of(withNeeded(declarations, uses));
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

  /** Statements behind those of the declarations that they use. */
  static Block withNeeded(List<Statement> declarations, List<Statement> uses) {
    String text = Spelling.SIMPLE.of(Printer.transformed(Statement.of(new Block(uses))));
    List<Statement> all = new ArrayList<>();
    for (int i = 0; i < declarations.size(); i++) {
      if (Pattern.compile("\\bv" + i + "\\b").matcher(text).find()) {
        all.add(declarations.get(i));
      }
    }
    all.addAll(uses);
    return new Block(all);
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
