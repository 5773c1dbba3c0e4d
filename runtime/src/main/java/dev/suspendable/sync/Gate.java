package dev.suspendable.sync;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import org.jspecify.annotations.Nullable;

/**
 * Lets coroutines pass, now or later: what mutexes, semaphores, events, latches and barriers have
 * in common. They decide who passes.
 *
 * @param <T> type of the result of the await
 */
abstract class Gate<T extends @Nullable Object> extends Guarded {

  /** The coroutines that wait; guarded by the lock. */
  final WaitQueue<Pass<T>> waiting = new WaitQueue<>();

  /** The list of the passes that are granted under the lock, and resumed after it. */
  private @Nullable Pass<T> firstGranted;

  private @Nullable Pass<T> lastGranted;

  private final Entrance<T> entrance = new Entrance<>(this);

  /** Returns the awaitable of an await with the number 1. */
  final Awaitable<T> entrance() {
    return entrance;
  }

  /** Whether a coroutine can pass without the lock, and without waiting; it has passed then. */
  abstract boolean tryPass(int number);

  /** Whether a coroutine can pass, which otherwise enters the queue. The lock is held. */
  abstract boolean admits(Pass<T> pass);

  /** Returns the result of the await of a coroutine that has passed. */
  abstract T result(int number);

  /** Called when a coroutine has left the queue without passing. The lock is held. */
  void left() {}

  /** Called when a coroutine does not use the pass that it was granted. The lock is held. */
  void givenBack(Pass<T> pass) {}

  /**
   * Lets a coroutine pass that was taken out of the queue. The lock is held; the caller calls
   * {@link #exitAndResume}.
   *
   * @return false if the coroutine has been stopped, or was resumed by its handle
   */
  final boolean grant(Pass<T> pass) {
    Continuation resumption = pass.claim();
    if (resumption == Continuation.NOOP) {
      return false;
    }
    pass.resumption = resumption;
    if (lastGranted == null) {
      firstGranted = pass;
    } else {
      lastGranted.next = pass;
    }
    lastGranted = pass;
    return true;
  }

  /** Lets all coroutines pass that wait. The lock is held. */
  final void grantAll() {
    for (Pass<T> pass = waiting.poll(); pass != null; pass = waiting.poll()) {
      grant(pass);
    }
  }

  /** Releases the lock, and resumes the coroutines that were let pass. */
  final void exitAndResume() {
    Pass<T> granted = firstGranted;
    firstGranted = null;
    lastGranted = null;
    exit();
    if (granted == null) {
      return;
    }
    if (granted.next == null) {
      Resumer.resume(granted.pass());
      return;
    }
    for (Entry each = granted; each != null; ) {
      Pass<?> pass = (Pass<?>) each;
      each = each.next;
      Resumer.defer(pass.pass());
    }
    Resumer.runDeferred();
  }

  /** Returns how many wait, for messages: {@code ", 3 waiting"}, or nothing. */
  final String queue() {
    enter();
    try {
      return waiting.isEmpty() ? "" : ", " + waiting.size() + " waiting";
    } finally {
      exit();
    }
  }

  /** An await that waits: an entry of the queue. */
  static class Pass<T extends @Nullable Object> extends Waiter<T> {
    private final Gate<T> gate;

    /** The data that the gate needs of this await, such as a number of permits. */
    int number;

    private boolean isGranted;
    private @Nullable Continuation resumption;

    Pass(Gate<T> gate, int number) {
      this.gate = gate;
      this.number = number;
    }

    @Override
    final Gate<T> owner() {
      return gate;
    }

    @Override
    public final boolean awaitReady() {
      isGranted = tryPass();
      return isGranted;
    }

    /** Whether it can pass without waiting; it has passed then. Called without the lock. */
    boolean tryPass() {
      return gate.tryPass(number);
    }

    @Override
    final boolean joinQueue() {
      boolean isAdmitted = false;
      gate.enter();
      try {
        isAdmitted = gate.admits(this);
        if (isAdmitted) {
          isGranted = true;
        } else {
          gate.waiting.add(this);
        }
      } finally {
        gate.exitAndResume();
      }
      return !isAdmitted; // not isGranted: the coroutine may be running by now
    }

    /** Returns the resumption of the coroutine, which has been let pass. */
    @SuppressWarnings("NullAway") // in the list of those that are granted
    private Continuation pass() {
      Continuation granted = resumption;
      next = null;
      resumption = null;
      isGranted = true;
      return granted;
    }

    @Override
    public final void awaitStopped() {
      gate.enter();
      try {
        if (gate.waiting.remove(this)) {
          gate.left();
        }
      } finally {
        gate.exitAndResume();
      }
    }

    @Override
    public final void awaitRejected() {
      gate.enter();
      try {
        gate.givenBack(this);
      } finally {
        gate.exitAndResume();
      }
    }

    @Override
    public final T awaitResume() {
      if (!isGranted) {
        throw resumedByHandle(this);
      }
      return result();
    }

    T result() {
      return gate.result(number);
    }

    @Override
    public final String toString() {
      return gate.toString();
    }
  }

  /**
   * The awaiter that all awaits with the number 1 share. It makes a {@link Pass} for one that has
   * to wait, so the others make no object.
   */
  private static final class Entrance<T extends @Nullable Object> implements FrameAwaiter<T> {
    private final Gate<T> gate;

    Entrance(Gate<T> gate) {
      this.gate = gate;
    }

    @Override
    public boolean awaitReady() {
      return gate.tryPass(1);
    }

    @Override
    public Continuation awaitSuspendUnchecked(Frame frame) throws Throwable {
      return Chain.suspendOn(frame, new Pass<>(gate, 1));
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint point) {
      return new Pass<>(gate, 1).awaitSuspend(point);
    }

    /** The {@link Pass} does not. */
    @Override
    public boolean extendsChain() {
      return true;
    }

    @Override
    public T awaitResume() {
      return gate.result(1);
    }

    @Override
    public String toString() {
      return gate.toString();
    }
  }
}
