package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.SuspendAlways;
import dev.suspendable.internal.Throwing;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The common part of the generators of all value types: everything except the field for the value.
 * The generated frame is the generator.
 */
abstract class GeneratorBase<T extends @Nullable Object> extends Promise implements Generator<T> {

  /*
   * Overview.
   *
   * A body continues in hasNext(), by Frame.pull(). The whole path of an element is hasNext, pull,
   * step, yieldValue and the take in next(); all these calls are inlined. Everything else that can
   * happen is after pull(), in branches that C2 finds never taken.
   *
   * Nested generators. yieldAll(inner) and `return inner` hold the body (Frame.hold) and let the
   * inner generator continue instead. The consumer always calls the outermost generator, the root.
   * The field `innermost` of the root is the generator to continue, and each nested generator knows
   * the one around it, its `outer`. So an element costs the same at any depth, and nothing nests on
   * the Java stack. The value is copied to the root. A body that was left by `return inner` is not
   * around inner. The exception is the body of the root: there is nothing further out.
   *
   *     root   -- innermost --> c          after: root's body did yieldAll(a), a's yieldAll(b),
   *     root <- outer - a <- outer - b <- outer - c      and b's yieldAll(c)
   *
   * A nested body is lent to the root (Frame.lend): no other consumer can pull it.
   *
   * In a nested generator, `innermost` is the generator that its body has just put in its own
   * place, until the root takes it; or the generator that was nested in it when it was itself a
   * root.
   *
   * The fields that are read first in a new generator do not start as zero. C2 clears an object by
   * one wide store, and some processors cannot serve a load from such a store until it is done.
   * Constants other than zero are stored one by one, and the processors can serve loads from these
   * stores.
   */

  /** Neither nested nor running nested generators. */
  private static final byte FREE = 1;

  private static final byte NESTED = 2;

  /** Nested, with a value that its consumer has requested earlier and not taken. */
  private static final byte NESTED_FULL = 4;

  /** Nested generators are running. */
  private static final byte BUSY = 3;

  /** The body is not suspended at a yield, or its value has been taken. */
  private boolean empty = true;

  /** The body has ended. A generator that it returned may continue. */
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

  /** The generator that yields all of this one. */
  @Override
  protected final @Nullable Object chainParent() {
    return outer;
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
   * @throws NullPointerException if the values are null
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
    NullReturn.check(this, generator, "a generator");
    return new Delegation<>(generator);
  }

  /** Records that a value is available. */
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
   * Ensures that the value field of the subclass has a value, and takes it.
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

  /** Removes the value from its field, boxed if necessary. */
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
    inner.empty = true; // so a direct consumer gets the exception
    inner.lend();
    inner.outer = around;
    innermost = inner;
  }

  private static <T extends @Nullable Object> GeneratorBase<T> generatorOf(Iterable<T> values) {
    return values instanceof GeneratorBase<T> ours ? ours : new IterableGenerator<>(values);
  }

  /** Ends this body, and lets the generator that it returned continue instead. */
  private void delegateTo(Generator<? extends T> generator) {
    putInPlace(generator, outer == null ? this : outer);
    handOver();
    ended = true;
  }

  /** Continues with the generators that this generator's body has put in its own place. */
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

  /** Stores the state that the next element needs, and the value for the consumer. */
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

  /** Returns the generator that a body has put in its own place. */
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

  /**
   * Leaves a body permanently. Returns the body around it, which is held; null if this is the
   * outermost.
   */
  @SuppressWarnings("unchecked") // all of them yield to this one
  private @Nullable GeneratorBase<? extends T> leave(GeneratorBase<? extends T> active) {
    GeneratorBase<?> around = active.takeOut();
    while (around != null && around.ended) { // by `return active`
      around.release(null);
      around = around.takeOut();
    }
    return (GeneratorBase<? extends T>) around;
  }

  /** Takes this generator out of the one that it was nested in, and returns that one. */
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
      throw Throwing.asUnchecked(failure);
    }
  }

  private void closeBody() {
    dropValue();
    release(null);
    if (!ended) {
      $stop();
      while (hasNext()) {
        dropValue();
      }
    }
  }

  private void dropValue() {
    removeValue();
    empty = true;
  }

  /** Leaves the body; its consumer then finds the generator. */
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
