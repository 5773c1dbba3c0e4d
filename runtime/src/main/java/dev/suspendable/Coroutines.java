package dev.suspendable;

import dev.suspendable.annotations.SuspensionOperator;
import dev.suspendable.coroutine.Awaitable;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The suspension operators, for static import: {@code await(x)}, {@code yieldValue(x)} and {@code
 * yieldAll(x)}.
 *
 * <p>They may be used only in the bodies of {@link dev.suspendable.annotations.Suspendable}
 * methods, where the processor replaces them by the suspension. In a class compiled without the
 * processor, each of them throws an {@link IllegalStateException} that says so.
 *
 * <p>{@code await} declares no checked exceptions. The checked exceptions of the awaited coroutine
 * are declared where it is called; the await throws them unchanged. For a task or stage that was
 * made elsewhere, the overloads with a {@code Class} argument declare one to the compiler:
 *
 * <pre>{@code
 * String head = await(pendingRead, IOException.class);
 * }</pre>
 */
public final class Coroutines {
  private Coroutines() {}

  /**
   * Suspends until the awaitable has a result.
   *
   * @param awaitable the awaitable to wait for
   * @return the result
   */
  @SuspensionOperator(companions = Operators.class, elidable = true)
  public static <T extends @Nullable Object> T await(Awaitable<? extends T> awaitable) {
    throw Operators.uncompiled();
  }

  /**
   * Suspends until the awaitable has a result, which may be an exception of the given class.
   *
   * @param awaitable the awaitable to wait for
   * @param thrown a class of exceptions that the awaitable may fail with; only the compiler uses
   *     it: nothing is checked or converted at run time
   * @return the result
   * @throws X the exception of the awaitable
   */
  @SuspensionOperator(companions = Operators.class)
  public static <T extends @Nullable Object, X extends Throwable> T await(
      Awaitable<? extends T> awaitable, Class<X> thrown) throws X {
    throw Operators.uncompiled();
  }

  /**
   * Suspends until the stage has completed. If it has completed already, the coroutine does not
   * suspend.
   *
   * <p>If the stage failed, the await throws the exception itself, not the {@code
   * CompletionException} or {@code ExecutionException} around it. If the stage was cancelled, the
   * await throws a {@link java.util.concurrent.CancellationException}. The coroutine continues on
   * the thread that completes the stage.
   *
   * @param stage the stage to wait for
   * @return its result
   */
  @SuspensionOperator(companions = Operators.class)
  public static <T extends @Nullable Object> T await(CompletionStage<? extends T> stage) {
    throw Operators.uncompiled();
  }

  /**
   * Like {@link #await(CompletionStage)}, for a stage that may fail with a checked exception.
   *
   * @param stage the stage to wait for
   * @param thrown a class of exceptions that the stage may fail with; only the compiler uses it:
   *     nothing is checked or converted at run time
   * @return its result
   * @throws X the exception of the stage
   */
  @SuspensionOperator(companions = Operators.class)
  public static <T extends @Nullable Object, X extends Throwable> T await(
      CompletionStage<? extends T> stage, Class<X> thrown) throws X {
    throw Operators.uncompiled();
  }

  /**
   * The value of an {@code Optional}. If it has none, the coroutine ends with it at once: {@code
   * finally} blocks run, and no {@code catch} block sees anything. For coroutines that return an
   * {@code Optional}, or a {@code Task} of one, or the like. It never waits.
   *
   * @param optional the {@code Optional}
   * @return its value
   */
  @SuspensionOperator(companions = Operators.class, mayReturn = Optional.class)
  public static <T> T await(Optional<? extends T> optional) {
    throw Operators.uncompiled();
  }

  /**
   * The value of a {@code Result}. If it has none, because it is failed or stopped, the coroutine
   * ends with it at once: {@code finally} blocks run, and no {@code catch} block sees anything. For
   * coroutines that return a {@code Result}, or a {@code Task} of one, or the like. It never waits.
   *
   * @param result the result
   * @return its value
   */
  @SuspensionOperator(companions = Operators.class, mayReturn = Result.class)
  public static <T extends @Nullable Object> T await(Result<? extends T> result) {
    throw Operators.uncompiled();
  }

