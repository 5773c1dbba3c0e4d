package dev.suspendable.debug;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One coroutine in a {@link CoroutineDump}. Immutable; it does not keep the coroutine alive.
 *
 * @param id a number of its own, the same in all dumps until the registry is switched off
 * @param name the class and method, such as {@code app.Pages.page}
 * @param label the name of its {@linkplain dev.suspendable.scope.Context#name context}, or null
 * @param state its state
 * @param location the user's file and line where it is suspended or was last resumed; the line of
 *     its declaration if it has not started
 * @param awaits what it waits for, or null if it does not wait
 * @param awaitedId the id of the coroutine that it awaits, or 0
 * @param stopRequested whether it has been requested to stop. If it does not stop, {@code awaits}
 *     says what does not react
 * @param age the time since it was made; null if that was before the registry was switched on
 * @param parentId the id of the coroutine that awaits it, or that owns its scope; 0 if there is
 *     none
 * @param via what is between it and its parent, or its root, such as {@code whenAll}; the innermost
 *     first
 * @param locals the variables that it needs to continue, in the order of their fields
 */
public record CoroutineInfo(
    long id,
    String name,
    @Nullable String label,
    State state,
    StackTraceElement location,
    @Nullable String awaits,
    long awaitedId,
    boolean stopRequested,
    @Nullable Duration age,
    long parentId,
    List<String> via,
    List<Local> locals) {

  /** The state of a coroutine that has not ended. */
  public enum State {
    /** Its body has not started. */
    CREATED,
    /** It runs on a thread, or is about to. */
    RUNNING,
    /** It is suspended in its body. */
    SUSPENDED
  }

  /**
   * A variable of a coroutine.
   *
   * @param name its name in the source; {@code this} is the receiver
   * @param value its value as text
   */
  public record Local(String name, String value) {}

  /** Copies the lists. */
  public CoroutineInfo {
    via = List.copyOf(via);
    locals = List.copyOf(locals);
  }
}
