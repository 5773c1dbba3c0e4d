package dev.suspendable.coroutine;

import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The activation frame of a coroutine, as generated code sees it: the state machine without the
 * states.
 *
 * <p>This class is the binary interface between generated code and runtime. Authors of coroutine
 * types extend {@link Promise}; a generated frame extends the promise and implements {@link
 * #$step}, {@link #$clear} and {@link #location}. Frames can be written by hand in the same shape:
 *
 * <pre>{@code
 * final class AddOne extends TaskPromise<Integer> {
 *   private Task<Integer> task;
 *
 *   protected Awaiter<?> step() throws Throwable {
 *     if (unwinding()) {
 *       return unwound();                               // no scopes to leave
 *     }
 *     Awaiter<?> awaiter;
 *     switch (resumePoint()) {
 *       case 0:
 *         awaiter = task.awaiter();
 *         if (!awaiter.awaitReady()) {
 *           return suspend(1, awaiter);
 *         }
 *         break;
 *       default:
 *         awaiter = awaited();
 *     }
 *     returnValue((Integer) awaiter.awaitResume() + 1);
 *     return null;
 *   }
 * }
 * }</pre>
 *
 * <p>A frame is its own suspend point and its own continuation, both of them unchecked: they may be
 * used only by code that keeps the promises of {@link FrameAwaiter}. It is confined to one thread
 * at a time; handing it to another thread has to be a safe publication.
 */
public abstract sealed class Frame extends Continuation implements SuspendPoint permits Promise {

  /*
   * Overview.
   *
   * Status. Everything is folded into `control`: the resume state in the low 20 bits and flags
   * above. SUSPENDED and no other flag: suspended in that state without more ado, which is the only
   * thing that proceed() has to test on the fast path. No flag: running, resumed in that state; so a
   * step reads its state as it is.
   *
   *     created = SUSPENDED in state 0
   *     SUSPENDED --proceed--> running --suspend(n)--> SUSPENDED in n
   *                            running --null or exception--> FINAL [--> DESTROYED [--> POOLED]]
   *
   * Flags of a suspended frame: CHECKED, a OneShotPoint stands in `link` and decides who resumes;
   * INITIAL, the awaiter of the initial suspend has still to be asked for its result; UNWINDING, the
   * stopped signal is what it goes on with; HELD, somebody else goes on in its place; LENT, only a certain
   * consumer pulls it; DUE, somebody has decided how it goes on, and is about to run it.
   * Flags of a running one: UNWINDING, as resumed by the stopped signal; UNWOUND, the body was left by it; HELD, as soon as
   * it rests. Of one that has ended: FAILED, UNWOUND, how; HELD, another one goes on in its place. State
   * 0 is the start of the body and nothing else; when the body has ended, the state may be that of
   * whoever awaited it.
   *
   * Failed cleanups. `link` is a CleanupFailure then, which holds the awaiter and stands in for it.
   *
   * Unwinding first, publishing last. step() returns the awaiter instead of calling awaitSuspend, so
   * the body is off the Java stack and all its state is stored when advance() publishes the frame.
   * From the call of awaitSuspend on the frame belongs to whoever resumes it, perhaps on another
   * thread already; nothing here reads or writes it afterwards, except when awaitSuspend failed
   * without having handed it on, which OneShotPoint proves by its CAS and a FrameAwaiter promises.
   *
   * Memory visibility. All fields are plain. One resumption happens before the next because awaiters
   * hand a frame to another thread by safe publication (see OneShotPoint for awaiters that do not).
   * Misuse by racing threads can therefore not be detected here in all cases; that is the point's
   * job, and why strangers only get points. A handle may look at a frame that runs elsewhere, though,
   * and must not take it for one that is driven by hand. So `link` never looks like that of such a
   * frame while `control` says SUSPENDED and not DUE: suspend() writes `link` first, end() and due()
   * write it last, with fences that only keep the compilers from another order.
   *
   * Stack. proceed() returns what to run next to the loop in Continuation.run(), so neither await
   * chains nor transfers nest. There is no thread-local: nested activations cannot meet.
   */

  /**
   * C2 inlines no method whose signature names a class that nothing beside that method has loaded
   * yet, and {@code Void awaitResume()} is such a method in every awaiter of this module.
   */
  static final Class<?> VOID = Void.class;

  private static final int STATE = (1 << 20) - 1;
  private static final int SUSPENDED = 1 << 20;
  private static final int FINAL = 1 << 21;
  private static final int DESTROYED = 1 << 22;
  private static final int POOLED = 1 << 23;
  private static final int CHECKED = 1 << 24;
  private static final int INITIAL = 1 << 25;
  private static final int UNWOUND = 1 << 26;
  private static final int HELD = 1 << 27;
  private static final int FAILED = 1 << 28;
  private static final int LENT = 1 << 29;
  private static final int DUE = 1 << 30;
  private static final int UNWINDING = 1 << 31;

  private int control = SUSPENDED;
  private @Nullable Awaiter<?> link;

  /** For {@link Promise}. */
  protected Frame() {}

  // ---- For generated code: the names begin with a dollar sign, and are not for promises.

  /**
   * The version of the binary interface to generated code. It changes when frames that were
   * compiled before can no more run on this runtime.
   */
  protected static final int $ABI = 1;

  /**
   * Checks once for each frame class that it was made for this runtime.
   *
   * @param version of the binary interface that the frame calls
   * @throws IncompatibleClassChangeError if it is another one
   */
  protected static void $requireAbi(int version) {
    if (version != $ABI) {
      throw Description.otherAbi(version, $ABI);
    }
  }

  // ---- Implemented by generated code.

  /**
   * Runs the body from {@link #$resumePoint} to the next suspension or to its end.
   *
   * @return the awaiter to suspend on, as returned by {@link #$suspend}; it has said that it is not
   *     ready. Or null when the body has completed: {@code returnValue} or {@code returnVoid} was
   *     called, or this is the result of {@link #$unwound}
   * @throws Throwable what the body throws
   */
  protected abstract @Nullable Awaiter<?> $step() throws Throwable;

  /** Nulls the stored references. Called once, when the body has ended, by whatever outcome. */
  protected void $clear() {}

  /**
   * Where the coroutine is: the source position of the suspension {@link #$resumePoint}, or of the
   * coroutine itself for 0 and when it has ended. Used in messages and traces.
   *
   * @return the position, with the coroutine's class and method
   */
  protected abstract StackTraceElement $location();

  // ---- Called by generated code.

  /**
   * Says {@link #$location} by a table of lines.
   *
   * @param className binary name of the coroutine's class
   * @param method the coroutine's name
   * @param file simple name of its source file
   * @param lines the coroutine's line, then for each suspension its state and line: {@code "12 1:15
   *     3:18"}. One constant and not code, for it is in every frame class and seldom asked for
   * @return the position
   */
  protected final StackTraceElement $location(
      String className, String method, String file, String lines) {
    String state = " " + Description.stateOr(hasAny(FINAL) ? 0 : $resumePoint()) + ":";
    int found = lines.indexOf(state);
    int start = found < 0 ? 0 : found + state.length();
    int end = lines.indexOf(' ', start);
    int line = Integer.parseInt(lines, start, end < 0 ? lines.length() : end, 10);
    return new StackTraceElement(className, method, file, line);
  }

  /**
   * The state to go on from.
   *
   * @return 0 at the start, then what was last given to {@link #$suspend}
   */
  protected final int $resumePoint() {
    return control & STATE;
  }

  /**
   * How the step begins: the state to go on from, unless the stopped signal resumed the body. Then
   * the result is negative, and {@link #$resumePoint} tells the state.
   *
   * @return {@link #$resumePoint}, or a negative number if {@link #unwinding}
   */
  protected final int $entry() {
    return control;
  }

  /**
   * Whether this step was resumed by the stopped signal: the body has to be left from {@link
   * #resumePoint}, through its cleanups. A cleanup that suspends goes on with an ordinary
   * resumption.
   *
   * @return true until the next suspension
   */
  protected final boolean $unwinding() {
    return (control & UNWINDING) != 0;
  }

  /**
   * The awaiter of the suspension that the body comes back from, or the substitute for it after
   * {@link SuspendPoint#setValue}, {@link SuspendPoint#setError} or an {@code awaitSuspend} that
   * failed. Not to be asked for while {@link #$unwinding}.
   *
   * @return the awaiter
   */
  @SuppressWarnings("NullAway") // null only where none was recorded
  protected final Awaiter<?> $awaited() {
    return link;
  }

  /**
   * Records a suspension. All that the body needs later must have been stored before.
   *
   * @param state where to go on, 1 to 1,048,575
   * @param awaiter what the coroutine waits for, not ready
   * @return {@code awaiter}, for {@link #$step} to return
   */
  protected final Awaiter<?> $suspend(int state, Awaiter<?> awaiter) {
    setAwaiter(awaiter);
    VarHandle.storeStoreFence();
    rest(state);
    return awaiter;
  }

  /**
   * Records a suspension on {@link SuspendAlways}, whose result nobody asks for. The frame goes on
   * by {@link #$resumed}.
   *
   * @param state where to go on, 1 to 1,048,575
   * @return {@code SuspendAlways}, for {@link #$step} to return
   */
  protected final Awaiter<?> $suspend(int state) {
    rest(state);
    setAwaiter(null);
    return SuspendAlways.INSTANCE;
  }

  // What a suspension calls has at most 35 bytes of byte code, assertions included: more than that
  // is not inlined where few of the steps come along, as at each of many suspensions.

  private void rest(int state) {
    check(state);
    control = hasAny(HELD) ? SUSPENDED | HELD | state : SUSPENDED | state;
  }

  private static void check(int state) {
    assert state > 0 && state <= STATE : state;
  }

  /**
   * Comes back from a suspension without an awaiter, {@link #$suspend(int)}. Not while {@link
   * #unwinding}.
   *
   * @throws Throwable what {@link SuspendPoint#setError} gave
   */
  protected final void $resumed() throws Throwable {
    if (link != null) {
      Awaiter<?> substitute = current();
      if (substitute != null) {
        substitute.awaitResume();
      }
    }
  }

  /**
   * Records that the stopped signal has left the body.
   *
   * @return null, for {@link #$step} to return
   */
  protected final @Nullable Awaiter<?> $unwound() {
    control |= UNWOUND;
    return null;
  }

  /**
   * Records an exception from a cleanup while the stopped signal unwinds. Further ones are
   * suppressed by the first; it goes to {@link Promise#unhandledStopped}.
   *
   * @param failure what the cleanup threw
   */
  protected final void $suppress(Throwable failure) {
    if (link instanceof CleanupFailure first) {
      first.add(failure);
    } else {
      link = new CleanupFailure(failure, link);
    }
  }

  /**
   * Records a suspension on the direct path, of a coroutine that waits by itself.
   *
   * @param state where to go on, as for {@link #$suspend(int, Awaiter)}
   * @param awaiter what the coroutine waits for, not ready
   * @param run gets the mark; the coroutine and its callers have to return
   */
  protected final void $leave(int state, Awaiter<?> awaiter, Run run) {
    $suspend(state, awaiter);
    run.begin(this, awaiter);
  }

  /**
   * Records a suspension, of a coroutine whose callee has left.
   *
   * @param state where to go on, as for {@link #$suspend(int, Awaiter)}
   * @param run that was passed to the callee
   * @return {@code run}, for {@link #$step} to return
   */
  protected final Awaiter<?> $leave(int state, Run run) {
    Promise callee = run.link(this);
    callee.awaitedBy(this);
    $suspend(state, (Awaiter<?>) callee);
    return run;
  }

  /**
   * Lets the trampoline start this coroutine, which has not run: direct calls are nested too deep.
   *
   * @param run gets the mark
   */
  protected final void $postpone(Run run) {
    run.begin(this, null);
  }

  /**
   * Whether this coroutine was called where the Java stack had been used up, and has not been
   * suspended since. Then it starts in its state machine, and what it calls of the recursion gets a
   * frame at once: whoever recurses that deep mostly goes on, and a frame that is made beforehand
   * costs less than one that is made while the stack is unwound.
   *
   * @return whether it is to call by {@link #$call}
   */
  protected final boolean $isDeep() {
    return link == DeepCall.INSTANCE;
  }

  /**
   * Makes this new coroutine the callee of another one that {@link #$isDeep}.
   *
   * @param caller waits for it by {@link #$call}
   */
  protected final void $calledDeep(Frame caller) {
    startDeep();
    awaitedBy(caller);
  }

  final void startDeep() {
    link = DeepCall.INSTANCE;
  }

  /**
   * Records a suspension, of a coroutine that {@link #$isDeep} and waits for one that has not
   * started.
   *
   * @param state where to go on, as for {@link #$suspend(int, Awaiter)}
   * @param callee of which {@link #$calledDeep} was called with this coroutine
   * @return for {@link #$step} to return: starts the callee
   */
  protected final Awaiter<?> $call(int state, Promise callee) {
    rest(state);
    link = (Awaiter<?>) callee;
    return DeepCall.INSTANCE;
  }

  /** What the trampoline gets from a coroutine that has called another one. */
  @SuppressWarnings("NullAway") // set by call()
  final Continuation callee() {
    return (Promise) link;
  }

  /**
   * Ends this coroutine, whose callee has left and completes it in its place.
   *
   * @param run that was passed to the callee
   * @return {@code run}, for {@link #$step} to return
   */
  protected final Awaiter<?> $replace(Run run) {
    completedBy(run.callee());
    return run;
  }

  // ---- Called by promises whose consumer may have the values pushed.

  /** A body that is run from its start in push mode: calls the promise's {@code stepTo}. */
  @FunctionalInterface
  protected interface Pushing {
    /** The same as {@link Frame#$step}. */
    @Nullable Awaiter<?> step() throws Throwable;
  }

  /**
   * Runs the body in push mode, if it has not begun: until it has ended, or rests at a suspension
   * that cannot be pushed, or where the consumer has failed. In that case the consumer's exception
   * comes out of here; an exception that the promise lets out does, too.
   *
   * @param body runs it in the place of {@link #$step}
   */
  protected final void $push(Pushing body) {
    if (control != SUSPENDED) {
      return;
    }
    control = 0;
    try {
      Awaiter<?> awaiter;
      try {
        awaiter = body.step();
      } catch (Throwable t) {
        fail(t).run();
        return;
      }
      if (awaiter == null) {
        complete().run();
      } else if (awaiter instanceof ConsumerFailure failure) {
        throw failure.error;
      } else if (awaiter != SuspendAlways.INSTANCE) {
        publish(awaiter).run();
      }
    } catch (Throwable t) {
      throw Throwing.asUnchecked(t);
    }
  }

  /**
   * What a body in push mode suspends on when the consumer has thrown: it rests there, and {@link
   * #push} throws the exception again.
   *
   * @param error the consumer's exception
   * @return for {@code stepTo} to return
   */
  protected static Awaiter<?> $consumerFailed(Throwable error) {
    return new ConsumerFailure(error);
  }

  /**
   * Starts the coroutine: asks the promise for the initial suspend, and runs the body unless that
   * suspends. The last thing a ramp does with the frame.
   *
   * <p>Exceptions before the initial suspend has completed go to the caller, and no code of the
   * body runs. Later ones go to {@link Promise#unhandledException}.
   */
  protected final void $start() {
    Continuation next;
    try {
      Awaitable<?> initial = initialSuspend();
      if (initial == SuspendAlways.INSTANCE) {
        return;
      }
      next = initial == SuspendNever.INSTANCE ? this : begin(initial.awaiter());
    } catch (Throwable t) {
      $clear();
      dispose();
      throw Throwing.asUnchecked(t);
    }
    try {
      next.run();
    } catch (Throwable t) {
      if ((control & (FINAL | FAILED | DESTROYED)) == (FINAL | FAILED)) {
        unreturned();
      }
      throw t;
    }
  }

  private Continuation begin(Awaiter<?> awaiter) throws Throwable {
    link = awaiter;
    control = SUSPENDED | INITIAL;
    return awaiter.awaitReady() ? this : publish(awaiter);
  }

  // ---- Called by promises that are driven by their consumers.

  /**
   * Runs the body to its next suspension on {@link SuspendAlways} or to its end: what a consumer
   * does that wants the next value. The same as {@link #run}, in a shape that the compiler can make
   * a loop of: nothing in the ordinary way is a call that comes back to it.
   *
   * <p>An exception that the promise lets out comes out of here as it is.
   *
   * @return true if the body rests; false if it has ended, or had so before. For a body that is
   *     {@link #hold held}: true, and nothing is run
   * @throws IllegalStateException if the body is running
   */
  protected final boolean pull() {
    int state = control ^ SUSPENDED;
    if (state < 0 || state > STATE) {
      return pullSpecially();
    }
    control = state;
    Awaiter<?> awaiter;
    try {
      awaiter = $step();
    } catch (Throwable t) {
      leave(null, t);
      return false;
    }
    if (awaiter == SuspendAlways.INSTANCE) {
      return true;
    }
    if (awaiter == null) {
      leave(null, null);
      return false;
    }
    leave(awaiter, null);
    return isAtRest();
  }

  private boolean pullSpecially() {
    if (!hasAny(FINAL | HELD | LENT)) {
      run();
    }
    return isAtRest();
  }

  /**
   * Lends the body to a consumer that pulls it by {@link #pullLent}: {@link #pull} returns true
   * without running it, and a handle is refused.
   */
  protected final void lend() {
    control |= LENT;
  }

  /** Ends a {@link #lend}. */
  protected final void takeBack() {
    control &= ~LENT;
  }

  /**
   * As {@link #pull}, also for a body that is lent to the caller.
   *
   * @return as for {@link #pull}
   */
  protected final boolean pullLent() {
    int lent = control & LENT;
    control ^= lent;
    boolean rests = pull();
    if (rests) {
      control |= lent;
    }
    return rests;
  }

  private boolean isAtRest() {
    return !hasAny(FINAL) || hasAny(HELD);
  }

  /** What is left to do after a step that did not end in a rest. */
  private void leave(@Nullable Awaiter<?> awaiter, @Nullable Throwable thrown) {
    try {
      Continuation next =
          thrown != null ? fail(thrown) : awaiter != null ? publish(awaiter) : complete();
      next.run();
    } catch (Throwable t) {
      throw Throwing.asUnchecked(t);
    }
  }

  /**
   * Holds the body at the point where it rests, or is about to: it cannot be resumed until it is
   * {@linkplain #release released}. For promises whose consumer is served by others for a time.
   */
  protected final void hold() {
    control |= HELD;
  }

  /**
   * Ends a {@link #hold}.
   *
   * @param error what the next resumption throws at the suspension, or null
   */
  protected final void release(@Nullable Throwable error) {
    int lent = control & LENT;
    control &= ~(HELD | LENT);
    if (error != null) {
      requireSuspended();
      become(Signal.error(this, error));
    }
    control |= lent;
  }

  // ---- Hooks; Promise says what they are for.

  abstract Awaitable<?> initialSuspend();

  abstract @Nullable Continuation transferAtEnd();

  abstract Awaitable<?> finalSuspend();

  abstract void unhandledException(Throwable t) throws Throwable;

  abstract void unhandledStopped(@Nullable Throwable cleanupFailure) throws Throwable;

  abstract void recycle();

  abstract void unreturned();

  abstract void awaitedBy(Frame caller);

  abstract boolean isAwaitedBy(Frame frame);

  abstract void startedByHandle();

  abstract void completedBy(Promise callee);

  // ---- The machine.

  /**
   * {@inheritDoc}
   *
   * <p>What {@link #proceed} does, with the first step written out: whoever knows that it runs a
   * frame has that step inlined, and what it returns is not merged with anything before it is
   * looked at.
   */
  @Override
  public final void run() {
    try {
      int state = control ^ SUSPENDED;
      if (state < 0 || state > STATE) {
        runOn(proceedSpecially(control));
        return;
      }
      control = state;
      Awaiter<?> awaiter;
      try {
        awaiter = $step();
      } catch (Throwable t) {
        runOn(fail(t));
        return;
      }
      if (awaiter == SuspendAlways.INSTANCE) {
        return;
      }
      if (awaiter == null) {
        runOn(complete());
        return;
      }
      Continuation next = publish(awaiter);
      if (next != NOOP) {
        runOn(next);
      }
    } catch (Throwable t) {
      throw Throwing.asUnchecked(t);
    }
  }

  @Override
  final Continuation proceed() throws Throwable {
    int state = control ^ SUSPENDED;
    if (state < 0 || state > STATE) {
      return proceedSpecially(control);
    }
    control = state;
    return advance();
  }

  private Continuation proceedSpecially(int now) throws Throwable {
    requireSuspended();
    if (hasAny(CHECKED) && current() instanceof OneShotPoint point) {
      return point.fire(null);
    }
    control = now & (STATE | UNWINDING);
    if ((now & STATE) == 0 && (now & UNWINDING) != 0) {
      $unwound();
      return complete();
    }
    if ((now & INITIAL) != 0) {
      try {
        $awaited().awaitResume();
      } catch (Throwable t) {
        return fail(t);
      }
    }
    return advance();
  }

  /** Goes on with a signal; the continuation of an unchecked frame's setStopped and the like. */
  final Continuation go(Signal signal) throws Throwable {
    requireSuspended();
    if (hasAny(CHECKED) && current() instanceof OneShotPoint point) {
      return point.fire(signal);
    }
    settle(current(), signal);
    return proceed();
  }

  private Continuation advance() throws Throwable {
    Awaiter<?> awaiter;
    try {
      awaiter = $step();
    } catch (Throwable t) {
      return fail(t);
    }
    if (awaiter == SuspendAlways.INSTANCE) {
      return NOOP;
    }
    return awaiter != null ? publish(awaiter) : complete();
  }

  final Continuation publish(Awaiter<?> awaiter) throws Throwable {
    try {
      return Objects.requireNonNull(
          awaiter.awaitSuspendUnchecked(this), "awaitSuspend returned null; say Continuation.NOOP");
    } catch (Throwable t) {
      return surface(t);
    }
  }

  private Continuation fail(Throwable t) throws Throwable {
    control |= FAILED;
    try {
      unhandledException(t);
    } catch (Throwable rethrown) {
      end();
      throw rethrown;
    }
    return finish();
  }

  private Continuation complete() throws Throwable {
    if (hasAny(UNWOUND)) {
      Throwable failure = link instanceof CleanupFailure failed ? failed.failure : null;
      if (failure != null) {
        control |= FAILED;
      }
      try {
        unhandledStopped(failure);
      } catch (Throwable rethrown) {
        end();
        throw rethrown;
      }
    }
    return finish();
  }

  private Continuation finish() throws Throwable {
    end();
    Continuation next = transferAtEnd();
    if (next != null) {
      return next;
    }
    Awaiter<?> last = finalSuspend().awaiter();
    if (last == SuspendAlways.INSTANCE) {
      return NOOP;
    }
    if (!last.awaitReady()) {
      return publish(last);
    }
    last.awaitResume();
    dispose();
    return NOOP;
  }

  /** Ends the body: it can no more be resumed, and holds nothing. */
  final void end() {
    control = (control & (STATE | UNWOUND | FAILED)) | FINAL;
    VarHandle.storeStoreFence();
    link = null;
    $clear();
  }

  // ---- For OneShotPoint: what to do with a frame that is at rest and ours.

  /** Lets the point stand in for the awaiter. */
  final void guard(OneShotPoint point) {
    setAwaiter(point);
    control |= CHECKED;
  }

  /** Undoes {@link #guard}. */
  final void unguard(@Nullable Awaiter<?> awaiter) {
    setAwaiter(awaiter);
    control &= ~CHECKED;
  }

  /** Makes the frame ready to go on, ordinarily or with a signal. */
  final void settle(@Nullable Awaiter<?> awaiter, @Nullable Signal signal) {
    requireSuspended();
    if (signal == null) {
      unguard(awaiter);
    } else {
      due(signal);
    }
  }

  private void due(Signal signal) {
    control |= signal.kind == Signal.Kind.STOPPED ? DUE | UNWINDING : DUE;
    VarHandle.storeStoreFence();
    if (signal.kind == Signal.Kind.STOPPED) {
      unguard(null);
    } else {
      become(signal);
    }
  }

  /** Lets the next resumption come back from a signal in place of the awaiter. */
  private void become(Signal signal) {
    unguard(signal);
    if ($resumePoint() == 0) {
      control |= INITIAL;
    }
  }

  /** Lets an exception from awaitSuspend be the outcome of that await. */
  final Continuation surface(Throwable t) throws Throwable {
    if ($resumePoint() == 0 || hasAny(FINAL)) {
      throw t;
    }
    due(Signal.error(this, t));
    return this;
  }

  // ---- For handles and pools.

  final boolean finished() {
    return hasAny(FINAL);
  }

  /**
   * What a handle resumes: a point that it competes for, if the coroutine waits for somebody. The
   * order of the questions matters. A handle need not be ordered to those who run the coroutine, so
   * it believes nothing that it reads here but what the CAS of the point confirms.
   */
  final SuspendPoint outside() {
    if (current() instanceof OneShotPoint point) {
      return point;
    }
    requireSuspended();
    if (isDrivenByHand()) {
      if ($resumePoint() == 0) {
        startedByHandle();
      }
      return this;
    }
    OneShotPoint point = checked();
    if (point == null) {
      throw new IllegalStateException(
          describe()
              + " cannot be taken from what it waits for: that is running, or about to resume it, or"
              + " does not allow it");
    }
    return point;
  }

  /** The same, good for this one suspension, to be kept. */
  final SuspendPoint keptOutside() {
    SuspendPoint point = outside();
    return point == this && !(link instanceof Signal)
        ? OneShotPoint.byHand(this, current())
        : point;
  }

  /**
   * Whether it rests where only its handle, or a consumer, resumes it. Reads what says so twice, on
   * both sides of the link: the coroutine may be running on another thread.
   */
  final boolean isDrivenByHand() {
    int before = control;
    VarHandle.loadLoadFence();
    Awaiter<?> awaiter = current();
    VarHandle.loadLoadFence();
    return control == before
        && (before & (SUSPENDED | DUE)) == SUSPENDED
        && (awaiter == null
            || awaiter == SuspendAlways.INSTANCE
            || awaiter instanceof Signal
            || awaiter instanceof ConsumerFailure);
  }

  /** The point where it rests, made now if a trusted awaiter has the frame; null if it is late. */
  final @Nullable OneShotPoint checked() {
    Awaiter<?> awaiter = current();
    if (awaiter instanceof OneShotPoint point) {
      return point;
    }
    return hasAny(SUSPENDED) && awaiter instanceof FrameAwaiter<?> trusted
        ? OneShotPoint.inExchange(this, trusted)
        : null;
  }

  /** The coroutine that this one awaits, which has not been replaced by another. */
  final @Nullable Frame awaitedCoroutine() {
    return current() instanceof Promise callee && !callee.isHandedOver() && callee.isAwaitedBy(this)
        ? callee
        : null;
  }

  /**
   * Does something while this coroutine, and all that it waits for, is kept where it rests. For
   * promises that are awaiters, to {@link FrameAwaiter#exchange} the frame that waits for them: as
   * long as this coroutine rests it does not resume another.
   *
   * @param action what to do; quick, without waiting for anything
   * @return what {@code action} returns; false without asking it if the coroutine does not rest
   */
  protected final boolean whileAtRest(BooleanSupplier action) {
    return RestingChain.hold(this, action);
  }

  /**
   * Whether another coroutine goes on in the place of this one, see {@link Promise#handOver}.
   *
   * @return true until {@link #release}
   */
  protected final boolean isHandedOver() {
    return (control & (FINAL | HELD)) == (FINAL | HELD);
  }

  /**
   * Whether the body has ended, by whatever outcome, or was handed over.
   *
   * @return true at the final suspend point
   */
  protected final boolean hasEnded() {
    return hasAny(FINAL);
  }

  /** Destroys a frame at its initial or final suspend point. */
  final void destroy() {
    boolean initial = $resumePoint() == 0 && hasAny(SUSPENDED);
    if (hasAny(DESTROYED) || !(initial || hasAny(FINAL))) {
      throw new IllegalStateException(
          describe()
              + (hasAny(DESTROYED)
                  ? " was destroyed already"
                  : hasAny(SUSPENDED)
                      ? " is suspended in its body; end it by setStopped() before destroying it"
                      : " is running; only a coroutine at rest can be destroyed"));
    }
    if (link instanceof OneShotPoint point) {
      point.invalidate();
    }
    if (initial) {
      startedByHandle();
      $clear();
    }
    dispose();
  }

  private void dispose() {
    control = $resumePoint() | FINAL | DESTROYED;
    link = null;
    recycle();
  }

  /** Marks a frame as one that its pool has forgotten. */
  final void dropped() {
    control = FINAL | DESTROYED;
  }

  /** Marks a destroyed frame as lying in a pool. */
  final void pooled() {
    if ((control & (DESTROYED | POOLED)) != DESTROYED) {
      throw new IllegalStateException(describe() + " is not for the pool to take");
    }
    control |= POOLED;
  }

  /** Makes a frame from a pool as good as new. */
  final void reopen() {
    control = SUSPENDED;
  }

  /** "Quotes.total (Quotes.java:12)", with the line where it rests. */
  final String describe() {
    return Description.of($location());
  }

  /**
   * Which coroutine this is, and how far it has got: {@code "Quotes.total (Quotes.java:12):
   * suspended at line 15"}; or created, running, completed, failed, or stopped, which is to say
   * ended by the stopped signal.
   */
  @Override
  public String toString() {
    return Description.of(Description.locationIn(this, 0)) + ": " + status();
  }

  private String status() {
    if (isHandedOver()) {
      return "goes on in another coroutine, which it returned";
    }
    if (hasAny(FINAL)) {
      return hasAny(FAILED) ? "failed" : hasAny(UNWOUND) ? "stopped" : "completed";
    }
    if (!hasAny(SUSPENDED)) {
      return "running";
    }
    return $resumePoint() == 0 ? "created" : Description.suspended($location());
  }

  /**
   * Notes where the coroutine is that this one, which has ended, is about to resume: for {@link
   * #awaiting}.
   *
   * @param frame rests, waiting for this coroutine
   */
  protected final void endsFor(Frame frame) {
    control = (control & ~STATE) | frame.$resumePoint();
  }

  /**
   * Takes over how the coroutine has ended that has completed this one in its place, see {@link
   * Promise#handOver}.
   *
   * @param other has ended
   */
  protected final void endsAs(Frame other) {
    control = (control & ~HELD) | (other.control & (FAILED | UNWOUND));
  }

  /**
   * Where a coroutine awaits this one, or did, for messages.
   *
   * @param frame of which {@link #endsFor} was called if this coroutine has ended
   * @return such as {@code "Quotes.total (Quotes.java:12)"}
   */
  protected final String awaiting(Frame frame) {
    return hasAny(FINAL)
        ? Description.of(Description.locationIn(frame, $resumePoint()))
        : frame.describe();
  }

  private boolean hasAny(int flags) {
    return (control & flags) != 0;
  }

  private @Nullable Awaiter<?> current() {
    Awaiter<?> awaiter = link;
    return awaiter instanceof CleanupFailure failed ? failed.awaiter : awaiter;
  }

  private void setAwaiter(@Nullable Awaiter<?> awaiter) {
    if (link != awaiter) { // loops await one object again and again, and the store has a barrier
      replaceAwaiter(awaiter);
    }
  }

  private void replaceAwaiter(@Nullable Awaiter<?> awaiter) {
    if (link instanceof CleanupFailure failed) {
      failed.awaiter = awaiter;
    } else {
      link = awaiter;
    }
  }

  private void requireSuspended() {
    if ((control & (SUSPENDED | HELD | LENT)) != SUSPENDED) {
      throw new IllegalStateException(
          describe()
              + (hasAny(DESTROYED)
                  ? " was destroyed"
                  : hasAny(FINAL)
                      ? " has finished"
                      : !hasAny(SUSPENDED)
                          ? " is already running"
                          : hasAny(HELD)
                              ? " is held until what goes on in its place has ended"
                              : " is nested in another coroutine, which resumes it"));
    }
  }

  // ---- SuspendPoint.

  @Override
  public final Continuation resume() {
    return this;
  }

  @Override
  public final Continuation resumeIfUnused() {
    return this;
  }

  @Override
  public final Continuation setStopped() {
    return Signal.stopped(this);
  }

  @Override
  public final Continuation setValue(@Nullable Object value) {
    return Signal.value(this, value);
  }

  @Override
  public final Continuation setError(Throwable error) {
    return Signal.error(this, error);
  }
}
