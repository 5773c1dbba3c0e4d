package dev.suspendable.processor.testing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a program has ended, as text.
 *
 * @param kind of what kind
 * @param text the value, the exception, or what else is to say
 */
record Outcome(Kind kind, String text) {
  enum Kind {
    VALUE,
    EXCEPTION,
    DONE,
    /** Neither of them: all threads are idle and the program has not ended. */
    STUCK
  }

  static final Outcome DONE = new Outcome(Kind.DONE, "");
  static final Outcome STUCK = new Outcome(Kind.STUCK, "");

  static Outcome value(@Nullable Object value) {
    return new Outcome(Kind.VALUE, Shown.value(value));
  }

  /**
   * An exception left the program. A plain program that is stopped ends so, and cleanups that have
   * failed are then suppressed by {@link Stopped}: a coroutine ends by the first of them.
   */
  static Outcome thrown(Throwable thrown) {
    if (!(thrown instanceof Stopped)) {
      return new Outcome(Kind.EXCEPTION, Shown.thrown(thrown));
    }
    Throwable[] failures = thrown.getSuppressed();
    if (failures.length == 0) {
      return DONE;
    }
    Arrays.stream(failures).skip(1).forEach(failures[0]::addSuppressed);
    return thrown(failures[0]);
  }

  @Override
  public String toString() {
    return text.isEmpty() ? kind.toString() : kind + " " + text;
  }
}