  /**
   * Hands a value to the consumer of this generator, and suspends until the consumer requests the
   * next one.
   *
   * @param value the value
   */
  @SuspensionOperator(hook = "yieldValue")
  public static <T extends @Nullable Object> void yieldValue(T value) {
    throw Operators.uncompiled();
  }

  // One overload for each primitive type, so that a value reaches the hook with its own type: with
  // `int` alone, yieldValue('a') in a Generator<Character> would bind to it and become a number.

  /** Like {@link #yieldValue(Object)}; no boxing for {@link Generator.OfInt}. */
  @SuspensionOperator(hook = "yieldValue")
  public static void yieldValue(int value) {
    throw Operators.uncompiled();
  }

  /** Like {@link #yieldValue(Object)}; no boxing for {@link Generator.OfLong}. */
  @SuspensionOperator(hook = "yieldValue")
  public static void yieldValue(long value) {
    throw Operators.uncompiled();
  }

  /** Like {@link #yieldValue(Object)}; no boxing for {@link Generator.OfDouble}. */
  @SuspensionOperator(hook = "yieldValue")
  public static void yieldValue(double value) {
    throw Operators.uncompiled();
  }

  /** Like {@link #yieldValue(Object)}. */
  @SuspensionOperator(hook = "yieldValue")
  public static void yieldValue(float value) {
    throw Operators.uncompiled();
  }

  /** Like {@link #yieldValue(Object)}. */
  @SuspensionOperator(hook = "yieldValue")
  public static void yieldValue(short value) {
    throw Operators.uncompiled();
  }

  /** Like {@link #yieldValue(Object)}. */
  @SuspensionOperator(hook = "yieldValue")
  public static void yieldValue(byte value) {
    throw Operators.uncompiled();
  }

  /** Like {@link #yieldValue(Object)}. */
  @SuspensionOperator(hook = "yieldValue")
  public static void yieldValue(char value) {
    throw Operators.uncompiled();
  }

  /** Like {@link #yieldValue(Object)}. */
  @SuspensionOperator(hook = "yieldValue")
  public static void yieldValue(boolean value) {
    throw Operators.uncompiled();
  }

  /**
   * Hands all remaining values of another generator to the consumer of this one, and continues when
   * the other one has ended. C++23's {@code elements_of}.
   *
   * <pre>{@code
   * @Suspendable
   * static Generator<Node> inOrder(Node node) {
   *   if (node.left != null) yieldAll(inOrder(node.left));
   *   yieldValue(node);
   *   if (node.right != null) yieldAll(inOrder(node.right));
   *   return Generator.end();
   * }
   * }</pre>
   *
   * <p>The consumer resumes the innermost generator directly, so a value costs the same at any
   * depth of the recursion, and nothing nests on the Java stack. An exception of the other
   * generator's body is thrown by this call. If the consumer {@linkplain Generator#close closes}
   * this generator meanwhile, the other one is closed first.
   *
   * @param values the other generator, which belongs to this one from now on. Primitive generators
   *     yield each other's values without boxing
   */
  @SuspensionOperator(hook = "yieldAll")
  public static <T extends @Nullable Object> void yieldAll(Generator<T> values) {
    throw Operators.uncompiled();
  }

  /**
   * Hands all values to the consumer of this generator, one by one as the consumer requests them.
   *
   * @param values the values to iterate over
   */
  @SuspensionOperator(hook = "yieldAll")
  public static <T extends @Nullable Object> void yieldAll(Iterable<T> values) {
    throw Operators.uncompiled();
  }

  /**
   * In an {@link AsyncGenerator}, hands all remaining values of another one to the consumer, and
   * continues when the other one has ended. The consumer resumes the innermost generator directly,
   * so a value costs the same at any depth, and nothing nests on the Java stack. An exception of
   * the other generator's body is thrown by this call. If the consumer closes this generator
   * meanwhile, the other one is closed first.
   *
   * @param values the other generator, which belongs to this one from now on
   */
  @SuspensionOperator(hook = "yieldAll")
  public static <T extends @Nullable Object> void yieldAll(AsyncGenerator<T> values) {
    throw Operators.uncompiled();
  }
}
