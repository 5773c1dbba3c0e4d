package dev.suspendable.interop;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.internal.Throwing;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopCallback;
import dev.suspendable.scope.StopToken;
import dev.suspendable.time.Timers;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The await of an operation that ends by a callback, and that uses something until then: a buffer,
 * a process. So a request to stop only asks the operation to end. The coroutine continues, with the
 * stopped signal, when it has ended.
 *
 * @param <T> type of the result
 */
abstract class Operation<T extends @Nullable Object> implements Awaiter<T> {

  /*
   * The callback is registered before the operation begins, and what the operation has written to
   * these fields is handed to the coroutine by the suspend point.
   */

  private @Nullable SuspendPoint point;
  private StopToken token = StopToken.never();
  private Timers timers = Timers.common();
  private @Nullable StopCallback callback;
  private boolean isCompleted;
  private @Nullable T value;
  private @Nullable Throwable failure;

  /** Begins the operation, which calls {@link #succeed} or {@link #fail} at its end, once. */
  abstract void begin();

  /** Asks the operation to end. Called at most once, on the thread that requests the stop. */
  abstract void end() throws Exception;

  /** Disposes of a result that the coroutine does not get, because it is stopped. */
  void drop(T result) throws Exception {}

  /** Returns the timers of the coroutine's context. */
  final Timers timers() {
    return timers;
  }

  final void succeed(T result) {
    value = result;
    isCompleted = true;
    resume();
  }

  final void fail(Throwable thrown) {
    failure = thrown;
    isCompleted = true;
    resume();
  }

  private void resume() {
    StopCallback registered = callback;
    if (registered != null) {
      registered.close();
    }
    SuspendPoint suspended = Objects.requireNonNull(point);
    if (token.isStopRequested()) {
      if (failure == null) {
        quietly(() -> drop(value()));
      }
      Chain.stopped(suspended).run();
    } else {
      suspended.resumeIfUnused().run();
    }
  }

  @Override
  public final boolean awaitReady() {
    return false;
  }

  @Override
  public final Continuation awaitSuspend(SuspendPoint suspended) {
    Context context = Context.of(Chain.environmentOf(suspended));
    token = context.stopToken();
    timers = context.timers();
    if (token.isStopRequested()) {
      return Chain.stopped(suspended);
    }
    point = suspended;
    if (token.isStopPossible()) {
      callback = token.onStop(() -> quietly(this::end));
    }
    try {
      begin();
    } catch (Throwable t) {
      if (callback != null) {
        callback.close();
      }
      throw t;
    }
    return Continuation.NOOP;
  }

  private interface Ending {
    void run() throws Exception;
  }

  private static void quietly(Ending ending) {
    try {
      ending.run();
    } catch (Exception e) {
      Throwing.report(e);
    }
  }

  @Override
  public final T awaitResume() throws Throwable {
    if (!isCompleted) {
      throw new IllegalStateException(
          "The coroutine was resumed by its handle before what it awaits has completed: " + this);
    }
    if (failure != null) {
      throw failure;
    }
    return value();
  }

  @SuppressWarnings("NullAway") // a T, null only where T allows it
  private T value() {
    return value;
  }
}
