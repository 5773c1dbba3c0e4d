package dev.suspendable.processor.oracle;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Fills forms by a plan: with suspensions in all places for an expression, or in one. */
final class SystematicFiller implements Filler {
  /** For the constructor: suspensions in all places. */
  static final int EVERYWHERE = -1;

  /** For the constructor: no suspensions. */
  static final int NOWHERE = -2;

  private final int suspending;
  private final Random random;
  private List<StatementForm> path = List.of();
  private int block;
  private int level;
  private int blocks;
  private int places;
  private boolean isThere = true;

  /**
   * A filler.
   *
   * @param suspending the number of the place that suspends, or {@link #EVERYWHERE}, {@link
   *     #NOWHERE}
   * @param random decides what the plan does not
   */
  SystematicFiller(int suspending, Random random) {
    this.suspending = suspending;
    this.random = random;
  }

  /**
   * Forms within each other; null if they cannot be.
   *
   * @param forms the first outside
   * @param number of the block, of each of them, that the next one is put into
   */
  @Nullable Statement nested(List<StatementForm> forms, int number, Scope scope) {
    path = forms;
    block = number;
    Statement made = next(scope);
    return isThere ? made : null;
  }

  /** How many places for expressions there were. */
  int places() {
    return places;
  }

  @Override
  public int choose(int bound) {
    return random.nextInt(bound);
  }

  @Override
  public Expression expression(Type type, Scope scope) {
    boolean suspends = suspending == EVERYWHERE || suspending == places;
    places++;
    List<Variable> variables = scope.readable(type);
    Expression value =
        variables.isEmpty() || oneIn(2) ? any(type.literals()) : any(variables).read();
    String call = suspends && scope.awaits() ? "await(" : "see(";
    return Expression.of(type, Precedence.POSTFIX, call, value, ")");
  }

  @Override
  public Block block(Scope scope) {
    boolean holdsNext = blocks++ == block && level + 1 < path.size();
    Statement first = holdsNext ? nextLevel(scope) : leaf(scope);
    Block made = Block.of(first);
    return holdsNext && first.completes() ? made.plus(leaf(scope)) : made;
  }

  private Statement leaf(Scope scope) {
    return Statement.of("log(", expression(Type.STRING, scope), ");");
  }

  private Statement nextLevel(Scope scope) {
    int blocksBefore = blocks;
    blocks = 0;
    level++;
    Statement made = next(scope);
    level--;
    blocks = blocksBefore;
    return made;
  }

  private Statement next(Scope scope) {
    StatementForm form = path.get(level);
    if (!form.fits(scope)) {
      isThere = false;
      return leaf(scope);
    }
    Statement made = form.fill(this, scope);
    isThere &= level + 1 == path.size() || blocks > block;
    return made;
  }
}
