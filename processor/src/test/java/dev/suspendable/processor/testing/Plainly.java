package dev.suspendable.processor.testing;

import dev.suspendable.AsyncCloseable;
import dev.suspendable.Task;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the plain programs' own version of {@code Coroutines}, and their catch blocks, call. */
public final class Plainly {
  private Plainly() {}

  /** The result of a coroutine that has run when it was called. */
  public static <T extends @Nullable Object> T await(Task<T> task) {
    return Driver.plainResult(task);
  }

  /** The result of a stage that is complete. */
  public static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw Trial.sneak(Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  /** A generator's value. */
  public static void yielded(@Nullable Object value) {
    Trial trial = Trial.current();
    if (!trial.isClosed()) {
      trial.awaitPlainly("yielded " + Shown.value(value), trial::failureElsewhere);
    }
  }

  /**
   * The body of a plain coroutine.
   *
   * @param <T> type of the task's value
   */
  @FunctionalInterface
  public interface Body<T extends @Nullable Object> {
    /** Runs it. */
    Task<T> run() throws Throwable;
  }

  /** A task that runs its body when it is awaited. */
  public static <T extends @Nullable Object> Task<T> lazily(Body<T> body) {
    return new LazyTask<>(body);
  }

  /** {@code return task}, which awaits it where it stands. */
  public static <T extends @Nullable Object> Task<T> returned(@Nullable Task<? extends T> task) {
    Objects.requireNonNull(task, "the coroutine returned null instead of a task");
    return Task.of(Driver.plainResult(task));
  }

  /**
   * Closes a resource whose closing is a task, behind a body that has thrown {@code thrown}. The
   * stopped signal is not suppressed by what the body has thrown.
   */
  public static void close(AsyncCloseable resource, @Nullable Throwable thrown) {
    try {
      Driver.plainResult((Task<?>) resource.closeAsync());
    } catch (Stopped stopped) {
      throw stopped;
    } catch (Throwable failure) {
      if (thrown == null) {
        throw Trial.sneak(failure);
      }
      thrown.addSuppressed(failure);
    }
  }

  /** First in every block that catches all: a stop or an early return is not an exception. */
  public static void uncaught(Throwable caught) {
    if (caught instanceof Stopped stopped) {
      throw stopped;
    }
    if (caught instanceof EarlyReturn early) {
      throw early;
    }
  }
}
