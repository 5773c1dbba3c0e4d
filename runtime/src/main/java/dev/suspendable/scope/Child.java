package dev.suspendable.scope;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Droppable;
import dev.suspendable.coroutine.Environment;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.SuspendAlways;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A subtask: a coroutine written by hand that awaits what was forked, {@code return
 * await(awaitable)}, and tells the scope when it has ended.
 */
final class Child<T extends @Nullable Object> extends Promise implements Subtask<T> {
  private static final Object STOPPED = new Object();

  /** In place of a null value. */
  private static final Object NULL = new Object();

  private record Failure(Throwable error) {}

  private final TaskScope<?, ?> scope;
  private @Nullable Awaitable<? extends T> awaitable;

  /** The value or {@link #NULL}, a {@link Failure}, {@link #STOPPED}; null while it runs. */
  private volatile @Nullable Object outcome;

  /** The next one that waits for its start. */
  @Nullable Child<?> next;

  Child(TaskScope<?, ?> scope, Awaitable<? extends T> awaitable) {
    this.scope = scope;
    this.awaitable = awaitable;
  }

  /** Runs the subtask in an environment, up to its first suspension. */
  void start(Environment environment) {
    ScopeWork.NESTING.run(() -> Chain.start(environment, this).run());
  }

  /** Ends the subtask, which has not started. */
  void drop() {
    outcome = STOPPED;
    Droppable.drop(Objects.requireNonNull(awaitable));
    handle().destroy();
  }

  @Override
  protected Awaitable<?> initialSuspend() {
    return SuspendAlways.INSTANCE;
  }

  @Override
  @SuppressWarnings("NullAway") // present until the end
  protected @Nullable Awaiter<?> $step() throws Throwable {
    int state = $entry();
    if (state < 0) {
      return $unwound();
    }
    Awaiter<?> awaiter;
    if (state == 0) {
      awaiter = awaitable.awaiter();
      if (!awaiter.awaitReady()) {
        return $suspend(1, awaiter);
      }
    } else {
      awaiter = $awaited();
    }
    Object value = awaiter.awaitResume();
    outcome = value == null ? NULL : value;
    return null;
  }

  /** Keeps a coroutine, for {@link #toString}: once it has ended, it holds nothing else. */
  @Override
  protected void $clear() {
    if (!(awaitable instanceof Promise)) {
      awaitable = null;
    }
  }

  @Override
  protected StackTraceElement $location() {
    return new StackTraceElement(TaskScope.class.getName(), "fork", "TaskScope.java", -1);
  }

  @Override
  protected void unhandledException(Throwable t) {
    outcome = new Failure(t);
  }

  @Override
  protected void unhandledStopped(@Nullable Throwable cleanupFailure) {
    outcome = cleanupFailure == null ? STOPPED : new Failure(cleanupFailure);
  }

  @Override
  protected Continuation transferAtEnd() {
    boolean stops = scope.completed(this);
    Chain.leave();
    return scope.ended(stops);
  }

  @Override
  protected Object chainAbove() {
    return scope.outer();
  }

  /** The scope, unless its owner waits for the subtasks at the moment. */
  @Override
  protected Object chainParent() {
    Object outer = scope.outer();
    return outer instanceof SuspendPoint ? outer : scope;
  }

  boolean isStopped() {
    return outcome == STOPPED;
  }

  @Override
  public State state() {
    Object now = outcome;
    return now == null || now == STOPPED
        ? State.UNAVAILABLE
        : now instanceof Failure ? State.FAILED : State.SUCCESS;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // a T, null only where T allows it
  public T get() {
    Object now = outcome;
    if (state() != State.SUCCESS) {
      throw new IllegalStateException(
          now instanceof Failure failure
              ? "The subtask has failed: " + failure.error
              : "The subtask has no value: "
                  + (now == null ? "join the scope first" : "it was stopped"));
    }
    return now == NULL ? null : (T) now;
  }

  @Override
  public Throwable exception() {
    if (outcome instanceof Failure failure) {
      return failure.error;
    }
    throw new IllegalStateException("The subtask has not failed");
  }

  /** Names what was forked, which tells subtasks of one scope apart. */
  @Override
  public String toString() {
    return awaitable instanceof Promise coroutine
        ? "TaskScope.fork of " + coroutine
        : super.toString();
  }
}
