package dev.suspendable.processor;

import dev.suspendable.processor.check.Problem;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One step of the compilation. {@link Passes} lists all of them in order.
 *
 * @param <U> the unit that it works on
 * @param name a verb and an object, for messages and for names of files
 * @param needs products of earlier passes; the pass can access nothing else
 * @param makes the products that it makes or replaces
 * @param guarantees properties of these products from here on
 * @param ends earlier guarantees that need not hold any more
 * @param because the reason for its position
 */
record Pass<U extends Unit>(
    String name,
    Set<Product> needs,
    Set<Product> makes,
    Set<Guarantee> guarantees,
    Set<Guarantee> ends,
    String because,
    Action<U> action) {

  /** The work of a pass. */
  interface Action<U> {
    void run(U unit) throws Problem;
  }

  /** Starts a pass that has only a name. */
  static <U extends Unit> Builder<U> named(String name) {
    return new Builder<>(name);
  }

  /** Runs the pass. */
  void run(U unit) throws Problem {
    unit.enter(this);
    try {
      action.run(unit);
    } finally {
      unit.leave();
    }
  }

  @Override
  public String toString() {
    return name;
  }

  /** Builds a pass. */
  static final class Builder<U extends Unit> {
    private final String name;
    private final Set<Product> needs = EnumSet.noneOf(Product.class);
    private final Set<Product> makes = EnumSet.noneOf(Product.class);
    private final Set<Guarantee> guarantees = EnumSet.noneOf(Guarantee.class);
    private final Set<Guarantee> ends = EnumSet.noneOf(Guarantee.class);
    private String because = "";

    private Builder(String name) {
      this.name = name;
    }

    Builder<U> needs(Product... products) {
      needs.addAll(List.of(products));
      return this;
    }

    Builder<U> makes(Product... products) {
      makes.addAll(List.of(products));
      return this;
    }

    Builder<U> guarantees(Guarantee... more) {
      guarantees.addAll(List.of(more));
      return this;
    }

    Builder<U> ends(Guarantee... more) {
      ends.addAll(List.of(more));
      return this;
    }

    Builder<U> because(String reason) {
      because = reason;
      return this;
    }

    Pass<U> does(Action<U> action) {
      return new Pass<>(
          name,
          Collections.unmodifiableSet(needs),
          Collections.unmodifiableSet(makes),
          Collections.unmodifiableSet(guarantees),
          Collections.unmodifiableSet(ends),
          because,
          action);
    }
  }
}
