package dev.suspendable.scope;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether a stop has been requested, and calls back when it is. The receiving side of a
 * {@link StopSource}.
 *
 * <p>A coroutine gets a token with its {@link Context}, and all operations of this library observe
 * it. Code reads it by {@code await(Context.currentStopToken())} to pass it to operations of its
 * own, or checks it by {@code await(Context.checkStopped())}.
 *
 * <p>Safe for use by several threads. The idea is that of {@code std::stop_token} (P0660R10).
 */
public final class StopToken {
  private static final StopToken NEVER = new StopToken(null);

  private final @Nullable StopSource source;

  StopToken(@Nullable StopSource source) {
    this.source = source;
  }

  /**
   * Returns the token without a source: no stop is ever requested. {@code std::never_stop_token} of
   * P2300.
   *
   * @return the token
   */
  public static StopToken never() {
    return NEVER;
  }

  /**
   * Whether a stop has been requested.
   *
   * @return true from the request on
   */
  public boolean isStopRequested() {
    return source != null && source.isStopRequested();
  }

  /**
   * Whether a stop may ever be requested.
   *
   * @return false for {@link #never}
   */
  public boolean isStopPossible() {
    return source != null;
  }

  /**
   * Registers an action that runs once when a stop is requested, on the thread that requests it. If
   * that has happened already, the action runs now, on this thread.
   *
   * <p>The action should be quick. An exception of it goes to the thread's uncaught exception
   * handler.
   *
   * @param action the action
   * @return the registration, to be closed when the action is no longer needed; it keeps the action
   *     reachable until then
   */
  public StopCallback onStop(Runnable action) {
    StopCallback callback = new StopCallback(source, action);
    if (source != null) {
      source.register(callback);
    }
    return callback;
  }

  /** Returns the source; null for {@link #never}. */
  @Nullable StopSource source() {
    return source;
  }

  @Override
  public String toString() {
    return source == null ? "StopToken[never]" : "StopToken[" + source.status() + "]";
  }
}
