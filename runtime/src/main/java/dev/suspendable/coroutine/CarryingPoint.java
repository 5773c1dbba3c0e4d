package dev.suspendable.coroutine;

import dev.suspendable.internal.Throwing;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The suspend point of a coroutine whose chain has an {@link Environment}: it holds the environment
 * while the chain is suspended, and competes for the coroutine when a stop is requested.
 */
final class CarryingPoint extends OneShotPoint {

  /*
   * Overview.
   *
   * Trusted awaiters get the frame as usual, if they want it (lend). The point stays in the frame,
   * and a resumption of the bare frame finds it there. `bare` says so to handles, which must not
   * take the frame from such an awaiter without an exchange.
   *
   * `registration` is null, then the registration for the request to stop, then the point itself
   * when the point has been used. Suspending and resuming side both replace it atomically, so
   * whichever comes second removes the registration. The callback only competes for the point, so
   * no thread has to wait for it.
   *
   * The registration is made when awaitSuspend has returned: the callback never runs inside it, or
   * beside it.
   */

  private static final VarHandle REGISTRATION;

  static {
    try {
      REGISTRATION =
          MethodHandles.lookup().findVarHandle(CarryingPoint.class, "registration", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final Environment environment;

  @SuppressWarnings("UnusedVariable") // through REGISTRATION
  private @Nullable Object registration;

  private boolean bare;

  private CarryingPoint(Frame frame, Awaiter<?> awaiter, Environment environment) {
    super(frame, awaiter);
    this.environment = environment;
  }

  /** Hands a suspended frame to its awaiter, in a program that uses environments. */
  static Continuation publishIn(Frame frame, Awaiter<?> awaiter) throws Throwable {
    Ambient here = Ambient.here();
    Environment environment = here.environment;
    if (environment == null || awaiter.extendsChain() || !frame.isInBody()) {
      return awaiter.awaitSuspendUnchecked(frame);
    }
    here.enter(null);
    return publish(frame, awaiter, Ambient.resolved(environment, frame));
  }

  /**
   * Hands a suspended frame, whose chain has no environment yet, to an awaiter that may need it.
   */
  static Continuation publishStoppable(Frame frame, StoppableAwaiter<?> awaiter) throws Throwable {
    Environment environment = Ambient.above(frame);
    return environment != null && frame.isInBody()
        ? publish(frame, awaiter, environment)
        : OneShotPoint.publish(frame, awaiter);
  }

  private static Continuation publish(Frame frame, Awaiter<?> awaiter, Environment environment)
      throws Throwable {
    if (environment.isStopRequested()) {
      if (awaiter instanceof StoppableAwaiter<?> stoppable) {
        giveUp(stoppable);
      }
      return continuing(frame, awaiter, environment, Signal.stopped(frame));
    }
    SteppingExecutor stepping = environment.stepping;
    if (stepping != null) {
      try {
        stepping.suspending((Promise) frame, awaiter);
      } catch (Throwable t) {
        return continuing(frame, awaiter, environment, Signal.error(frame, t));
      }
    }
    return new CarryingPoint(frame, awaiter, environment).publishTo(awaiter);
  }

  private static Continuation continuing(
      Frame frame, Awaiter<?> awaiter, Environment environment, @Nullable Signal signal) {
    boolean stops = signal != null && signal.kind == Signal.Kind.STOPPED;
    frame.settle(awaiter, signal);
    return new Entry(stops ? environment.shielded() : environment, frame, false);
  }

  private static void giveUp(StoppableAwaiter<?> awaiter) {
    try {
      awaiter.awaitStopped();
    } catch (Throwable t) {
      Throwing.report(t);
    }
  }

  @Override
  Continuation published(Awaiter<?> awaiter) {
    if (!(awaiter instanceof StoppableAwaiter<?> stoppable)) {
      return NOOP;
    }
    if (environment.isStopRequested()) {
      return stop(stoppable);
    }
    Environment.Registration made = environment.onStop(() -> stop(stoppable).run());
    if (made != null && !REGISTRATION.compareAndSet(this, (@Nullable Object) null, (Object) made)) {
      made.remove();
    }
    return NOOP;
  }

  /** The request to stop; comes too late if the operation has completed. */
  private Continuation stop(StoppableAwaiter<?> stoppable) {
    Signal stopped = Signal.stopped(this);
    Awaiter<?> awaiter = claim(stopped);
    if (awaiter == null) {
      return NOOP;
    }
    giveUp(stoppable);
    return taken(awaiter, stopped);
  }

  @Override
  Continuation taken(Awaiter<?> awaiter, @Nullable Signal signal) {
    if (REGISTRATION.getAndSet(this, (Object) this) instanceof Environment.Registration made) {
      made.remove();
    }
    return continuing(frame, awaiter, environment, signal);
  }

  @Override
  Continuation failed(Awaiter<?> awaiter, Throwable t) {
    return taken(awaiter, Signal.error(frame, t));
  }

  @Override
  Continuation lend(FrameAwaiter<?> borrower) throws Throwable {
    bare = true;
    try {
      return borrower.awaitSuspendUnchecked(frame);
    } catch (Throwable t) {
      bare = false;
      throw t;
    }
  }

  @Override
  boolean isLeftToHandles() {
    if (!bare) {
      return true;
    }
    bare =
        !(unusedBy() instanceof FrameAwaiter<?> trusted)
            || !trusted.exchange(frame, new Contender(this, trusted));
    return !bare;
  }

  @Override
  public Runnable resumeOn(Executor executor) {
    return new Moved(executor);
  }

  /** Continues on an executor that may be another one than that of the environment. */
  private final class Moved extends Resumption {
    private final Executor executor;

    Moved(Executor executor) {
      super(CarryingPoint.this);
      this.executor = executor;
    }

    @Override
    public void run() {
      if (take(null) instanceof Entry entry) {
        Ambient.runOn(executor, entry.on(executor));
      }
    }
  }
}
