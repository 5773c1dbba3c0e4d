package dev.suspendable.processor.testing;

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
    STOPPED,
    /** Neither of them: all threads are idle and the program has not ended. */
    STUCK
  }

  static final Outcome STOPPED = new Outcome(Kind.STOPPED, "");
  static final Outcome STUCK = new Outcome(Kind.STUCK, "");

  static Outcome value(@Nullable Object value) {
    return new Outcome(Kind.VALUE, Shown.value(value));
  }

  /** An exception left the program. A plain program that is stopped ends so. */
  static Outcome thrown(Throwable thrown) {
    Throwable last = Stopped.outcomeOf(thrown);
    return last instanceof Stopped ? STOPPED : new Outcome(Kind.EXCEPTION, Shown.thrown(last));
  }

  @Override
  public String toString() {
    return text.isEmpty() ? kind.toString() : kind + " " + text;
  }
}
