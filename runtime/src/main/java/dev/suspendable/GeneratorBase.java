package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.SuspendAlways;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What generators of all types of values have in common: everything but the field for the value.
 * The generated frame is the generator.
 */
abstract class GeneratorBase<T extends @Nullable Object> extends Promise implements Generator<T> {

  /*
   * Overview.
   *
   * A body goes on in hasNext(), by Frame.pull(). The whole path of an element is hasNext, pull, step,
   * yieldValue and the take in next(), without a call that is not inlined; whatever else can happen is
   * behind pull(), where C2 finds that it never does.
   *
   * Nested generators. yieldAll(inner) and `return inner` hold the body (Frame.hold), and put the inner
   * one in its place. The consumer always asks the outermost generator, the root. Its `innermost` is
   * where to go on, and each nested generator knows the one around it, its `outer`: so an element costs
   * the same at any depth, and nothing nests on the Java stack. The value is copied to the root. A body
   * that was left by `return inner` is not around inner; only if it is the root's, there is nothing
   * further out.
   *
   *     root   -- innermost --> c          after: root's body did yieldAll(a), a's yieldAll(b),
   *     root <- outer - a <- outer - b <- outer - c      and b's yieldAll(c)
   *
   * A nested body is lent to the root (Frame.lend): nobody else can pull it.
   *
   * In a generator that is nested, `innermost` is what its body has just put in its place, until the
   * root comes and takes it; or what was nested in it when it was a root itself.
   *
   * What a new generator is asked first is not zero. C2 clears an object by one wide store, from which
   * some processors cannot serve a load until it is done; constants that are not zero it stores one by
   * one, and these they can serve.
   */

  /** Neither nested nor running nested ones. */
  private static final byte FREE = 1;

  private static final byte NESTED = 2;

  /** Nested with a value that its consumer has asked for before, and not taken. */
  private static final byte NESTED_FULL = 4;

  /** Nested generators are running. */
  private static final byte BUSY = 3;

  /** The body does not rest at a yield, or its value has been taken. */
  private boolean empty = true;

  /** The body has ended. What it has put in its place may go on. */
  private boolean ended;

  private byte place = FREE;

  private @Nullable GeneratorBase<? extends T> innermost;
  private @Nullable GeneratorBase<?> outer;

  GeneratorBase() {}

  // ---- Hooks.

  @Override
  protected final Awaitable<?> initialSuspend() {
    return SuspendAlways.INSTANCE;
  }

  @Override
  protected final Continuation transferAtEnd() {
    ended = true;
    return Continuation.NOOP;
  }

  /** {@code return Generator.end()}. */
  protected final void returnVoid() {}

  /** Rethrows to the consumer, or to the generator that yields all of this one. */
  @Override
  protected final void unhandledException(Throwable t) throws Throwable {
    ended = true;
    throw t;
  }

  /**
   * {@code yieldAll(values)}.
   *
   * @throws NullPointerException if there is nothing to take values from
   */
  protected final SuspendAlways yieldAll(Iterable<? extends T> values) {
    putInPlace(values, this);
    hold();
    return SuspendAlways.INSTANCE;
  }

  /**
   * {@code return generator}.
   *
   * @throws NullPointerException if the generator is null
   */
  protected final Awaitable<@Nullable Void> returnFrom(Generator<? extends T> generator) {
    Objects.requireNonNull(generator, "the coroutine returned null instead of a generator");
    return new Delegation<>(generator);
  }

  /** Notes that a value is there to be taken. */
  final SuspendAlways yielded() {
    empty = false;
    return SuspendAlways.INSTANCE;
  }

  // ---- Iterator.

  @Override
  public final boolean hasNext() {
    return !empty || (pull() && (!empty || pullNested()));
  }

