package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Fills forms by a plan: with suspensions in all places, or in one. */
final class SystematicFiller implements Filler {
  /** For the constructor: suspensions in all places. */
  static final int EVERYWHERE = -1;

  /** For the constructor: no suspensions. */
  static final int NOWHERE = -2;

  /**
   * Forms within each other.
   *
   * @param forms the first outside
   * @param blocks for each but the last, the number of the block of it that holds the next
   */
  record Path(List<StatementForm> forms, List<Integer> blocks) {}

  private final int suspending;

  /**
   * For each level one of its own, so that what a form chooses does not depend on what it holds.
   */
  private final List<Random> randoms = new ArrayList<>();

  private Path path = new Path(List.of(), List.of());
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
    randoms.add(random);
  }

  /** Forms within each other; null if they cannot be. */
  @Nullable Statement nested(Path forms, Scope scope) {
    path = forms;
    while (randoms.size() < forms.forms.size()) {
      randoms.add(new Random(randoms.get(0).nextLong()));
    }
    Statement made = next(scope);
    return isThere ? made : null;
  }

  /** How many places that can suspend there were. */
  int places() {
    return places;
  }

  @Override
  public int choose(int bound) {
    return randoms.get(level).nextInt(bound);
  }

  @Override
  public Expression expression(Type type, Scope scope) {
    Expression value = valueOf(type, scope);
    String call = scope.awaits() && suspends() ? "await(" : "see(";
    return Expression.of(type, Precedence.POSTFIX, call, value, ")");
  }

  @Override
  public Expression simple(Type type, Scope scope) {
    return expression(type, scope);
  }

  private Expression valueOf(Type type, Scope scope) {
    List<Variable> variables = scope.readable(type);
    return variables.isEmpty() || oneIn(2) ? any(type.literals()) : any(variables).read();
  }

  private boolean suspends() {
    int place = places++;
    return suspending == EVERYWHERE || suspending == place;
  }

  @Override
  public Block block(Scope scope) {
    boolean holdsNext = level < path.blocks.size() && blocks++ == path.blocks.get(level);
    Statement first = holdsNext ? nextLevel(scope) : leaf(scope);
    Block made = Block.of(first);
    return holdsNext && first.completes() ? made.plus(leaf(scope)) : made;
  }

  private Statement leaf(Scope scope) {
    boolean suspends = (scope.awaits() || scope.yieldsValues()) && suspends();
    Expression value = valueOf(Type.STRING, scope);
    if (!suspends) {
      return Statement.of("log(", value, ");");
    }
    return scope.awaits()
        ? Statement.of("log(awaitText(", value, "));")
        : Statement.of("yieldValue(", value, ");");
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
    StatementForm form = path.forms.get(level);
    if (!form.fits(scope)) {
      isThere = false;
      return leaf(scope);
    }
    Statement made = form.fill(this, scope);
    isThere &= level == path.blocks.size() || blocks > path.blocks.get(level);
    return made;
  }
}
