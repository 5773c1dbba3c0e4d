package dev.suspendable.processor.testing;

import java.util.Arrays;
import java.util.List;

/** What a plain program throws where the coroutine gets the stopped signal. */
public final class Stopped extends Error {
  private static final long serialVersionUID = 1;

  Stopped() {
    super("stopped", null, /* enableSuppression= */ true, /* writableStackTrace= */ false);
  }

  /**
   * What a coroutine is left with that this left: cleanups that have failed are suppressed by it,
   * and a coroutine ends by the first of them. May be asked again.
   */
  static Throwable outcomeOf(Throwable thrown) {
    Throwable[] failures = thrown.getSuppressed();
    if (!(thrown instanceof Stopped) || failures.length == 0) {
      return thrown;
    }
    List<Throwable> known = List.of(failures[0].getSuppressed());
    Arrays.stream(failures)
        .skip(1)
        .filter(failure -> !known.contains(failure))
        .forEach(failures[0]::addSuppressed);
    return failures[0];
  }
}
