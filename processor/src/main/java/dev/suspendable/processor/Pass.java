package dev.suspendable.processor;

import dev.suspendable.processor.check.Problem;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One step of the compilation. {@link Passes} has all of them in order.
 *
 * @param <U> what it works on
 * @param name a verb and an object, for messages and for names of files
 * @param needs what earlier passes must have made; it can get at nothing else
 * @param makes what it makes, or makes anew
 * @param promises what is true of that from here on
 * @param ends what was promised before, and need not be true any more
 * @param because why it stands where it stands
 */
record Pass<U extends Unit>(
    String name,
    Set<Product> needs,
    Set<Product> makes,
    Set<Promise> promises,
    Set<Promise> ends,
    String because,
    Action<U> action) {

  /** The work. */
  interface Action<U> {
    void run(U unit) throws Problem;
  }

  /** A pass without anything but its name. */
  static <U extends Unit> Builder<U> named(String name) {
    return new Builder<>(name);
  }

  /** Runs it. */
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

  /** Makes a pass. */
  static final class Builder<U extends Unit> {
    private final String name;
    private final Set<Product> needs = EnumSet.noneOf(Product.class);
    private final Set<Product> makes = EnumSet.noneOf(Product.class);
    private final Set<Promise> promises = EnumSet.noneOf(Promise.class);
    private final Set<Promise> ends = EnumSet.noneOf(Promise.class);
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

    Builder<U> promises(Promise... more) {
      promises.addAll(List.of(more));
      return this;
    }

    Builder<U> ends(Promise... more) {
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
          Collections.unmodifiableSet(promises),
          Collections.unmodifiableSet(ends),
          because,
          action);
    }
  }
}