  /**
   * Makes sure that there is a value in the field that the subclass has for it, and takes it.
   *
   * @throws NoSuchElementException if there is no value
   */
  final void take() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    empty = true;
  }

  /** Moves the value of a nested generator into the field of this one. */
  abstract void takeFrom(GeneratorBase<? extends T> nested);

  /** Removes the value from its field, in a box if need be. */
  abstract T removeValue();

  // ---- Nested generators.

  private void putInPlace(Iterable<? extends T> values, GeneratorBase<?> around) {
    GeneratorBase<? extends T> inner = generatorOf(values);
    if (inner == this || inner.place != FREE) {
      throw new IllegalStateException(
          inner.handle()
              + " cannot be yielded from here: it is around this generator, or in another");
    }
    inner.place = inner.empty ? NESTED : NESTED_FULL;
    inner.empty = true; // for whoever asks it, and is refused
    inner.lend();
    inner.outer = around;
    innermost = inner;
  }

  private static <T extends @Nullable Object> GeneratorBase<T> generatorOf(Iterable<T> values) {
    return values instanceof GeneratorBase<T> ours ? ours : new IterableGenerator<>(values);
  }

  /** Ends this body, and lets the generator that it returned go on in its place. */
  private void delegateTo(Generator<? extends T> generator) {
    putInPlace(generator, outer == null ? this : outer);
    handOver();
    ended = true;
  }

  /** Goes on where this generator's body has put others in its place. */
  private boolean pullNested() {
    requireRoot();
    place = BUSY;
    try {
      empty = !pullInnermost();
    } finally {
      place = FREE;
    }
    return !empty;
  }

  private boolean pullInnermost() {
    GeneratorBase<? extends T> active = into(this);
    for (; ; ) {
      boolean rests;
      try {
        rests = !active.empty || active.pullLent();
      } catch (Throwable t) {
        GeneratorBase<? extends T> around = leave(active);
        if (around == null) {
          throw t;
        }
        around.release(t);
        active = around;
        continue;
      }
      if (!active.empty) {
        rest(active);
        return true;
      }
      if (rests) {
        active = into(active);
        continue;
      }
      GeneratorBase<? extends T> around = leave(active);
      if (around == null) {
        return false;
      }
      around.release(null);
      active = around;
    }
  }

  /** Keeps what the next element needs, and its value for the consumer. */
  private void rest(GeneratorBase<? extends T> active) {
    if (active == this) {
      innermost = null;
    } else {
      if (innermost != active) {
        innermost = active;
      }
      active.empty = true;
      takeFrom(active);
    }
  }

  /** What a body has put in its place. */
  private GeneratorBase<? extends T> into(GeneratorBase<? extends T> active) {
    GeneratorBase<? extends T> inner = active.innermost;
    if (inner == null) {
      throw new IllegalStateException(active.handle() + " suspended without yielding a value");
    }
    if (active != this) {
      active.innermost = null;
    }
    if (inner.place == NESTED_FULL) {
      inner.place = NESTED;
      inner.empty = false;
    }
    return inner;
  }

  /** Leaves a body for good. Returns the one around it, which is held; null if there is none. */
  @SuppressWarnings("unchecked") // all of them yield to this one
  private @Nullable GeneratorBase<? extends T> leave(GeneratorBase<? extends T> active) {
    GeneratorBase<?> around = active.takeOut();
    while (around != null && around.ended) { // by `return active`
      around.release(null);
      around = around.takeOut();
    }
    return (GeneratorBase<? extends T>) around;
  }

  /** Returns what this one was nested in, and is no more. */
  private @Nullable GeneratorBase<?> takeOut() {
    GeneratorBase<?> around = outer;
    if (around != null) {
      outer = null;
      place = FREE;
      takeBack();
    }
    return around;
  }

  private void requireRoot() {
    if (place != FREE) {
      throw new IllegalStateException(
          handle()
              + (place == BUSY
                  ? " is already running"
                  : " is nested in another generator; ask that one"));
    }
  }

  // ---- AutoCloseable.

  @Override
  public final void close() {
    requireRoot();
    GeneratorBase<? extends T> active = this;
    while (active.innermost != null) {
      active = into(active);
    }
    innermost = null;
    dropValue(); // a body that was left by `return inner` is not around it
    Throwable failure = null;
    while (active != null) {
      GeneratorBase<? extends T> around = leave(active);
      place = around != null ? BUSY : FREE;
      try {
        active.closeBody();
      } catch (Throwable t) {
        if (failure == null) {
          failure = t;
        } else if (failure != t) {
          failure.addSuppressed(t);
        }
      }
      active = around;
    }
    if (failure != null) {
      GeneratorBase.<RuntimeException>rethrow(failure);
    }
  }

  private void closeBody() {
    dropValue();
    release(null);
    if (!ended) {
      setStopped().run();
      while (hasNext()) {
        dropValue();
      }
    }
  }

  private void dropValue() {
    removeValue();
    empty = true;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as it is, checked or not
  private static <X extends Throwable> void rethrow(Throwable t) throws X {
    throw (X) t;
  }

  /** Leaves the body; its consumer finds the generator. */
  private static final class Delegation<T extends @Nullable Object>
      extends LastSuspend<@Nullable Void> {
    private final Generator<? extends T> generator;

    Delegation(Generator<? extends T> generator) {
      this.generator = generator;
    }

    @Override
    @SuppressWarnings("unchecked") // made by a generator of this type, for itself
    public Continuation awaitSuspendUnchecked(Frame frame) {
      ((GeneratorBase<T>) frame).delegateTo(generator);
      return Continuation.NOOP;
    }
  }
}
