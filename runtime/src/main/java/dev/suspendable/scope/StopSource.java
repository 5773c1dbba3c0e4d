package dev.suspendable.scope;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Requests coroutines and other operations to stop: those that have got its {@link #token}.
 *
 * <pre>{@code
 * StopSource source = new StopSource();
 * CompletableFuture<Report> report = report().withStopToken(source.token()).toCompletableFuture();
 * source.requestStop();
 * }</pre>
 *
 * <p>A coroutine that is requested to stop leaves its scopes where it waits, or waits next: {@code
 * finally} blocks run and resources are closed, no {@code catch} sees anything. Its cleanups are
 * shielded: they may await, although a stop has been requested. See {@link Context}.
 *
 * <p>Safe for use by several threads. The idea is that of {@code std::stop_source} (P0660R10), and
 * of {@code inplace_stop_source} (P2300).
 */
public final class StopSource implements AutoCloseable {

  /*
   * The lock guards the list of callbacks, `running` and `requester`. No callback runs under it.
   *
   * The first source passes a request on to linked sources by a queue, without recursion. The
   * thread that requests the stop is recorded, so that a callback can close itself, and only other
   * threads wait for it.
   */

  private final StopToken token = new StopToken(this);
  private final Object lock = new Object();
  private volatile boolean isRequested;
  private @Nullable StopCallback first;
  private @Nullable StopCallback last;
  private @Nullable StopCallback running;
  private @Nullable Thread requester;
  private StopCallback[] links = {};

  /** Makes an independent source. */
  public StopSource() {}

  /**
   * Makes a source that is also requested to stop when one of the parents is. The reverse does not
   * hold. It stays registered with the parents until it is {@linkplain #close closed}.
   *
   * @param parents the tokens to observe
   * @return the source
   */
  public static StopSource linkedTo(StopToken... parents) {
    StopSource source = new StopSource();
    source.linkTo(parents);
    return source;
  }

  /** Replaces the parents. Not for use by several threads. */
  void linkTo(StopToken... parents) {
    close();
    StopCallback[] links = new StopCallback[parents.length];
    for (int i = 0; i < parents.length; i++) {
      links[i] = parents[i].onStop(new Link(this));
    }
    this.links = links;
  }

  /** The action by which a parent passes a request on. */
  record Link(StopSource child) implements Runnable {
    @Override
    public void run() {
      child.requestStop();
    }
  }

  /**
   * Returns the token to pass to operations.
   *
   * @return the same token at each call
   */
  public StopToken token() {
    return token;
  }

  /**
   * Whether a stop has been requested.
   *
   * @return true from the request on
   */
  public boolean isStopRequested() {
    return isRequested;
  }

  /**
   * Requests a stop. The first request runs all registered callbacks on this thread, one after the
   * other, and with them the coroutines that are stopped, unless they have an executor. Further
   * requests do nothing. If a callback requests a stop of another source, and so on, the callbacks
   * of those deep inside run when the outermost request has called its own.
   *
   * @return true for the first request
   */
  public boolean requestStop() {
    if (!begin()) {
      return false;
    }
    ScopeWork.NESTING.run(this::callAll);
    return true;
  }

  private void callAll() {
    Queue<StopSource> linked = new ArrayDeque<>();
    for (StopSource source = this; source != null; source = linked.poll()) {
      source.callAll(linked);
    }
  }

  private boolean begin() {
    synchronized (lock) {
      if (isRequested) {
        return false;
      }
      isRequested = true;
      requester = Thread.currentThread();
      return true;
    }
  }

  private void callAll(Queue<StopSource> linked) {
    for (StopCallback callback = next(); callback != null; callback = next()) {
      StopSource child = callback.linked();
      if (child == null) {
        callback.call();
      } else if (child.begin()) {
        linked.add(child);
      }
    }
  }

  /** Takes the next callback from the list; ends the previous one. */
  private @Nullable StopCallback next() {
    synchronized (lock) {
      if (running != null) {
        lock.notifyAll();
      }
      StopCallback callback = first;
      running = callback;
      if (callback != null) {
        unlink(callback);
      } else {
        requester = null;
      }
      return callback;
    }
  }

  /** Registers a callback, or calls it if a stop has been requested already. */
  void register(StopCallback callback) {
    synchronized (lock) {
      if (!isRequested) {
        callback.isRegistered = true;
        callback.previous = last;
        if (last == null) {
          first = callback;
        } else {
          last.next = callback;
        }
        last = callback;
        return;
      }
    }
    callback.call();
  }

  /** Removes a callback from the list; false if it is not there any more. */
  boolean remove(StopCallback callback) {
    synchronized (lock) {
      if (callback.isRegistered) {
        unlink(callback);
        return true;
      }
      return false;
    }
  }

  /** Removes a callback, and waits for it if it is running on another thread. */
  void deregister(StopCallback callback) {
    if (remove(callback)) {
      return;
    }
    boolean interrupted = false;
    synchronized (lock) {
      while (running == callback && requester != Thread.currentThread()) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void unlink(StopCallback callback) {
    StopCallback previous = callback.previous;
    StopCallback next = callback.next;
    if (previous == null) {
      first = next;
    } else {
      previous.next = next;
    }
    if (next == null) {
      last = previous;
    } else {
      next.previous = previous;
    }
    callback.previous = null;
    callback.next = null;
    callback.isRegistered = false;
  }

  /** Ends the registration with the parents. A source without parents need not be closed. */
  @Override
  public void close() {
    for (StopCallback link : links) {
      link.remove();
    }
  }

  String status() {
    return isRequested ? "requested" : "not requested";
  }

  @Override
  public String toString() {
    return "StopSource[" + status() + "]";
  }
}
