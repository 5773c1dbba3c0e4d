package dev.suspendable.coroutine;

import dev.suspendable.internal.Throwing;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Continues a chain of coroutines in its environment: on its executor, unless this thread works for
 * that already. Whoever makes it owns the coroutine that continues.
 */
final class Entry extends Continuation {
  private final Environment environment;
  private final Continuation next;
  private final boolean starts;

  /**
   * @param starts whether {@code next} has not run yet; after a request to stop, it does not
   */
  Entry(Environment environment, Continuation next, boolean starts) {
    this.environment = environment;
    this.next = next;
    this.starts = starts;
  }

  /** Returns the entry without the hop to the executor. */
  static Continuation here(Environment environment, Continuation next) {
    return new Entry(environment, next, false).new Arrived();
  }

  @Override
  public void run() {
    Ambient.run(this);
  }

  @Override
  Continuation proceed() {
    Executor executor = environment.executor();
    return executor == null
            || stopsBeforeStart()
            || (environment.stepping == null && Ambient.here().isOn(executor))
        ? enter()
        : new Hop(executor).schedule();
  }

  /** Like {@link #proceed}, but lets the executor run the work even if this thread works for it. */
  Continuation post() {
    Executor executor = environment.executor();
    return executor == null ? this : new Hop(executor).schedule();
  }

  /** Also called where the executor has been reached: the stop may have come meanwhile. */
  private Continuation enter() {
    if (stopsBeforeStart() && next instanceof Frame frame) {
      Ambient.here().enter(environment.shielded());
      return frame.setStopped();
    }
    Ambient.here().enter(environment);
    return next;
  }

  private boolean stopsBeforeStart() {
    return starts && environment.isStopRequested() && next instanceof Frame;
  }

  /**
   * Returns the same for a thread of an executor, on which the coroutine has to continue until it
   * suspends or ends.
   */
  Continuation on(Executor executor) {
    return executor == environment.executor() ? new Arrived() : new Detour();
  }

  /**
   * The executor has not taken the work: the coroutine is told so at its await, elsewhere. It does
   * not get the result, so the awaiter can give that to another one.
   */
  private void rejected(Throwable rejection) {
    Continuation told = next;
    if (next instanceof Frame frame && !frame.hasSignal()) {
      if (frame.awaitedNow() instanceof Awaiter<?> awaiter) {
        giveBack(awaiter);
      }
      told = frame.setError(rejection);
    }
    Continuation first = told;
    Continuation elsewhere =
        new CustomContinuation() {
          @Override
          protected Continuation perform() {
            Ambient.here().enter(environment);
            return first;
          }
        };
    ForkJoinPool.commonPool().execute(elsewhere);
  }

  private static void giveBack(Awaiter<?> awaiter) {
    try {
      awaiter.awaitRejected();
    } catch (Throwable t) {
      Throwing.report(t);
    }
  }

  /** Runs one step on this thread, and what follows in the chain on the executor. */
  private final class Detour extends Continuation {
    @Override
    Continuation proceed() throws Throwable {
      Continuation after = enter().proceed();
      Environment left = Ambient.here().environment;
      if (after == NOOP || left == null) {
        return after;
      }
      Ambient.here().enter(null);
      return new Entry(left, after, false);
    }
  }

  /**
   * The work that the executor gets.
   *
   * <p>{@code starter} is the thread inside {@code execute}, null afterwards. Work that an executor
   * runs inside {@code execute} finds its own thread there, sets the field to null as a mark, and
   * leaves it to {@link #schedule} to continue, so that nothing nests on the stack. An executor
   * that throws may nevertheless have run the work, or run it later: the step of {@code begun}
   * decides.
   */
  private final class Hop implements CoroutineWork {
    private static final VarHandle BEGUN;

    static {
      try {
        BEGUN = MethodHandles.lookup().findVarHandle(Hop.class, "begun", boolean.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private final Executor executor;
    private @Nullable Thread starter;

    @SuppressWarnings("UnusedVariable") // through BEGUN
    private boolean begun;

    Hop(Executor executor) {
      this.executor = executor;
    }

    Continuation schedule() {
      starter = Thread.currentThread();
      try {
        executor.execute(this);
      } catch (Throwable t) {
        if (starter != null && begin()) {
          starter = null;
          Entry.this.rejected(t);
          return NOOP;
        }
        Throwing.report(t); // the work runs
      }
      if (starter == null) {
        return begin() ? new Arrived() : NOOP;
      }
      starter = null;
      return NOOP;
    }

    private boolean begin() {
      return BEGUN.compareAndSet(this, false, true);
    }

    @Override
    public @Nullable Promise coroutine() {
      Continuation at = next;
      while (at instanceof Entry inner) {
        at = inner.next;
      }
      return at instanceof Promise promise
          ? promise
          : at instanceof Signal signal ? signal.coroutine() : null;
    }

    @Override
    public void run() {
      if (starter == Thread.currentThread()) {
        starter = null;
        return;
      }
      if (!begin()) {
        throw new IllegalStateException("The work was run before: " + next);
      }
      Ambient.runOn(executor, new Arrived());
    }

    @Override
    public void rejected(Throwable cause) {
      if (begin()) {
        Entry.this.rejected(cause);
      }
    }

    @Override
    public String toString() {
      return "the resumption of " + next;
    }
  }

  /** The same, where the executor has been reached. */
  private final class Arrived extends Continuation {
    @Override
    Continuation proceed() {
      return enter();
    }
  }

  @Override
  public String toString() {
    return next.toString();
  }
}
