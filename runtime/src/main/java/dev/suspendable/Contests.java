package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks of {@link Task#whenAny}, {@link Task#race}, {@link Task#whenAllSettled}. */
final class Contests {
  private Contests() {}

  /** The first that ends in any way. */
  static class Race<T extends @Nullable Object> extends Contest<Winner<T>> {
    private int winner = -1;
    private @Nullable Object outcome = Outcome.STOPPED;

    Race(String method, Collection<? extends Awaitable<? extends T>> awaitables) {
      super(method, awaitables);
      if (size() == 0) {
        throw new IllegalArgumentException(method + " of nothing never ends");
      }
    }

    /** Whether an outcome decides the contest. */
    boolean isDecisive(@Nullable Object ended) {
      return ended != Outcome.STOPPED;
    }

    /** Takes an outcome that does not decide. */
    void note(@Nullable Object ended) {}

    /** Takes the exception of one that ended later. */
    private void suppress(Throwable late) {
      if (outcome instanceof Outcome.Failure first && first.error() != late) {
        first.error().addSuppressed(late);
      }
    }

    @Override
    final synchronized boolean ended(int index, @Nullable Object ended) {
      if (winner >= 0) {
        if (ended instanceof Outcome.Failure failure) {
          suppress(failure.error());
        }
        return false;
      }
      if (!isDecisive(ended)) {
        note(ended);
        return false;
      }
      winner = index;
      outcome = ended;
      return true;
    }

    /** The outcome if none was decisive. */
    @Nullable Object undecided() {
      return Outcome.STOPPED;
    }

    @Override
    final synchronized boolean isStopped() {
      return winner < 0 && undecided() == Outcome.STOPPED;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a T, null only where T allows it
    final synchronized @Nullable Object outcome() {
      if (winner < 0) {
        return undecided();
      }
      return outcome instanceof Outcome.Failure ? outcome : new Winner<>(winner, (T) outcome);
    }
  }

  /** The first that succeeds. */
  static final class Any<T extends @Nullable Object> extends Race<T> {
    private @Nullable Throwable first;

    Any(Collection<? extends Awaitable<? extends T>> awaitables) {
      super("whenAny", awaitables);
    }

    @Override
    boolean isDecisive(@Nullable Object ended) {
      return ended != Outcome.STOPPED && !(ended instanceof Outcome.Failure);
    }

    @Override
    void note(@Nullable Object ended) {
      if (ended instanceof Outcome.Failure failure) {
        if (first == null) {
          first = failure.error();
        } else if (first != failure.error()) {
          first.addSuppressed(failure.error());
        }
      }
    }

    @Override
    @Nullable Object undecided() {
      return first == null ? Outcome.STOPPED : new Outcome.Failure(first);
    }
  }

  /** All, however they end. */
  static final class Settled<T extends @Nullable Object> extends Contest<List<Result<T>>> {
    private final @Nullable Object[] outcomes;

    Settled(Collection<? extends Awaitable<? extends T>> awaitables) {
      super("whenAllSettled", awaitables);
      outcomes = new Object[size()];
    }

    @Override
    synchronized boolean ended(int index, @Nullable Object ended) {
      outcomes[index] = ended;
      return false;
    }

    @Override
    boolean isStopped() {
      return false;
    }

    @Override
    synchronized Object outcome() {
      List<Result<T>> results = new ArrayList<>(outcomes.length);
      Arrays.stream(outcomes).forEach(each -> results.add(Result.<T>ofOutcome(each)));
      return Collections.unmodifiableList(results);
    }
  }
}
