package dev.suspendable.scope;

import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Environment;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Counts the subtasks of a scope, lets them start within its limit, and resumes the owner after the
 * last one.
 */
final class Subtasks {

  /*
   * `unfinished` counts the subtasks that have not ended, also those that wait for their start. A
   * subtask that makes the scope stop the others is counted until it has done so. So the last one
   * to end is never inside the stop of another one, and the owner does not continue there: owners
   * that fork in a loop would nest.
   *
   * The monitor of this object guards the fields. Subtasks and resumptions run without it.
   */

  private final int limit;
  private final StopSource stop;
  private final Environment environment;
  private final Queue<Forking<?>> forking = new ArrayDeque<>(1);
  private int unfinished;
  private int running;
  private @Nullable Child<?> firstWaiting;
  private @Nullable Child<?> lastWaiting;
  private @Nullable SuspendPoint owner;

  /**
   * @param limit the most subtasks that run at the same time
   * @param stop stops them
   * @param environment the one that they run in
   */
  Subtasks(int limit, StopSource stop, Environment environment) {
    this.limit = limit;
    this.stop = stop;
    this.environment = environment;
  }

  /** Counts something that the owner has to wait for, until {@link #finish}. */
  synchronized void add() {
    unfinished++;
  }

  /** The same, if the owner has to wait for something else as well: else it may have continued. */
  synchronized boolean addToOthers() {
    if (unfinished > 0) {
      unfinished++;
      return true;
    }
    return false;
  }

  synchronized boolean haveEnded() {
    return unfinished == 0;
  }

  /** Starts a subtask that has been counted, now or when another one has ended. */
  void start(Child<?> child) {
    synchronized (this) {
      if (running >= limit) {
        if (lastWaiting == null) {
          firstWaiting = child;
        } else {
          lastWaiting.next = child;
        }
        lastWaiting = child;
        return;
      }
      running++;
    }
    child.start(environment);
  }

  /** Called when a subtask has ended, and has stopped the others if it had to. */
  Continuation ended() {
    Child<?> started;
    int ended = 1;
    synchronized (this) {
      running--;
      if (stop.isStopRequested()) {
        ended += takeWaiting();
      }
      started = firstWaiting;
      if (started != null) {
        firstWaiting = started.next;
        started.next = null;
        if (firstWaiting == null) {
          lastWaiting = null;
        }
        running++;
      }
    }
    Continuation next = finish(ended);
    if (started != null) {
      next = Chain.start(environment, started).andThen(next);
    }
    return next.andThen(resumeForking());
  }

  /** Ends so many; returns the owner after the last one, if it waits. */
  Continuation finish(int count) {
    SuspendPoint waiting;
    synchronized (this) {
      unfinished -= count;
      if (unfinished > 0) {
        return Continuation.NOOP;
      }
      waiting = owner;
      owner = null;
    }
    return waiting == null ? Continuation.NOOP : waiting.resumeIfUnused();
  }

  /** Drops what has not started. */
  void dropWaiting() {
    int dropped;
    synchronized (this) {
      dropped = takeWaiting();
    }
    finish(dropped).run();
  }

  /** Takes all that wait for their start, and returns how many they are. The monitor is held. */
  private int takeWaiting() {
    int taken = 0;
    for (Child<?> each = firstWaiting; each != null; each = each.next) {
      each.drop();
      taken++;
    }
    firstWaiting = null;
    lastWaiting = null;
    return taken;
  }

  // ---- The owner.

  /** Waits for the last subtask, for the owner. */
  Continuation await(SuspendPoint point) {
    synchronized (this) {
      if (unfinished > 0) {
        owner = point;
        return Continuation.NOOP;
      }
    }
    return point.resume();
  }

  /** Called when the owner no longer waits. */
  synchronized void leave() {
    owner = null;
  }

  /** Returns the owner, if it waits, or else the environment of the subtasks. */
  synchronized Object outer() {
    return owner != null ? owner : environment;
  }

  // ---- Those that wait to fork.

  /** Whether another subtask would start, or be dropped, at once. */
  synchronized boolean hasRoom() {
    return running < limit || stop.isStopRequested();
  }

  /** Waits for room; false if there is room now. */
  synchronized boolean waitForRoom(Forking<?> waiting) {
    return !hasRoom() && forking.add(waiting);
  }

  synchronized void leave(Forking<?> waiting) {
    forking.remove(waiting);
  }

  /** Resumes one that waits to fork. One that is stopped at this moment does not take the turn. */
  private Continuation resumeForking() {
    Continuation resumed = Continuation.NOOP;
    while (resumed == Continuation.NOOP) {
      Forking<?> next = nextForking();
      if (next == null) {
        break;
      }
      resumed = next.resume();
    }
    return resumed;
  }

  private synchronized @Nullable Forking<?> nextForking() {
    return hasRoom() ? forking.poll() : null;
  }
}
