package dev.suspendable.test;

import dev.suspendable.debug.CoroutineInfo;
import dev.suspendable.debug.CoroutineInfo.State;
import dev.suspendable.debug.CoroutineRecording;
import java.util.List;

/** Checks what is left at the end of a run. */
final class Leaks {
  /** The awaiter of a generator that is suspended at a {@code yieldValue}. */
  private static final String CONSUMER = "its consumer";

  private Leaks() {}

  /**
   * @param allowsUnstarted whether a coroutine may have been made and not started. In some orders,
   *     and after a failure or a stop, what would have awaited it may not have got that far
   */
  static void check(CoroutineRecording recording, boolean allowsUnstarted) {
    if (recording.count() == 0) {
      return;
    }
    List<CoroutineInfo> left =
        recording.dump().coroutines().stream()
            .filter(each -> each.state() != State.CREATED || !allowsUnstarted)
            .toList();
    if (!left.isEmpty()) {
      StringBuilder message = new StringBuilder("Left over at the end:");
      for (CoroutineInfo each : left) {
        message.append("\n  ").append(describe(each));
      }
      throw new AssertionError(message.toString());
    }
  }

  private static String describe(CoroutineInfo each) {
    String where = Text.of(each.location());
    if (each.state() == State.CREATED) {
      return where
          + " was called but never started: nothing awaits it. If that is intended, see"
          + " Exploration.allowingUnstarted";
    }
    return CONSUMER.equals(each.awaits())
        ? where + " is a generator that was neither read to its end nor closed"
        : where + (each.state() == State.SUSPENDED ? " awaits " + each.awaits() : " runs");
  }
}
