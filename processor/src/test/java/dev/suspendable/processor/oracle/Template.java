package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A form that is written as text with holes: <code>%{int@MUL}</code> is an operand of type {@code
 * int} that is put in parentheses if it binds more weakly than {@code *}, <code>%{=int}</code> a
 * local variable that may be assigned to.
 */
final class Template implements ExpressionForm {
  private static final Pattern HOLE = Pattern.compile("%\\{(=)?([^@}]+)(?:@(\\w+))?\\}");

  private final Type type;
  private final Precedence precedence;
  private final String text;
  private final boolean isStatement;
  private final Predicate<Scope> condition;

  Template(
      Type type,
      Precedence precedence,
      String text,
      boolean isStatement,
      Predicate<Scope> condition) {
    this.type = type;
    this.precedence = precedence;
    this.text = text;
    this.isStatement = isStatement;
    this.condition = condition;
  }

  @Override
  public Type type() {
    return type;
  }

  @Override
  public boolean isStatement() {
    return isStatement;
  }

  @Override
  public boolean fits(Scope scope) {
    return condition.test(scope)
        && HOLE.matcher(text)
            .results()
            .filter(hole -> hole.group(1) != null)
            .noneMatch(hole -> scope.assignable(typeOf(hole)).isEmpty());
  }

  @Override
  public Expression fill(Filler filler, Scope scope) {
    List<Object> pieces = new ArrayList<>();
    int end = 0;
    for (MatchResult hole : HOLE.matcher(text).results().toList()) {
      pieces.add(text.substring(end, hole.start()));
      pieces.add(filled(hole, filler, scope));
      end = hole.end();
    }
    pieces.add(text.substring(end));
    pieces.removeIf(""::equals);
    return Expression.of(type, precedence, pieces.toArray());
  }

  private static Piece filled(MatchResult hole, Filler filler, Scope scope) {
    Type wanted = typeOf(hole);
    if (hole.group(1) != null) {
      return Piece.of(filler.any(scope.assignable(wanted)).name());
    }
    String weakest = hole.group(3);
    return filler
        .expression(wanted, scope)
        .at(weakest == null ? Precedence.ANY : Precedence.valueOf(weakest));
  }

  private static Type typeOf(MatchResult hole) {
    return Type.named(hole.group(2));
  }

  @Override
  public boolean isPoly() {
    return precedence == Precedence.COND || text.contains("see(") || text.contains("await(");
  }

  @Override
  public String toString() {
    return text;
  }
}
