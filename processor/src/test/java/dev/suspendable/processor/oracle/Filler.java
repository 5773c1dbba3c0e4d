package dev.suspendable.processor.oracle;

import java.util.List;

/** Decides what stands in the places of forms: at random, or by a plan. */
interface Filler {
  Expression expression(Type type, Scope scope);

  /** A value that is awaited or seen, no more: javac takes no assignments in guards. */
  Expression simple(Type type, Scope scope);

  /** Statements in a scope that was made for them. */
  Block block(Scope scope);

  /** A number from 0 to {@code bound - 1}. */
  int choose(int bound);

  default <T> T any(List<T> choices) {
    return choices.get(choose(choices.size()));
  }

  @SuppressWarnings("unchecked")
  default <T> T any(T... choices) {
    return choices[choose(choices.length)];
  }

  /** Yes once in so many times. */
  default boolean oneIn(int times) {
    return choose(times) == 0;
  }
}
