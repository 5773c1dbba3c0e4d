package dev.suspendable.sync;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.CustomContinuation;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopSource;
import dev.suspendable.scope.StopToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One await of a {@link Select} that has awaitables too. Each of them runs in a coroutine of its
 * own; the await ends when all of these have ended.
 *
 * @param <R> type of the result
 */
final class AwaitingChoice<R extends @Nullable Object> extends Choice<R> {

  /*
   * `decision` is null, then an Offer, a SelectBranch, or STOPPED. The step from null decides.
   *
   * `unfinished` counts the branches that have not ended, one more for the start, and one more
   * until the decision has stopped the branches. So the last one to end is not inside that stop,
   * and the coroutine does not continue there.
   *
   * A request to stop reaches the branches by the source that is linked to the context's token. It
   * also decides, so that no channel chooses a case meanwhile.
   */

  private static final Object STOPPED = new Object();

  private final List<Awaiter<?>> awaiters = new ArrayList<>();
  private final AtomicReference<@Nullable Object> decision = new AtomicReference<>();
  private final AtomicInteger unfinished = new AtomicInteger(2);
  private @Nullable StopSource source;
  private @Nullable SuspendPoint point;
  private Case.@Nullable Awaiting<?, R> ready;
  private @Nullable Awaiter<?> readyAwaiter;

  AwaitingChoice(List<Case<R>> cases, int start, @Nullable Supplier<? extends R> otherwise) {
    super(cases, start, otherwise);
  }

  @Override
  boolean isReady(Case.Awaiting<?, R> awaiting) throws Throwable {
    Awaiter<?> awaiter = awaiting.awaitable.awaiter();
    awaiters.add(awaiter);
    if (!awaiter.awaitReady()) {
      return false;
    }
    ready = awaiting;
    readyAwaiter = awaiter;
    return true;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint suspended) {
    point = suspended;
    if (!join()) {
      return suspended.resume();
    }
    Context inherited = Context.of(Chain.environmentOf(suspended));
    StopToken outer = inherited.stopToken();
    StopSource stop = outer.isStopPossible() ? StopSource.linkedTo(outer) : new StopSource();
    source = stop;
    Context context = inherited.withStopToken(stop.token());
    stop.token().onStop(this::stopped);
    return new Starting(context);
  }

  /** Starts the branches, one after the other, so that selects in selects do not nest. */
  private final class Starting extends CustomContinuation {
    private final Context context;
    private int next;
    private int nextAwaiter;

    Starting(Context context) {
      this.context = context;
    }

    @Override
    protected Continuation perform() {
      while (next < size() && decision.get() == null) {
        if (caseAt(next++) instanceof Case.Awaiting<?, R> awaiting) {
          Awaiter<?> awaiter = awaiters.get(nextAwaiter++);
          unfinished.incrementAndGet();
          return Chain.start(context, new SelectBranch<>(AwaitingChoice.this, awaiting, awaiter))
              .andThen(this);
        }
      }
      return arrived();
    }
  }

  /** Returns what waits for the branches, for showing what runs. */
  @Nullable Object outer() {
    return point;
  }

  // ---- The decision.

  private boolean decide(Object how) {
    return decision.compareAndSet(null, how);
  }

  @Override
  Continuation claim(Offer<R> offer) {
    return decide(offer) ? new Decided() : Continuation.NOOP;
  }

  /** The request to stop, by which the branches are stopped too. */
  private void stopped() {
    if (decide(STOPPED)) {
      withdraw();
      arrived().run();
    }
  }

  /** Whether a branch whose await has completed is the chosen case; from then on it is. */
  boolean chooses(SelectBranch<R> branch) {
    return decide(branch);
  }

  /** A branch has ended. Returns what to run next. */
  Continuation ended(SelectBranch<R> branch) {
    if (decision.get() == branch || decide(branch.isStopped() ? STOPPED : branch)) {
      stopOthers();
      unfinished.decrementAndGet(); // the decision; this branch is counted too
    } else {
      branch.dropValue();
    }
    return arrived();
  }

  private void stopOthers() {
    if (decision.get() == STOPPED) {
      withdraw();
    }
    StopSource stop = source;
    if (stop != null) {
      stop.requestStop();
    }
  }

  /** Runs when a channel has chosen a case, and its lock has been released. */
  private final class Decided extends CustomContinuation {
    @Override
    protected Continuation perform() {
      stopOthers();
      return arrived();
    }
  }

  private Continuation arrived() {
    return unfinished.decrementAndGet() == 0 ? finish() : Continuation.NOOP;
  }

  private Continuation finish() {
    StopSource stop = source;
    if (stop != null) {
      stop.close();
    }
    SuspendPoint suspended = Objects.requireNonNull(point);
    Object how = decision.get();
    if (how == STOPPED) {
      return Chain.stopped(suspended);
    }
    if (how instanceof Offer<?>) {
      chosen = offer(how);
    }
    Continuation resumption = suspended.resumeIfUnused();
    if (resumption == Continuation.NOOP) {
      giveBack(); // its handle has been used
    }
    return Chain.post(resumption);
  }

  @SuppressWarnings("unchecked") // only those are decided
  private Offer<R> offer(Object how) {
    return (Offer<R>) how;
  }

  @Override
  @SuppressWarnings("unchecked") // of this choice
  R awaitedResult() throws Throwable {
    Case.Awaiting<?, R> atOnce = ready;
    Awaiter<?> awaiter = readyAwaiter;
    if (atOnce != null && awaiter != null) {
      return atOnce.result(awaiter.awaitResume());
    }
    if (decision.get() instanceof SelectBranch<?> branch) {
      return ((SelectBranch<R>) branch).result();
    }
    throw Waiter.resumedByHandle(this);
  }
}
