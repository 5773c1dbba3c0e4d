package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Fills forms at random, within a size. */
final class RandomFiller implements Filler {
  private static final int DEEPEST_EXPRESSION = 4;
  private static final int DEEPEST_STATEMENT = 4;

  private final Random random;
  private int expressions;
  private int statements;
  private int expressionDepth;
  private int statementDepth;

  /**
   * Whether what comes next is an operand of a poly expression. Poly expressions in poly
   * expressions take javac time that grows with the power of their depth.
   */
  private boolean inPoly;

  /**
   * A filler.
   *
   * @param statements how many it may write
   * @param expressions how many it may write, besides variables and literals
   */
  RandomFiller(Random random, int statements, int expressions) {
    this.random = random;
    this.statements = statements;
    this.expressions = expressions;
  }

  @Override
  public int choose(int bound) {
    return random.nextInt(bound);
  }

  // ---- Expressions.

  @Override
  public Expression expression(Type type, Scope scope) {
    if (expressionDepth >= DEEPEST_EXPRESSION || expressions <= 0 || oneIn(4)) {
      return leaf(type, scope);
    }
    expressions--;
    expressionDepth++;
    boolean before = inPoly;
    ExpressionForm form = any(candidates(type, scope));
    inPoly = form.isPoly();
    Expression made = form.fill(this, scope);
    inPoly = before;
    expressionDepth--;
    return made;
  }

  private List<ExpressionForm> candidates(Type type, Scope scope) {
    boolean mayBePoly = !inPoly || oneIn(10);
    List<ExpressionForm> special =
        scope.special(type).stream().filter(form -> mayBePoly || !form.isPoly()).toList();
    if (!special.isEmpty() && oneIn(3)) {
      return special;
    }
    if (scope.awaits() && mayBePoly && oneIn(4)) {
      List<ExpressionForm> calls = Calls.awaited(type, scope);
      return !calls.isEmpty() && oneIn(2) ? calls : ExpressionForms.awaits(type);
    }
    return ExpressionForms.of(type).stream()
        .filter(form -> form.fits(scope) && (mayBePoly || !form.isPoly()))
        .toList();
  }

  @Override
  public Expression simple(Type type, Scope scope) {
    String call = scope.awaits() && oneIn(3) ? "await(" : "see(";
    return Expression.of(type, Precedence.POSTFIX, call, leaf(type, scope), ")");
  }

  private Expression leaf(Type type, Scope scope) {
    if (!type.isPrimitive() && oneIn(40)) {
      return type.nothing();
    }
    List<Variable> variables = scope.readable(type);
    if (!variables.isEmpty() && !oneIn(4)) {
      return any(variables).read();
    }
    return any(scope.literals(type));
  }

  // ---- Statements.

  @Override
  public Block block(Scope scope) {
    List<Statement> made = new ArrayList<>();
    statementDepth++;
    int length = 1 + choose(3);
    for (int i = 0; i < length && statements > 0; i++) {
      Statement statement = statement(scope);
      made.add(statement);
      if (!statement.completes()) {
        break;
      }
    }
    statementDepth--;
    return new Block(made);
  }

  /** Whether it may write another statement. */
  boolean hasMore() {
    return statements > 0;
  }

  /** Another statement of a scope. */
  Statement statement(Scope scope) {
    statements--;
    int depthBefore = expressionDepth;
    boolean before = inPoly;
    inPoly = false;
    expressionDepth = Math.min(statementDepth, DEEPEST_EXPRESSION - 2);
    List<StatementForm> special = fitting(scope.body().around().statements(), scope);
    List<StatementForm> fitting = !special.isEmpty() && oneIn(4) ? special : fitting(kind(), scope);
    Statement made = any(fitting).fill(this, scope);
    expressionDepth = depthBefore;
    inPoly = before;
    return made;
  }

  private static List<StatementForm> fitting(List<StatementForm> forms, Scope scope) {
    return forms.stream().filter(form -> form.fits(scope)).toList();
  }

  private List<StatementForm> kind() {
    int dice = choose(12);
    if (dice < 5 && statementDepth < DEEPEST_STATEMENT) {
      return StatementForms.COMPOUND;
    }
    return dice == 5 ? StatementForms.JUMPS : StatementForms.SIMPLE;
  }
}
