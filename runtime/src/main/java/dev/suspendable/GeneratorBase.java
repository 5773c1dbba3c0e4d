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
  /** The body rests at a yield, and its value has not been taken. */
  private boolean ready;

  /** The body has ended and this generator with it. Not set when a delegate goes on. */
  private boolean ended;

  /** The generator that this one's body returned, which supplies the rest of the values. */
  private @Nullable Generator<? extends T> delegate;

  GeneratorBase() {}

  // ---- Hooks.

  @Override
  protected final Awaitable<?> initialSuspend() {
    return SuspendAlways.INSTANCE;
  }

  @Override
  protected final Awaitable<?> finalSuspend() {
    ended = true;
    return SuspendAlways.INSTANCE;
  }

  /** {@code return Generator.end()}. */
  protected final void returnVoid() {}

  /** Rethrows to the consumer. */
  @Override
  protected final void unhandledException(Throwable t) throws Throwable {
    ended = true;
    throw t;
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
    ready = true;
    return SuspendAlways.INSTANCE;
  }

  // ---- Iterator.

  @Override
  public final boolean hasNext() {
    if (ready) {
      return true;
    }
    if (delegate == null) {
      if (ended) {
        return false;
      }
      run();
    }
    return delegate == null ? settled() : delegateHasNext();
  }

  /**
   * Takes the value of this generator's own body, for a subclass that has it in a field.
   *
   * @return false if the next value is that of {@link #delegate}
   * @throws NoSuchElementException if there is no value
   */
  final boolean take() {
    if (!ready && !hasNext()) {
      throw new NoSuchElementException();
    }
    boolean own = ready;
    ready = false;
    return own;
  }

  @SuppressWarnings("NullAway") // asked for only after take() returned false
  final Generator<? extends T> delegate() {
    return delegate;
  }

  private boolean settled() {
    if (!ready && !ended) {
      throw new IllegalStateException(handle() + " suspended without yielding a value");
    }
    return ready;
  }

  /**
   * Runs the bodies of a chain of delegates from here: if each asked the next one, the chain would
   * stand on the Java stack.
   */
  private boolean delegateHasNext() {
    for (; ; ) {
      Generator<? extends T> last = shortenedDelegate();
      if (!(last instanceof GeneratorBase<?> own)) {
        return last.hasNext();
      }
      if (own.ready || own.ended) {
        return own.ready;
      }
      own.run();
      if (own.delegate == null) {
        return own.settled();
      }
    }
  }

  /** The end of the chain of delegates, which becomes the only link of it. */
  @SuppressWarnings("NullAway") // called only if there is a delegate
  private Generator<? extends T> shortenedDelegate() {
    delegate = endOfChain(delegate);
    return delegate;
  }

  private static <T extends @Nullable Object> Generator<? extends T> endOfChain(
      Generator<? extends T> start) {
    Generator<? extends T> last = start;
    while (last instanceof GeneratorBase<? extends T> own && own.delegate != null) {
      last = own.delegate;
    }
    return last;
  }

  // ---- AutoCloseable.

  @Override
  public final void close() {
    if (delegate != null) {
      shortenedDelegate().close();
      return;
    }
    if (ended) {
      return;
    }
    setDone().run();
    while (!ended && ready) {
      ready = false;
      run();
    }
    ready = false;
  }

  private void delegateTo(Generator<? extends T> generator) {
    Generator<? extends T> last = endOfChain(generator);
    if (last == this) {
      throw new IllegalStateException(handle() + " returned itself, or one that returned it");
    }
    delegate = last;
    handOver();
  }

  /** Leaves the body; its consumer finds the delegate. */
  private static final class Delegation<T extends @Nullable Object>
      extends LastSuspend<@Nullable Void> {
    private final Generator<? extends T> generator;

    Delegation(Generator<? extends T> generator) {
      this.generator = generator;
    }

    @Override
    @SuppressWarnings("unchecked") // made by a generator of this type, for itself
    public Continuation awaitSuspend(Frame frame) {
      ((GeneratorBase<T>) frame).delegateTo(generator);
      return Continuation.NOOP;
    }
  }
}
