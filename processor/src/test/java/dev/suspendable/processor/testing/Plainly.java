package dev.suspendable.processor.testing;

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
    trial.awaitPlainly("yielded " + Shown.value(value), trial::failureElsewhere);
  }

  /** First in every block that catches all: the done signal is not an exception. */
  public static void uncaught(Throwable caught) {
    if (caught instanceof Stopped stopped) {
      throw stopped;
    }
  }
}
