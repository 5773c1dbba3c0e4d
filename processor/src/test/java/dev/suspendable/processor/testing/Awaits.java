package dev.suspendable.processor.testing;

import dev.suspendable.Task;
import dev.suspendable.annotations.SuspensionOperator;
import dev.suspendable.coroutine.Awaiter;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What test programs import: a suspension operator that yields its operand, and means of leaving a
 * trace. The operators' own bodies run in the plain programs, their companions in the transformed
 * ones.
 */
public final class Awaits {
  private Awaits() {}

  // ---- The trace.

  /** Leaves a line in the trace. */
  public static void log(@Nullable Object event) {
    Trial.current().log(event instanceof String text ? text : Shown.value(event));
  }

  /** Leaves a value in the trace, and returns it. */
  public static <T extends @Nullable Object> T see(T value) {
    log("see " + Shown.value(value));
    return value;
  }

  /** As {@link #see(Object)}. */
  public static boolean see(boolean value) {
    see((Boolean) value);
    return value;
  }

  /** As {@link #see(Object)}. */
  public static byte see(byte value) {
    see((Byte) value);
    return value;
  }

  /** As {@link #see(Object)}. */
  public static short see(short value) {
    see((Short) value);
    return value;
  }

  /** As {@link #see(Object)}. */
  public static char see(char value) {
    see((Character) value);
    return value;
  }

  /** As {@link #see(Object)}. */
  public static int see(int value) {
    see((Integer) value);
    return value;
  }

  /** As {@link #see(Object)}. */
  public static long see(long value) {
    see((Long) value);
    return value;
  }

  /** As {@link #see(Object)}. */
  public static float see(float value) {
    see((Float) value);
    return value;
  }

  /** As {@link #see(Object)}. */
  public static double see(double value) {
    see((Double) value);
    return value;
  }

  /** Throws an exception of a type of its own, as a value of any type. */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public static <T extends @Nullable Object> T fail(String message) {
    log("fail " + message);
    throw new AwaitFailure(message);
  }

  /** Whether a loop or a recursion may go on. Answers no from some time on. */
  public static boolean more() {
    return Trial.current().hasFuel();
  }

  /** Whether an await has been answered with the stopped signal. */
  public static boolean isStopped() {
    return Trial.current().isStopped();
  }

  // ---- Awaits.

  /** The operand. */
  @SuspensionOperator
  public static <T extends @Nullable Object> T await(T value) {
    Trial trial = Trial.current();
    trial.awaitPlainly(Shown.value(value), () -> trial.failure(AwaitFailure.class));
    return value;
  }

  public static <T extends @Nullable Object> Awaiter<T> awaiter(T value) {
    return TrialAwaiter.of(value, AwaitFailure.class);
  }

  /** As {@link #await(Object)}. */
  @SuspensionOperator
  public static boolean await(boolean value) {
    return await((Boolean) value);
  }

  public static Awaiter<Boolean> awaiter(boolean value) {
    return awaiter((Boolean) value);
  }

  /** As {@link #await(Object)}. */
  @SuspensionOperator
  public static byte await(byte value) {
    return await((Byte) value);
  }

  public static Awaiter<Byte> awaiter(byte value) {
    return awaiter((Byte) value);
  }

  /** As {@link #await(Object)}. */
  @SuspensionOperator
  public static short await(short value) {
    return await((Short) value);
  }

  public static Awaiter<Short> awaiter(short value) {
    return awaiter((Short) value);
  }

  /** As {@link #await(Object)}. */
  @SuspensionOperator
  public static char await(char value) {
    return await((Character) value);
  }

  public static Awaiter<Character> awaiter(char value) {
    return awaiter((Character) value);
  }

  /** As {@link #await(Object)}. */
  @SuspensionOperator
  public static int await(int value) {
    return await((Integer) value);
  }

  public static Awaiter<Integer> awaiter(int value) {
    return awaiter((Integer) value);
  }

  /** As {@link #await(Object)}. */
  @SuspensionOperator
  public static long await(long value) {
    return await((Long) value);
  }

  public static Awaiter<Long> awaiter(long value) {
    return awaiter((Long) value);
  }

  /** As {@link #await(Object)}. */
  @SuspensionOperator
  public static float await(float value) {
    return await((Float) value);
  }

  public static Awaiter<Float> awaiter(float value) {
    return awaiter((Float) value);
  }

  /** As {@link #await(Object)}. */
  @SuspensionOperator
  public static double await(double value) {
    return await((Double) value);
  }

  public static Awaiter<Double> awaiter(double value) {
    return awaiter((Double) value);
  }

  /** The operand, or an exception of a checked type. */
  @SuspensionOperator
  public static <T extends @Nullable Object, X extends Throwable> T await(T value, Class<X> thrown)
      throws X {
    Trial trial = Trial.current();
    trial.awaitPlainly(Shown.value(value), () -> trial.failure(thrown));
    return value;
  }

  public static <T extends @Nullable Object, X extends Throwable> Awaiter<T> awaiter(
      T value, Class<X> thrown) {
    return TrialAwaiter.of(value, thrown);
  }

  /** An await for its own sake. */
  @SuspensionOperator(awaiter = "pausing")
  public static void pause() {
    await("pause");
  }

  public static Awaiter<String> pausing() {
    return awaiter("pause");
  }

  /** As {@link #await(Object)}, for programs with many awaits: javac has no choice to make. */
  @SuspensionOperator(awaiter = "awaiterOfText")
  public static String awaitText(String value) {
    return await(value);
  }

  public static Awaiter<String> awaiterOfText(String value) {
    return awaiter(value);
  }

  /** The result of another coroutine. Whether it suspends is up to that. */
  @SuspensionOperator
  public static <T extends @Nullable Object> T await(Task<T> task) {
    if (!Trial.current().mode().isPlain()) {
      throw new AssertionError("a suspension operator's body ran: the coroutine was not compiled");
    }
    return Driver.plainResult(task);
  }

  public static <T extends @Nullable Object> Awaiter<T> awaiter(Task<T> task) {
    return task.awaiter();
  }

  /** Something with an operator of its own. */
  public static <T extends @Nullable Object> Cell<T> cell(T value) {
    return new Cell<>(value);
  }

  /**
   * Something that is awaited as {@code cell.await()}.
   *
   * @param <T> type of the result
   */
  public static class Cell<T extends @Nullable Object> {
    private final T value;

    /** For subclasses in programs. */
    public Cell(T value) {
      this.value = value;
    }

    @SuspensionOperator
    public final T await() {
      return Awaits.await(value);
    }

    public final Awaiter<T> awaiter() {
      return Awaits.awaiter(value);
    }
  }

  /** A future for the runtime's own {@code await}; counts as an await that cannot be stopped. */
  public static <T extends @Nullable Object> CompletableFuture<T> future(T value) {
    Trial trial = Trial.current();
    Behaviour behaviour = trial.await("future " + Shown.value(value));
    trial.unstoppable(trial.awaits());
    boolean fails =
        behaviour == Behaviour.PLAIN_FAILURE || behaviour.kind() == Behaviour.Kind.FAILURE;
    Throwable failure = fails ? trial.failure(AwaitFailure.class) : null;
    CompletableFuture<T> future = new CompletableFuture<>();
    Runnable complete =
        () -> {
          if (failure == null) {
            future.complete(value);
          } else {
            future.completeExceptionally(failure);
          }
        };
    if (trial.mode().isPlain() || !behaviour.suspends()) {
      complete.run();
    } else {
      trial.later(complete);
    }
    return future;
  }
}
