package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Awaits several awaitables at the same time, and resumes when the last one has completed.
 *
 * <p>The counter is what orders the outcomes: each child stores its outcome before it counts down,
 * and the one that counts to zero resumes the coroutine.
 */
final class Join implements FrameAwaiter<List<@Nullable Object>> {
  private final List<Child> children = new ArrayList<>();
  private final AtomicInteger running;
  private @Nullable Frame waiting;

  Join(List<? extends Awaitable<?>> awaitables) {
    for (Awaitable<?> awaitable : awaitables) {
      children.add(new Child(awaitable));
    }
    running = new AtomicInteger(children.size());
  }

  @Override
  public boolean awaitReady() {
    return children.isEmpty();
  }

  /** Starts the children one after the other in the place of the coroutine that waits. */
  @Override
  public Continuation awaitSuspend(Frame frame) {
    waiting = frame;
    Continuation start = Continuation.NOOP;
    for (int i = children.size() - 1; i >= 0; i--) {
      start = children.get(i).andThen(start);
    }
    return start;
  }

  /**
   * The values in order.
   *
   * @throws Throwable the first failure in that order, with the others suppressed
   */
  @Override
  public List<@Nullable Object> awaitResume() throws Throwable {
    Throwable failure = failure();
    if (failure != null) {
      throw failure;
    }
    List<@Nullable Object> values = new ArrayList<>(children.size());
    for (Child child : children) {
      values.add(child.outcome());
    }
    return values;
  }

  private @Nullable Throwable failure() {
    Throwable first = null;
    for (Child child : children) {
      if (child.outcome() instanceof Outcome.Failure failed) {
        if (first == null) {
          first = failed.error();
        } else if (first != failed.error()) {
          first.addSuppressed(failed.error());
        }
      }
    }
    return first;
  }

  private boolean isDone() {
    boolean done = false;
    for (Child child : children) {
      if (child.outcome() instanceof Outcome.Failure) {
        return false;
      }
      done |= child.outcome() == Outcome.DONE;
    }
    return done;
  }

  @SuppressWarnings("NullAway") // children run only once the frame is known
  private Continuation arrive() {
    if (running.decrementAndGet() > 0) {
      return Continuation.NOOP;
    }
    return isDone() ? waiting.setDone() : waiting.resume();
  }

  /** One of the awaitables. */
  private final class Child extends Observer<@Nullable Object> {
    @SuppressWarnings("unchecked") // an Awaitable only produces its values
    Child(Awaitable<?> awaitable) {
      super((Awaitable<@Nullable Object>) awaitable, "whenAll");
    }

    @Override
    Continuation completed() {
      return arrive();
    }
  }
}
