package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of {@link Task#whenAny}, {@link Task#some}, {@link Task#race}, {@link
 * Task#whenAllSettled}: contests of a given collection.
 */
final class Contests {
  private Contests() {}

  /** A contest of the awaitables of a collection. */
  abstract static class OfAll<R extends @Nullable Object> extends Contest<R> {
    private final List<TaskPromise<?>> tasks = new ArrayList<>();
    private int started;

    OfAll(String method, Collection<? extends Awaitable<?>> awaitables) {
      super(method);
      for (Awaitable<?> each : awaitables) {
        tasks.add(Relay.taskOf(each, method));
      }
    }

    final int size() {
      return tasks.size();
    }

    @Override
    final @Nullable TaskPromise<?> next() {
      return started < tasks.size() ? tasks.get(started++) : null;
    }
  }

  /** The first that ends with a value or an exception. */
  static final class Race<T extends @Nullable Object> extends OfAll<Winner<T>> {
    private @Nullable Winner<T> winner;
    private @Nullable Failures failures;

    Race(Collection<? extends Awaitable<? extends T>> awaitables) {
      super("race", awaitables);
      if (size() == 0) {
        throw new IllegalArgumentException("race of nothing never ends");
      }
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a T, null only where T allows it
    synchronized boolean ended(int index, @Nullable Object ended) {
      if (ended == Outcome.STOPPED || winner != null) {
        return false;
      }
      boolean isFirst = failures == null;
      if (ended instanceof Outcome.Failure failure) {
        failures = Failures.and(failures, failure);
      } else if (isFirst) {
        winner = new Winner<>(index, (T) ended);
      }
      return isFirst;
    }

    @Override
    synchronized boolean isStopped() {
      return winner == null && failures == null;
    }

    @Override
    synchronized @Nullable Object outcome() {
      return failures != null ? failures.outcome() : winner;
    }
  }

  /** The first that succeed, a number of them. */
  abstract static class First<T extends @Nullable Object, R> extends OfAll<R> {
    private final List<Winner<T>> winners = new ArrayList<>();
    private final int wanted;
    private int left;
    private @Nullable Failures failures;

    First(String method, int wanted, Collection<? extends Awaitable<? extends T>> awaitables) {
      super(method, awaitables);
      if (wanted < 0 || wanted > size()) {
        throw new IllegalArgumentException(
            method + ": " + wanted + " of " + size() + " cannot succeed");
      }
      this.wanted = wanted;
      this.left = size();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a T, null only where T allows it
    final synchronized boolean ended(int index, @Nullable Object ended) {
      boolean isDecided = isWon() || isLost();
      left--;
      if (ended instanceof Outcome.Failure failure) {
        failures = Failures.and(failures, failure);
      } else if (ended != Outcome.STOPPED && !isDecided) {
        winners.add(new Winner<>(index, (T) ended));
      }
      return !isDecided && (isWon() || isLost());
    }

    private boolean isWon() {
      return winners.size() == wanted;
    }

    /** Whether too few are left. */
    private boolean isLost() {
      return winners.size() + left < wanted;
    }

    @Override
    final synchronized boolean isStopped() {
      return !isWon() && failures == null;
    }

    /** Returns the result, in the order in which they have succeeded. */
    abstract R resultOf(List<Winner<T>> first);

    @Override
    final synchronized @Nullable Object outcome() {
      return isWon() ? resultOf(winners) : failures == null ? null : failures.outcome();
    }
  }

  /** {@link Task#whenAny}. */
  static final class Any<T extends @Nullable Object> extends First<T, Winner<T>> {
    Any(Collection<? extends Awaitable<? extends T>> awaitables) {
      super("whenAny", 1, awaitables);
    }

    @Override
    Winner<T> resultOf(List<Winner<T>> first) {
      return first.get(0);
    }
  }

  /** {@link Task#some}. */
  static final class Some<T extends @Nullable Object> extends First<T, List<Winner<T>>> {
    Some(int wanted, Collection<? extends Awaitable<? extends T>> awaitables) {
      super("some", wanted, awaitables);
    }

    @Override
    List<Winner<T>> resultOf(List<Winner<T>> first) {
      return Collections.unmodifiableList(first);
    }
  }

  /** All, however they end. */
  static final class Settled<T extends @Nullable Object> extends OfAll<List<Result<T>>> {
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
