package dev.suspendable.sync;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import org.jspecify.annotations.Nullable;

/**
 * An event that coroutines await: {@code await(event)} returns when the event is set.
 *
 * <ul>
 *   <li>{@link #manualReset}: stays set until it is {@linkplain #reset reset}. {@link #set} lets
 *       all coroutines continue that wait, and those that come later do not wait.
 *   <li>{@link #autoReset}: {@link #set} lets one coroutine continue, the one that has waited
 *       longest. If none waits, the event stays set for the next one to come. Setting it again
 *       before that has no effect.
 * </ul>
 *
 * <p>A coroutine that is stopped while it waits has not consumed the event: if {@code set} and the
 * stop come at the same moment, an auto-reset event goes to the next coroutine, or stays set. See
 * {@linkplain dev.suspendable.sync the package} for where coroutines continue.
 *
 * <p>The ideas are those of cppcoro's {@code async_manual_reset_event} and {@code
 * async_auto_reset_event}.
 */
public final class AsyncEvent extends Gate<@Nullable Void> implements Awaitable<@Nullable Void> {
  private final boolean isAuto;

  /** Written under the lock. */
  private volatile boolean isSet;

  private AsyncEvent(boolean isAuto, boolean isSet) {
    this.isAuto = isAuto;
    this.isSet = isSet;
  }

  /**
   * Makes an event that stays set until it is reset.
   *
   * @return the event, not set
   */
  public static AsyncEvent manualReset() {
    return new AsyncEvent(false, false);
  }

  /**
   * Makes an event that one coroutine consumes.
   *
   * @return the event, not set
   */
  public static AsyncEvent autoReset() {
    return new AsyncEvent(true, false);
  }

  /** Sets the event. Callable on any thread; does nothing if it is set already. */
  public void set() {
    enter();
    try {
      if (isAuto) {
        setForOne();
      } else if (!isSet) {
        isSet = true;
        grantAll();
      }
    } finally {
      exitAndResume();
    }
  }

  private void setForOne() {
    Pass<@Nullable Void> first = waiting.poll();
    while (first != null && !grant(first)) {
      first = waiting.poll();
    }
    if (first == null) {
      isSet = true;
    }
  }

  /**
   * Resets the event: coroutines wait from now on. Callable on any thread.
   *
   * @return whether it was set
   */
  public boolean reset() {
    enter();
    try {
      boolean wasSet = isSet;
      isSet = false;
      return wasSet;
    } finally {
      exit();
    }
  }

  /**
   * Whether the event is set at this moment.
   *
   * @return true if an await would not wait
   */
  public boolean isSet() {
    return isSet;
  }

  @Override
  public Awaiter<@Nullable Void> awaiter() {
    return entrance().awaiter();
  }

  @Override
  boolean tryPass(int number) {
    if (!isSet) {
      return false;
    }
    return !isAuto || reset();
  }

  @Override
  boolean admits(Pass<@Nullable Void> pass) {
    boolean passes = isSet;
    if (isAuto) {
      isSet = false;
    }
    return passes;
  }

  @Override
  void givenBack(Pass<@Nullable Void> pass) {
    if (isAuto) {
      setForOne();
    }
  }

  @Override
  @SuppressWarnings("NullAway") // Void has no other value
  @Nullable Void result(int number) {
    return null;
  }

  @Override
  public String toString() {
    return "AsyncEvent[" + (isSet ? "set" : "not set") + queue() + "]";
  }
}
