package dev.suspendable.scope;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The joiners of {@link Joiner}. */
final class Joiners {
  private Joiners() {}

  /**
   * Collects failures. A joiner and its scope both collect those of the same subtasks, so they are
   * put together where they are reported: the first one, with the others as suppressed exceptions.
   * So many are kept that a scope with a limit takes constant memory.
   */
  static final class Failures {
    private static final int MOST = 100;

    private final List<Throwable> failures = new ArrayList<>();

    synchronized void add(Throwable failure) {
      if (failures.size() < MOST) {
        failures.add(failure);
      }
    }

    synchronized void throwFirst() throws Throwable {
      if (!failures.isEmpty()) {
        Throwable first = failures.get(0);
        addTo(first);
        throw first;
      }
    }

    /** Adds those that are not there already. */
    synchronized void addTo(Throwable reported) {
      Set<Throwable> known = Collections.newSetFromMap(new IdentityHashMap<>());
      known.add(reported);
      Collections.addAll(known, reported.getSuppressed());
      for (Throwable each : failures) {
        if (known.add(each)) {
          reported.addSuppressed(each);
        }
      }
    }
  }

  /** Fails with the first failure. */
  static class AwaitAllSuccessful<T extends @Nullable Object> implements Joiner<T, @Nullable Void> {
    private final Failures failures = new Failures();

    @Override
    public boolean onComplete(Subtask<? extends T> subtask) {
      if (subtask.state() != Subtask.State.FAILED) {
        return false;
      }
      failures.add(subtask.exception());
      return true;
    }

    @Override
    @SuppressWarnings("NullAway") // Void has no other value
    public @Nullable Void result() throws Throwable {
      failures.throwFirst();
      return null;
    }
  }

  /** Keeps the subtasks. */
  private abstract static class Keeping<T extends @Nullable Object>
      implements Joiner<T, List<Subtask<T>>> {
    private final List<Subtask<T>> subtasks = new ArrayList<>();

    @Override
    @SuppressWarnings("unchecked") // a subtask only produces its value
    public final boolean onFork(Subtask<? extends T> subtask) {
      synchronized (subtasks) {
        subtasks.add((Subtask<T>) subtask);
      }
      return false;
    }

    @Override
    public List<Subtask<T>> result() throws Throwable {
      synchronized (subtasks) {
        return Collections.unmodifiableList(new ArrayList<>(subtasks));
      }
    }
  }

  /** Fails with the first failure, or returns all. */
  static final class AllSuccessful<T extends @Nullable Object> extends Keeping<T> {
    private final Failures failures = new Failures();

    @Override
    public boolean onComplete(Subtask<? extends T> subtask) {
      if (subtask.state() != Subtask.State.FAILED) {
        return false;
      }
      failures.add(subtask.exception());
      return true;
    }

    @Override
    public List<Subtask<T>> result() throws Throwable {
      failures.throwFirst();
      return super.result();
    }
  }

  /** Returns all. */
  static final class AllUntil<T extends @Nullable Object> extends Keeping<T> {
    private final Predicate<Subtask<? extends T>> isDone;

    AllUntil(Predicate<Subtask<? extends T>> isDone) {
      this.isDone = Objects.requireNonNull(isDone, "isDone");
    }

    @Override
    public boolean onComplete(Subtask<? extends T> subtask) {
      return isDone.test(subtask);
    }
  }

  /** Returns the first success. */
  static final class AnySuccessful<T extends @Nullable Object> implements Joiner<T, T> {
    private final Failures failures = new Failures();
    private @Nullable Subtask<? extends T> winner;

    @Override
    public boolean onComplete(Subtask<? extends T> subtask) {
      if (subtask.state() == Subtask.State.FAILED) {
        failures.add(subtask.exception());
        return false;
      }
      synchronized (this) {
        if (winner == null) {
          winner = subtask;
        }
      }
      return true;
    }

    @Override
    public synchronized T result() throws Throwable {
      if (winner != null) {
        return winner.get();
      }
      failures.throwFirst();
      throw new IllegalStateException("No subtask was forked, or all were stopped");
    }
  }

  /** Waits. */
  static final class AwaitAll<T extends @Nullable Object> implements Joiner<T, @Nullable Void> {
    @Override
    @SuppressWarnings("NullAway") // Void has no other value
    public @Nullable Void result() {
      return null;
    }
  }
}
