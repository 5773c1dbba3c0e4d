package dev.suspendable.scope;

import dev.suspendable.coroutine.Environment;
import dev.suspendable.internal.Throwing;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The registration of an action with a {@link StopToken}. Registering makes this one object, and
 * closing makes none.
 *
 * <p>Safe for use by several threads. The rules are those of {@code std::stop_callback} (P0660R10).
 */
public final class StopCallback implements AutoCloseable, Environment.Registration {

  // The source guards these: the callbacks that are registered with it form a list.
  @Nullable StopCallback previous;
  @Nullable StopCallback next;
  boolean isRegistered;

  private final @Nullable StopSource source;
  private final Runnable action;

  StopCallback(@Nullable StopSource source, Runnable action) {
    this.source = source;
    this.action = Objects.requireNonNull(action, "action");
  }

  /** Runs the action. Throws nothing. */
  void call() {
    try {
      action.run();
    } catch (Throwable t) {
      Throwing.report(t);
    }
  }

  /** Returns the source that a stop of this one's source is passed to, if that is its action. */
  @Nullable StopSource linked() {
    return action instanceof StopSource.Link link ? link.child() : null;
  }

  /**
   * Ends the registration. When this method has returned, the action does not run any more: if it
   * is running on another thread, this method waits for its end. The action itself may call it.
   */
  @Override
  public void close() {
    if (source != null) {
      source.deregister(this);
    }
  }

  /** Ends the registration without waiting for an action that is running. */
  @Override
  public void remove() {
    if (source != null) {
      source.remove(this);
    }
  }
}
