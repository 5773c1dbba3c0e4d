package dev.suspendable.coroutine;

import dev.suspendable.internal.Throwing;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The activation frame of a coroutine, as generated code sees it: the state machine without the
 * states.
 *
 * <p>This class is the binary interface between generated code and the runtime. Authors of
 * coroutine types extend {@link Promise}; a generated frame extends the promise and implements
 * {@link #$step}, {@link #$clear} and {@link #$location}. Frames can be written by hand in the same
 * shape:
 *
 * <pre>{@code
 * final class AddOne extends TaskPromise<Integer> {
 *   private Task<Integer> task;
 *
 *   protected Awaiter<?> $step() throws Throwable {
 *     if ($unwinding()) {
 *       return $unwound();                              // no scopes to leave
 *     }
 *     Awaiter<?> awaiter;
 *     switch ($resumePoint()) {
 *       case 0:
 *         awaiter = task.awaiter();
 *         if (!awaiter.awaitReady()) {
 *           return $suspend(1, awaiter);
 *         }
 *         break;
 *       default:
 *         awaiter = $awaited();
 *     }
 *     returnValue((Integer) awaiter.awaitResume() + 1);
 *     return null;
 *   }
 * }
 * }</pre>
 *
 * <p>A frame is its own suspend point and its own continuation. Both are unchecked: only code that
 * keeps the promises of {@link FrameAwaiter} may use them. A frame is confined to one thread at a
 * time; it must be handed to another thread by safe publication.
 */
public abstract sealed class Frame extends Continuation implements SuspendPoint permits Promise {

  /*
   * Overview.
   *
   * Status. The whole status is in `control`: the resume state in the low 20 bits and flags above
   * it. SUSPENDED without any other flag means suspended in that state with nothing else to do;
   * this is the only thing that proceed() tests on the fast path. No flag means running, resumed in
   * that state, so a step reads its state without a mask.
   *
   *     created = SUSPENDED in state 0
   *     SUSPENDED --proceed--> running --suspend(n)--> SUSPENDED in n
   *                            running --null or exception--> FINAL [--> DESTROYED [--> POOLED]]
   *
   * Flags of a suspended frame: CHECKED, a OneShotPoint is in `link` and decides who resumes;
   * INITIAL, the result of the awaiter of the initial suspend has not been requested yet;
   * UNWINDING, the frame continues with the stopped signal; HELD, another coroutine continues
   * instead of this one; LENT, only one particular consumer pulls it; DUE, the resumer has decided
   * how the frame continues and is about to run it. Flags of a running frame: UNWINDING, the
   * stopped signal resumed it; UNWOUND, the stopped signal has left the body; HELD, the frame is
   * held as soon as it suspends. Flags of a frame that has ended: FAILED and UNWOUND, how it ended;
   * HELD, another coroutine continues instead of it. State 0 is the start of the body and nothing
   * else. When the body has ended, the state may be that of the coroutine that awaited it.
   *
   * Unwinding. From a stopped signal or an early return on, `link` is an Unwinding, which holds the
   * awaiter of a cleanup and stands in for it.
   *
   * Unwinding first, publication last. step() returns the awaiter instead of calling awaitSuspend,
   * so the body is off the Java stack and all its state is stored when advance() publishes the
   * frame. From the call of awaitSuspend on, the frame belongs to its resumer, which may already
   * run on another thread. Nothing here reads or writes the frame afterwards. The exception is an
   * awaitSuspend that failed without having handed the frame to a resumer: OneShotPoint proves this
   * by its CAS, and a FrameAwaiter promises it.
   *
   * Memory visibility. All fields are plain. Each resumption happens-before the next because
   * awaiters hand a frame to another thread by safe publication (see OneShotPoint for awaiters that
   * do not). Misuse by racing threads can therefore not always be detected here; that is the job of
   * the point, and the reason why untrusted code only gets points. A handle may look at a frame
   * that runs on another thread, though, and must not mistake it for one that is driven by hand. So
   * `link` never looks like that of a frame driven by hand while `control` says SUSPENDED and not
   * DUE: suspend() writes `link` first, end() and due() write it last. The fences only keep the
   * compilers from reordering these writes.
   *
   * Stack. proceed() returns what to run next to the loop in Continuation.run(), the trampoline. So
   * neither chains of awaits nor transfers nest. There is no thread-local: nested activations
   * cannot interfere with each other.
   */

  /**
   * C2 does not inline a method whose signature names a class that nothing except that method has
   * loaded yet. {@code Void awaitResume()} is such a method in every awaiter of this module.
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

  private static final @Nullable Object[] NO_VARIABLES = {};

  private int control = SUSPENDED;
  private @Nullable Awaiter<?> link;

  /** For {@link Promise}. */
  protected Frame() {
    if (Watch.on) {
      Watch.created(this);
    }
  }

  // ---- For generated code: the names begin with a dollar sign; promises do not use them.

  /**
   * The version of the binary interface to generated code. It changes when frames that were
   * compiled earlier can no longer run on this runtime.
   */
  protected static final int $ABI = 1;

  /**
   * Checks once for each frame class that it was made for this runtime.
   *
   * @param version of the binary interface that the frame calls
   * @throws IncompatibleClassChangeError if the runtime has a different version
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
   * @return the awaiter to suspend on, as returned by {@link #$suspend}; its {@code awaitReady} has
   *     returned false. Or null when the body has completed: {@code returnValue} or {@code
   *     returnVoid} was called, or this is the result of {@link #$unwound}
   * @throws Throwable the exception of the body
   */
  protected abstract @Nullable Awaiter<?> $step() throws Throwable;

  /** Nulls the stored references. Called once, when the body has ended, with any outcome. */
  protected void $clear() {}

  /**
   * Returns the position of the coroutine: the source position of the suspension {@link
   * #$resumePoint}, or of the coroutine itself for 0 and when it has ended. Used in messages and
   * traces.
   *
   * @return the position, with the coroutine's class and method
   */
  protected abstract StackTraceElement $location();

  /**
   * Returns the variables of the body, for dumps: a table of their names, then their values, from
   * the fields that keep them. The table lists for each variable the states in which it is needed,
   * such as {@code "this id:0-3 user:2,4-5"}; without states it is needed in all. Called on any
   * thread, while the coroutine may be running on another one.
   *
   * @return the table and the values; empty for frames without a table
   */
  protected @Nullable Object[] $variables() {
    return NO_VARIABLES;
  }

  // ---- Called by generated code.

  /**
   * Computes {@link #$location} from a table of lines.
   *
   * @param className binary name of the coroutine's class
   * @param method the coroutine's name
   * @param file simple name of its source file
   * @param lines the coroutine's line, then for each suspension its state and line: {@code "12 1:15
   *     3:18"}. It is one constant instead of code, because every frame class has one and it is
   *     rarely used
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
   * Returns the state to continue from.
   *
   * @return 0 at the start, then the state that was last passed to {@link #$suspend}
   */
  protected final int $resumePoint() {
    return control & STATE;
  }

  /**
   * Returns how the step begins: the state to continue from, unless the stopped signal resumed the
   * body. In that case the result is negative, and {@link #$resumePoint} returns the state.
   *
   * @return {@link #$resumePoint}, or a negative number if {@link #$unwinding}
   */
  protected final int $entry() {
    return control;
  }

  /**
   * Whether the stopped signal resumed this step: the body has to be left from {@link
   * #$resumePoint}, through its cleanups. A cleanup that suspends continues with an ordinary
   * resumption.
   *
   * @return true until the next suspension
   */
  protected final boolean $unwinding() {
    return (control & UNWINDING) != 0;
  }

  /**
   * Whether the body is being left, and one of its cleanups has suspended. A further stopped signal
   * would end this cleanup half way.
   *
   * @return true if the stopped signal or an early return unwinds the suspended body
   */
  protected final boolean $inCleanup() {
    return link instanceof Unwinding;
  }

  /**
   * Returns the awaiter of the suspension that the body resumes from, or the substitute for it
   * after {@link SuspendPoint#setValue}, {@link SuspendPoint#setError} or an {@code awaitSuspend}
   * that failed. Must not be called while {@link #$unwinding}.
   *
   * @return the awaiter
   */
  @SuppressWarnings("NullAway") // null only where none was recorded
  protected final Awaiter<?> $awaited() {
    return link;
  }

  /**
   * Records a suspension. The body must already have stored everything that it needs later.
   *
   * @param state the state to continue from, 1 to 1,048,575
   * @param awaiter the awaiter that the coroutine waits for, not ready
   * @return {@code awaiter}, for {@link #$step} to return
   */
  protected final Awaiter<?> $suspend(int state, Awaiter<?> awaiter) {
    setAwaiter(awaiter);
    VarHandle.storeStoreFence();
    rest(state);
    return awaiter;
  }

  /**
   * Records a suspension on {@link SuspendAlways}, whose result the body does not use. The frame
   * continues by {@link #$resumed}.
   *
   * @param state the state to continue from, 1 to 1,048,575
   * @return {@code SuspendAlways}, for {@link #$step} to return
   */
  protected final Awaiter<?> $suspend(int state) {
    rest(state);
    setAwaiter(null);
    return SuspendAlways.INSTANCE;
  }

  // The methods that a suspension calls have at most 35 bytes of bytecode, assertions included. A
  // larger method is not inlined at a call site that few steps reach, such as one of many
  // suspensions.

  private void rest(int state) {
    check(state);
    control = hasAny(HELD) ? SUSPENDED | HELD | state : SUSPENDED | state;
  }

  private static void check(int state) {
    assert state > 0 && state <= STATE : state;
  }

  /**
   * Resumes from a suspension without an awaiter, {@link #$suspend(int)}. Must not be called while
   * {@link #$unwinding}.
   *
   * @throws Throwable the exception passed to {@link SuspendPoint#setError}
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
   * Records an exception from a cleanup while the stopped signal unwinds. The first exception gets
   * further ones as suppressed exceptions, and is passed to {@link Promise#unhandledStopped}.
   *
   * @param failure the exception that the cleanup threw
   */
  protected final void $suppress(Throwable failure) {
    link = (link instanceof Unwinding begun ? begun : Unwinding.STOPPED).failedWith(failure);
  }

  /**
   * Records a suspension on the direct path, of a coroutine that itself waits for an awaiter.
   *
   * @param state the state to continue from, as for {@link #$suspend(int, Awaiter)}
   * @param awaiter the awaiter that the coroutine waits for, not ready
   * @param run gets the mark that the coroutine and its callers have to return
   */
  protected final void $leave(int state, Awaiter<?> awaiter, Run run) {
    if (Watch.STEPS) {
      Watch.leaves(this, state, awaiter);
    }
    $suspend(state, awaiter);
    run.begin(this, awaiter);
  }

  /**
   * Records a suspension, of a coroutine whose callee has left the direct path.
   *
   * @param state the state to continue from, as for {@link #$suspend(int, Awaiter)}
   * @param run that was passed to the callee
   * @return {@code run}, for {@link #$step} to return
   */
  protected final Awaiter<?> $leave(int state, Run run) {
    Promise callee = run.link(this);
    callee.awaitedBy(this);
    if (Watch.STEPS) {
      Watch.leaves(this, state, callee);
    }
    $suspend(state, (Awaiter<?>) callee);
    return run;
  }

  /**
   * Lets the trampoline start this coroutine, which has not run, because direct calls are nested
   * too deeply.
   *
   * @param run gets the mark that the callers have to return
   */
  protected final void $postpone(Run run) {
    run.begin(this, null);
  }

  /**
   * Whether this coroutine was called where the Java stack had been used up, and has not been
   * suspended since. Such a coroutine starts in its state machine, and the recursive calls that it
   * makes get a frame at once: a recursion of that depth usually continues, and a frame that is
   * made in advance costs less than one that is made while the stack is unwound.
   *
   * @return whether it has to call by {@link #$call}
   */
  protected final boolean $isDeep() {
    return link == DeepCall.INSTANCE;
  }

  /**
   * Makes this new coroutine the callee of another one that {@link #$isDeep}.
   *
   * @param caller the coroutine that waits for it by {@link #$call}
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
   * @param state the state to continue from, as for {@link #$suspend(int, Awaiter)}
   * @param callee the callee, on which {@link #$calledDeep} was called with this coroutine
   * @return an awaiter for {@link #$step} to return, which starts the callee
   */
  protected final Awaiter<?> $call(int state, Promise callee) {
    rest(state);
    link = (Awaiter<?>) callee;
    return DeepCall.INSTANCE;
  }

  /** Returns the callee, for the trampoline to run, of a coroutine that has called another one. */
  @SuppressWarnings("NullAway") // set by call()
  final Continuation callee() {
    return (Promise) link;
  }

  /**
   * Ends this coroutine, whose callee has left the direct path and completes this coroutine
   * instead.
   *
   * @param run that was passed to the callee
   * @return {@code run}, for {@link #$step} to return
   */
  protected final Awaiter<?> $replace(Run run) {
    completedBy(run.callee());
    return run;
  }

  // ---- Called by promises whose consumer may let the body push its values.

  /** A body that is run from its start in push mode: calls the promise's {@code stepTo}. */
  @FunctionalInterface
  protected interface Pushing {
    /** The same as {@link Frame#$step}. */
    @Nullable Awaiter<?> step() throws Throwable;
  }

  /**
   * Runs the body in push mode, if it has not begun, until it ends, or suspends where it cannot
   * push, or where the consumer has failed. In the last case this method throws the consumer's
   * exception; it also throws an exception that the promise rethrows.
   *
   * @param body runs the body instead of {@link #$step}
   */
  protected final void $push(Pushing body) {
    if (control != SUSPENDED) {
      return;
    }
    control = 0;
    try {
      Awaiter<?> awaiter;
      try {
        awaiter = Watch.STEPS ? Watch.step(this, body) : body.step();
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
   * Returns the awaiter that a body in push mode suspends on when the consumer has thrown. The body
   * stays suspended there, and {@link #push} rethrows the exception.
   *
   * @param error the consumer's exception
   * @return the awaiter, for {@code stepTo} to return
   */
  protected static Awaiter<?> $consumerFailed(Throwable error) {
    return new ConsumerFailure(error);
  }

  /**
   * Starts the coroutine: gets the initial suspend from the promise, and runs the body unless the
   * initial suspend suspends. This is the last thing that a ramp does with the frame.
   *
   * <p>Exceptions before the initial suspend has completed propagate to the caller, and no code of
   * the body runs. Later ones are passed to {@link Promise#unhandledException}.
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
   * Runs the body to its next suspension on {@link SuspendAlways} or to its end. A consumer calls
   * this to get the next value. The effect is that of {@link #run}, in a form that the compiler can
   * turn into a loop: no call on the ordinary path leads back to this method.
   *
   * <p>An exception that the promise rethrows leaves this method unchanged.
   *
   * @return true if the body is suspended; false if it has ended, now or earlier. For a body that
   *     is {@link #hold held}: true, and nothing is run
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
      awaiter = Watch.STEPS ? Watch.step(this) : $step();
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
      runHere();
    }
    return isAtRest();
  }

  /**
   * Lends the body to a consumer that pulls it by {@link #pullLent}. While the body is lent, {@link
   * #pull} returns true without running it, and handles cannot resume it.
   */
  protected final void lend() {
    control |= LENT;
  }

  /** Ends a {@link #lend}. */
  protected final void takeBack() {
    control &= ~LENT;
  }

  /**
   * Like {@link #pull}, but also runs a body that is lent to the caller.
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

  /** Ends the body by the stopped signal, in the context of its consumer. */
  protected final void $stop() {
    setStopped().runHere();
  }

  private boolean isAtRest() {
    return !hasAny(FINAL) || hasAny(HELD);
  }

  /** Does the remaining work after a step that did not end in a suspension. */
  private void leave(@Nullable Awaiter<?> awaiter, @Nullable Throwable thrown) {
    Environment consumer = Chain.environment(); // a body that suspends takes it along
    try {
      Continuation next =
          thrown != null ? fail(thrown) : awaiter != null ? publish(awaiter) : complete();
      next.run();
    } catch (Throwable t) {
      throw Throwing.asUnchecked(t);
    } finally {
      Chain.enter(consumer);
    }
  }

  /**
   * Holds the body at the point where it is suspended, or is about to be: it cannot be resumed
   * until it is {@linkplain #release released}. For promises whose consumer gets its values from
   * other coroutines for a time.
   */
  protected final void hold() {
    control |= HELD;
  }

  /**
   * Ends a {@link #hold}.
   *
   * @param error the exception that the next resumption throws at the suspension, or null
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

  // ---- Hooks; Promise documents them.

  abstract Awaitable<?> initialSuspend();

  abstract @Nullable Continuation transferAtEnd();

  abstract Awaitable<?> finalSuspend();

  abstract void unhandledException(Throwable t) throws Throwable;

  abstract void unhandledStopped(@Nullable Throwable cleanupFailure) throws Throwable;

  abstract void returnEarly(@Nullable Object object) throws Throwable;

  abstract void recycle();

  abstract void unreturned();

  abstract void awaitedBy(Frame caller);

  abstract boolean isAwaitedBy(Frame frame);

  abstract void startedByHandle();

  abstract void completedBy(Promise callee);

  // ---- The state machine.

  /**
   * {@inheritDoc}
   *
   * <p>Does the same as {@link #proceed}, with the first step written out. A caller that knows that
   * it runs a frame gets that step inlined, and the result of the step is tested before it is
   * merged with any other value.
   */
  @Override
  public final void run() {
    if (Ambient.used) {
      Ambient.run(this);
      return;
    }
    try {
      int state = control ^ SUSPENDED;
      if (state < 0 || state > STATE) {
        runOn(proceedSpecially(control));
        return;
      }
      control = state;
      Awaiter<?> awaiter;
      try {
        awaiter = Watch.STEPS ? Watch.step(this) : $step();
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

  /**
   * Continues with a signal; called by the continuations that setStopped and similar methods of an
   * unchecked frame return.
   */
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
      awaiter = Watch.STEPS ? Watch.step(this) : $step();
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
          Ambient.used
              ? CarryingPoint.publishIn(this, awaiter)
              : awaiter.awaitSuspendUnchecked(this),
          "awaitSuspend returned null; say Continuation.NOOP");
    } catch (Throwable t) {
      return surface(t);
    }
  }

  /** Replaces the awaiter, whose awaitSuspend is running. */
  final Continuation waitFor(Awaiter<?> awaiter) throws Throwable {
    setAwaiter(awaiter);
    return publish(awaiter);
  }

  private Continuation fail(Throwable t) throws Throwable {
    control |= FAILED;
    LogicalTrace.extend(this, t);
    try {
      unhandledException(t);
    } catch (Throwable rethrown) {
      end();
      throw rethrown;
    }
    return finish();
  }

  private Continuation complete() throws Throwable {
    return hasAny(UNWOUND) ? endUnwinding() : finish();
  }

  private Continuation endUnwinding() throws Throwable {
    Unwinding how = link instanceof Unwinding begun ? begun : Unwinding.STOPPED;
    Throwable failure = how.failure();
    if (how.isReturn()) {
      control &= ~UNWOUND;
      if (failure != null) {
        return fail(failure);
      }
      try {
        returnEarly(how.value());
      } catch (Throwable t) {
        return fail(t);
      }
      return finish();
    }
    if (failure != null) {
      control |= FAILED;
    }
    try {
      unhandledStopped(failure);
    } catch (Throwable rethrown) {
      end();
      throw rethrown;
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

  /** Ends the body: it can no longer be resumed, and holds no references. */
  final void end() {
    control = (control & (STATE | UNWOUND | FAILED)) | FINAL;
    VarHandle.storeStoreFence();
    link = null;
    $clear();
    if (Watch.STEPS) {
      Watch.ended(this, ending());
    }
  }

  // ---- For OneShotPoint: operations on a suspended frame that this thread owns.

  /** Lets the point stand in for the awaiter in the frame. */
  final void guard(OneShotPoint point) {
    setAwaiter(point);
    control |= CHECKED;
  }

  /** Undoes {@link #guard}. */
  final void unguard(@Nullable Awaiter<?> awaiter) {
    setAwaiter(awaiter);
    control &= ~CHECKED;
  }

  /** Makes the frame ready to continue, ordinarily or with a signal. */
  final void settle(@Nullable Awaiter<?> awaiter, @Nullable Signal signal) {
    requireSuspended();
    if (signal == null) {
      unguard(awaiter);
    } else {
      due(signal);
    }
  }

  private void due(Signal signal) {
    control |= signal.unwinds() ? DUE | UNWINDING : DUE;
    VarHandle.storeStoreFence();
    if (signal.unwinds()) {
      link = Unwinding.by(signal, link).awaiting(null);
      control &= ~CHECKED;
    } else {
      become(signal);
    }
  }

  /** Lets the next resumption take its outcome from a signal instead of the awaiter. */
  private void become(Signal signal) {
    unguard(signal);
    if ($resumePoint() == 0) {
      control |= INITIAL;
    }
  }

  /** Makes an exception from awaitSuspend the outcome of that await. */
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

  /** Whether the body has not begun. */
  final boolean isCreated() {
    return $resumePoint() == 0 && hasAny(SUSPENDED);
  }

  private StepWatcher.Ending ending() {
    return hasAny(FAILED)
        ? StepWatcher.Ending.FAILED
        : hasAny(UNWOUND) ? StepWatcher.Ending.STOPPED : StepWatcher.Ending.COMPLETED;
  }

  // ---- For Inspection, which reads while other threads run the coroutine.

  final int controlNow() {
    return control;
  }

  final Inspection.Status statusNow() {
    int now = control;
    return (now & FINAL) != 0
        ? Inspection.Status.ENDED
        : (now & SUSPENDED) == 0 || (now & DUE) != 0
            ? Inspection.Status.RUNNING
            : (now & STATE) == 0 ? Inspection.Status.CREATED : Inspection.Status.SUSPENDED;
  }

  /** Returns what is recorded as awaited. A running body holds what it has awaited last. */
  final @Nullable Object awaitedNow() {
    return hasAny(SUSPENDED) ? current() : null;
  }

  /**
   * Returns the suspend point that a handle resumes. If the coroutine waits for an awaiter, this is
   * a point whose use the handle competes for. The order of the checks matters. There need not be a
   * happens-before edge between a handle and the threads that run the coroutine, so the handle
   * relies on nothing that it reads here unless the CAS of the point confirms it.
   */
  final SuspendPoint outside() {
    if (current() instanceof OneShotPoint point) {
      if (point.isLeftToHandles()) {
        return point;
      }
      throw notFree();
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
      throw notFree();
    }
    return point;
  }

  private IllegalStateException notFree() {
    return new IllegalStateException(
        describe()
            + " cannot be taken from the operation that it waits for: that is running, or about"
            + " to resume it, or does not allow it");
  }

  /**
   * Like {@link #outside}, but returns a point that can be kept, and is valid for this suspension
   * only.
   */
  final SuspendPoint keptOutside() {
    SuspendPoint point = outside();
    return point == this && !(link instanceof Signal)
        ? OneShotPoint.byHand(this, current())
        : point;
  }

  /**
   * Whether the coroutine is suspended where only its handle, or a consumer, resumes it. Reads
   * {@code control} twice, before and after the link: the coroutine may be running on another
   * thread.
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

  /**
   * Returns the point where the coroutine is suspended. Makes the point now if a trusted awaiter
   * has the frame. Returns null if it is too late for that.
   */
  final @Nullable OneShotPoint checked() {
    Awaiter<?> awaiter = current();
    if (awaiter instanceof OneShotPoint point) {
      return point;
    }
    return hasAny(SUSPENDED) && awaiter instanceof FrameAwaiter<?> trusted
        ? OneShotPoint.inExchange(this, trusted)
        : null;
  }

  /** Returns the coroutine that this one awaits, unless another coroutine has replaced it. */
  final @Nullable Frame awaitedCoroutine() {
    return current() instanceof Promise callee && !callee.isHandedOver() && callee.isAwaitedBy(this)
        ? callee
        : null;
  }

  /**
   * Runs an action while this coroutine, and all that it waits for, is kept suspended. Promises
   * that are awaiters use this to {@link FrameAwaiter#exchange} the frame that waits for them:
   * while this coroutine is suspended, it does not resume another one.
   *
   * @param action the action; it has to be quick and must not wait for anything
   * @return the result of {@code action}; false, without calling it, if the coroutine is not
   *     suspended
   */
  protected final boolean whileAtRest(BooleanSupplier action) {
    return RestingChain.hold(this, action);
  }

  /**
   * Whether another coroutine continues instead of this one, see {@link Promise#handOver}.
   *
   * @return true until {@link #release}
   */
  protected final boolean isHandedOver() {
    return (control & (FINAL | HELD)) == (FINAL | HELD);
  }

  /**
   * Whether the body has ended, with any outcome, or was handed over.
   *
   * @return true at the final suspend point
   */
  protected final boolean hasEnded() {
    return hasAny(FINAL);
  }

  /** Destroys a frame at its initial or final suspend point. */
  final void destroy() {
    boolean initial = isCreated();
    if (hasAny(DESTROYED) || !(initial || hasAny(FINAL))) {
      throw new IllegalStateException(
          describe()
              + (hasAny(DESTROYED)
                  ? " was destroyed already"
                  : hasAny(SUSPENDED)
                      ? " is suspended in its body; end it by setStopped() before destroying it"
                      : " is running; a running coroutine cannot be destroyed"));
    }
    if (link instanceof OneShotPoint point) {
      point.invalidate();
    }
    if (initial) {
      startedByHandle();
      $clear();
      if (Watch.STEPS) {
        Watch.ended(this, StepWatcher.Ending.DESTROYED);
      }
    }
    dispose();
  }

  private void dispose() {
    control = $resumePoint() | FINAL | DESTROYED;
    link = null;
    recycle();
  }

  /** Marks a frame that its pool has dropped. */
  final void dropped() {
    control = FINAL | DESTROYED;
  }

  /** Marks a destroyed frame that is in a pool. */
  final void pooled() {
    if ((control & (DESTROYED | POOLED)) != DESTROYED) {
      throw new IllegalStateException(describe() + " is not for the pool to take");
    }
    control |= POOLED;
  }

  /** Makes a frame from a pool as good as new. */
  final void reopen() {
    control = SUSPENDED;
    if (Watch.on) {
      Watch.created(this);
    }
  }

  /**
   * Returns text such as "Quotes.total (Quotes.java:12)", with the line where the coroutine is
   * suspended.
   */
  final String describe() {
    return Description.of($location());
  }

  /**
   * Describes which coroutine this is, and its status: {@code "Quotes.total (Quotes.java:12):
   * suspended at line 15"}. Instead of suspended it can be created, running, completed, failed, or
   * stopped, that is, ended by the stopped signal.
   */
  @Override
  public String toString() {
    return Description.of(Description.locationIn(this, 0)) + ": " + status();
  }

  private String status() {
    if (isHandedOver()) {
      return "continues in another coroutine, which it returned";
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
   * Records the position of the coroutine that this one, which has ended, is about to resume.
   * {@link #awaiting} uses it.
   *
   * @param frame the suspended coroutine that waits for this one
   */
  protected final void endsFor(Frame frame) {
    control = (control & ~STATE) | frame.$resumePoint();
  }

  /**
   * Copies how another coroutine has ended, which has completed this one, see {@link
   * Promise#handOver}.
   *
   * @param other the coroutine that has ended
   */
  protected final void endsAs(Frame other) {
    control = (control & ~HELD) | (other.control & (FAILED | UNWOUND));
  }

  /**
   * Describes where a coroutine awaits this one, or did, for messages.
   *
   * @param frame the awaiting coroutine; if this coroutine has ended, {@link #endsFor} was called
   *     with it
   * @return text such as {@code "Quotes.total (Quotes.java:12)"}
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
    return awaiter instanceof Unwinding begun ? begun.awaited() : awaiter;
  }

  /** Whether the coroutine is suspended in its body, neither before its start nor after its end. */
  final boolean isInBody() {
    return $resumePoint() != 0 && !hasAny(FINAL);
  }

  /** Whether a signal decides how the coroutine continues. */
  final boolean hasSignal() {
    return hasAny(DUE | UNWINDING);
  }

  private void setAwaiter(@Nullable Awaiter<?> awaiter) {
    if (link != awaiter) { // loops await the same object repeatedly, and the store has a barrier
      replaceAwaiter(awaiter);
    }
  }

  private void replaceAwaiter(@Nullable Awaiter<?> awaiter) {
    link = link instanceof Unwinding begun ? begun.awaiting(awaiter) : awaiter;
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
                              ? " is held until the coroutine that replaces it has ended"
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
