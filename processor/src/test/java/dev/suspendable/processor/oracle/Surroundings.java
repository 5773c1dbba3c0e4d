package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * What the place of a body offers beside the catalogues: the members of its class, its type
 * variables, and what the program's {@link Hostility} adds.
 *
 * @param isMember whether the body is of a member of the generated class, not of a class in it
 * @param expressions used more often than others
 * @param statements the same
 * @param literals beside those of the types
 */
record Surroundings(
    boolean isMember,
    List<ExpressionForm> expressions,
    List<StatementForm> statements,
    List<Expression> literals) {
  /** Of a class that has no trap for the processor. */
  static final Surroundings FRIENDLY = new Surroundings(true, List.of(), List.of(), List.of());

  /** The same, of a class in the generated one that has members of its own. */
  Surroundings within(List<ExpressionForm> own) {
    List<ExpressionForm> all = new ArrayList<>(own);
    all.addAll(expressions);
    return new Surroundings(false, all, withUses(all), literals);
  }

  /** Adds a statement that is a use of one of the expressions. */
  private List<StatementForm> withUses(List<ExpressionForm> all) {
    List<StatementForm> more = new ArrayList<>(statements);
    if (!all.isEmpty()) {
      more.add(
          new StatementForm(
              "use",
              scope -> all.stream().anyMatch(form -> form.fits(scope)),
              (filler, scope) -> use(all, filler, scope)));
    }
    return more;
  }

  /** The value of one goes to the trace, or to a variable if it has no text. */
  private static Statement use(List<ExpressionForm> all, Filler filler, Scope scope) {
    ExpressionForm form = filler.any(all.stream().filter(each -> each.fits(scope)).toList());
    if (!form.type().isOpaque()) {
      return Statement.of("log(", form.fill(filler, scope), ");");
    }
    String name = scope.reserve();
    return Statement.of(form.type().source() + " " + name + " = ", form.fill(filler, scope), ";");
  }

  /** That of the generated class where a program has some hostile features. */
  static Surroundings of(Iterable<Hostility> features) {
    List<ExpressionForm> expressions = new ArrayList<>();
    List<StatementForm> statements = new ArrayList<>();
    List<Expression> literals = new ArrayList<>();
    for (Hostility feature : features) {
      expressions.addAll(feature.expressions());
      statements.addAll(feature.statements());
      literals.addAll(feature.literals());
    }
    Surroundings all = new Surroundings(true, expressions, statements, literals);
    return new Surroundings(true, expressions, all.withUses(expressions), literals);
  }
}
