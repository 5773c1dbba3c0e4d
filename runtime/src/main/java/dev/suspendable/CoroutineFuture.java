package dev.suspendable;

import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Environment;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A future that a coroutine completes, see {@link FuturePromise} and {@link
 * Task#toCompletableFuture}.
 *
 * <p>Coroutines that await it do not run inside {@code complete}: they would nest on the stack, one
 * inside another, in a chain of futures that await each other. They are collected, and run when
 * {@code complete} has returned. The coroutine that completes the future cannot observe the
 * difference, because its body has ended. All other dependents of the future run inside {@code
 * complete}, as usual.
 */
final class CoroutineFuture<T extends @Nullable Object> extends CompletableFuture<T> {

  /*
   * `completer` is the thread inside complete(), null otherwise. Only that thread writes it, and
   * every reader compares it with its own thread. So it needs no ordering, see OneShotPoint.
   */

  private final Object coroutine;
  private @Nullable Thread completer;
  private Continuation collected = Continuation.NOOP;
  private @Nullable StopSource stop;

  /**
   * @param coroutine the coroutine that completes it, for messages
   */
  CoroutineFuture(Object coroutine) {
    this.coroutine = coroutine;
  }

  /**
   * Returns the environment in which the coroutine starts: that of the code that starts it, but
   * without its deadline, and with a token that is requested when this future is cancelled. Null if
   * that is empty otherwise.
   */
  @Nullable Environment inherited() {
    Chain.announceRoot();
    Environment current = Chain.environment();
    return current == null
        ? null
        : Context.of(current).withoutDeadline().withStopToken(stopSource().token()).environment();
  }

  /** Returns an environment with the token alone, for a coroutine that has started without one. */
  Environment environment() {
    return Context.empty().withStopToken(stopSource().token());
  }

  /** Returns the same if anything has asked for the token before, null otherwise. */
  synchronized @Nullable Environment knownEnvironment() {
    StopSource source = stop;
    return source == null ? null : Context.empty().withStopToken(source.token());
  }

  private synchronized StopSource stopSource() {
    StopSource source = stop;
    if (source == null) {
      source = new StopSource();
      stop = source;
    }
    return source;
  }

  /** {@inheritDoc} Also requests the coroutine to stop. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean isCancelled = super.cancel(mayInterruptIfRunning);
    if (isCancelled && completer != Thread.currentThread()) {
      stopSource().requestStop();
    }
    return isCancelled;
  }

  /**
   * Completes this future.
   *
   * @param outcome see {@link Outcome}
   * @return what has to be run next
   */
  Continuation end(@Nullable Object outcome) {
    completer = Thread.currentThread();
    try {
      Outcome.complete(this, outcome);
    } finally {
      completer = null;
    }
    Continuation next = collected;
    collected = Continuation.NOOP;
    return next;
  }

  /** Takes a coroutine that awaits this future, if it is being completed by this thread. */
  boolean collect(SuspendPoint awaiting) {
    if (completer != Thread.currentThread()) {
      return false;
    }
    collected = collected.andThen(awaiting.resumeIfUnused());
    return true;
  }

  /** Describes which coroutine completes it, and whether it has. */
  @Override
  public String toString() {
    String state =
        !isDone()
            ? "not completed"
            : isCancelled() ? "cancelled" : isCompletedExceptionally() ? "failed" : "completed";
    return "CompletableFuture[" + state + "] of " + coroutine;
  }
}
