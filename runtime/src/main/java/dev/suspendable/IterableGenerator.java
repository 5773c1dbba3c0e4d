package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Yields the values of an iterable; a coroutine written by hand. A generator that yields all values
 * of an iterable, or of a generator that is not a coroutine, uses it to represent them.
 */
final class IterableGenerator<T extends @Nullable Object> extends GeneratorPromise<T> {
  private final Iterable<? extends T> values;
  private @Nullable Iterator<? extends T> iterator;

  IterableGenerator(Iterable<? extends T> values) {
    this.values = values;
  }

  @Override
  protected @Nullable Awaiter<?> $step() throws Throwable {
    int state = $entry();
    if (state < 0) {
      closeSource();
      return $unwound();
    }
    Iterator<? extends T> rest = iterator;
    if (rest == null) {
      rest = values.iterator();
      iterator = rest;
    } else {
      $resumed();
    }
    if (!rest.hasNext()) {
      closeSource();
      return null;
    }
    yieldValue(rest.next());
    return $suspend(1);
  }

  /** A generator that was handed over to another one is closed by that one. */
  private void closeSource() {
    if (values instanceof Generator<?> generator) {
      generator.close();
    }
  }

  @Override
  protected StackTraceElement $location() {
    return new StackTraceElement(Coroutines.class.getName(), "yieldAll", null, -1);
  }
}
