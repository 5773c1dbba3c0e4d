package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The former place of the methods of {@link Task}, for programs that were written before.
 *
 * @deprecated removed before 1.0; call the methods of {@link Task}
 */
@Deprecated
@SuppressWarnings("MissingSummary")
public final class Tasks {
  private Tasks() {}

  /** As {@link Task#syncWait(Awaitable)}. */
  public static <T extends @Nullable Object> T syncWait(Awaitable<T> awaitable)
      throws InterruptedException {
    return Task.syncWait(awaitable);
  }

  /** As {@link Task#toCompletableFuture}. */
  public static <T extends @Nullable Object> CompletableFuture<T> toCompletableFuture(
      Awaitable<T> awaitable) {
    return Relay.taskOf(awaitable, "toCompletableFuture").toCompletableFuture();
  }

  /** As {@link Task#whenAll(java.util.Collection)}. */
  public static <T extends @Nullable Object> Task<List<T>> whenAll(
      List<? extends Awaitable<? extends T>> awaitables) {
    return Task.whenAll(awaitables);
  }

  /** As {@link Task#whenAll(Awaitable[])}. */
  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies
  public static <T extends @Nullable Object> Task<List<T>> whenAll(
      Awaitable<? extends T>... awaitables) {
    return Task.whenAll(List.of(awaitables));
  }

  /** As {@link Task#whenAll(Awaitable, Awaitable, BiFunction)}. */
  public static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      Task<R> whenAll(
          Awaitable<? extends A> first,
          Awaitable<? extends B> second,
          BiFunction<? super A, ? super B, ? extends R> combine) {
    return Task.whenAll(first, second, combine);
  }

  /** As {@link Task#delay(Duration)}. */
  public static Awaitable<@Nullable Void> delay(Duration duration) {
    return Task.delay(duration);
  }

  /** As {@link Task#delay(Duration, Executor)}. */
  public static Awaitable<@Nullable Void> delay(Duration duration, Executor executor) {
    return Task.delay(duration, executor);
  }

  /** As {@link Task#switchTo}. */
  public static Awaitable<@Nullable Void> resumeOn(Executor executor) {
    return Task.switchTo(executor);
  }

  /** As {@link Task#on}. */
  public static <T extends @Nullable Object> Task<T> scheduleOn(
      Executor executor, Awaitable<T> awaitable) {
    return Relay.taskOf(awaitable, "on").on(executor);
  }
}
