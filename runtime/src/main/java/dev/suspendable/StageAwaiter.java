package dev.suspendable;

import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Awaits a {@link CompletionStage}; is also its callback. The suspend point orders the writes of
 * {@link #accept} before the reads of {@link #awaitResume}.
 */
class StageAwaiter<T extends @Nullable Object>
    implements StoppableAwaiter<T>, BiConsumer<T, @Nullable Throwable> {
  private @Nullable CompletionStage<? extends T> stage;
  private @Nullable SuspendPoint waiting;
  private boolean completed;
  private @Nullable T value;
  private @Nullable Throwable failure;

  StageAwaiter(CompletionStage<? extends T> stage) {
    this.stage = Objects.requireNonNull(stage, "stage");
  }

  @Override
  public final boolean awaitReady() {
    if (!(stage instanceof CompletableFuture<? extends T> future && isDone(future))) {
      return false;
    }
    if (future.isCompletedExceptionally()) {
      // Not join(), which wraps the exception: the callback gets the exception as stored, and runs
      // here.
      future.whenComplete(this);
    } else {
      value = future.join();
      completed = true;
    }
    return true;
  }

  /** A minimal stage is a CompletableFuture that does not support isDone. */
  private static boolean isDone(CompletableFuture<?> future) {
    try {
      return future.isDone();
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }

  @Override
  public final Continuation awaitSuspend(SuspendPoint point) {
    waiting = point;
    observe(Objects.requireNonNull(stage, "awaited twice"));
    return Continuation.NOOP;
  }

  /** Registers this callback. */
  void observe(CompletionStage<? extends T> awaited) {
    awaited.whenComplete(this);
  }

  /** Cancels a future, as Kotlin does. */
  @Override
  public void awaitStopped() {
    if (stage instanceof Future<?> future) {
      future.cancel(true); // the JDK's HTTP client ends an exchange for true only
    }
  }

  @Override
  public final void accept(T result, @Nullable Throwable thrown) {
    value = result;
    failure = thrown;
    completed = true;
    SuspendPoint point = waiting;
    if (point != null && thrown != null && isStopped(point, thrown)) {
      return;
    }
    if (point != null && !(stage instanceof CoroutineFuture<?> future && future.collect(point))) {
      Resumptions.resume(point);
    }
  }

  /**
   * Whether the stage was cancelled because a coroutine that waits for it was stopped, and this one
   * is about to be stopped too: its catch clauses do not see the exception.
   */
  private static boolean isStopped(SuspendPoint point, Throwable thrown) {
    return cause(thrown) instanceof CancellationException
        && Chain.isStopRequested(Chain.carriedBy(point));
  }

  @Override
  @SuppressWarnings("NullAway") // a T, null only where T allows it
  public final T awaitResume() throws Throwable {
    if (!completed) {
      throw new IllegalStateException(
          "The coroutine was resumed by its handle before what it awaits has completed: " + stage);
    }
    if (failure != null) {
      throw cause(failure);
    }
    T result = value;
    value = null; // the frame holds its last awaiter, but the user may no longer need the value
    stage = null;
    return result;
  }

  /**
   * For dumps. Of a stage that is not the JDK's or ours, only the class is known to be harmless.
   */
  @Override
  public String toString() {
    CompletionStage<? extends T> awaited = stage;
    return awaited == null
        ? "a stage that has completed"
        : awaited instanceof CompletableFuture<?>
            ? awaited.toString()
            : awaited.getClass().getName();
  }

  /** Returns the exception inside the wrappers that futures put around it. */
  static Throwable cause(Throwable thrown) {
    Throwable t = thrown;
    while (t instanceof CompletionException || t instanceof ExecutionException) {
      Throwable cause = t.getCause();
      if (cause == null) {
        break;
      }
      t = cause;
    }
    return t;
  }
}
