package dev.suspendable;

import dev.suspendable.annotations.SuspensionOperator;
import dev.suspendable.coroutine.Awaitable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The suspension operators, for static import: {@code await(x)}, {@code yieldValue(x)} and {@code
 * yieldAll(x)}.
 *
 * <p>They may be used in the bodies of {@link dev.suspendable.annotations.Suspendable} methods
 * only, where the processor puts the suspension in their place. In a class compiled without the
 * processor each of them throws an {@link IllegalStateException} that says so.
 *
 * <p>{@code await} declares no checked exceptions. Those of the awaited coroutine were declared
 * where it was called; they come out of the await as they are. For a task or stage that was made
 * elsewhere, the forms with a {@code Class} argument let the compiler know of one:
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
   * @param awaitable what to wait for
   * @return the result
   */
  @SuspensionOperator(companions = Operators.class, elidable = true)
  public static <T extends @Nullable Object> T await(Awaitable<? extends T> awaitable) {
    throw Operators.uncompiled();
  }

  /**
   * Suspends until the awaitable has a result, which may be an exception of the given class.
   *
   * @param awaitable what to wait for
   * @param thrown a class of exceptions that the awaitable may fail with, for the compiler's
   *     knowledge only: nothing is checked or converted at run time
   * @return the result
   * @throws X what the awaitable fails with
   */
  @SuspensionOperator(companions = Operators.class)
  public static <T extends @Nullable Object, X extends Throwable> T await(
      Awaitable<? extends T> awaitable, Class<X> thrown) throws X {
    throw Operators.uncompiled();
  }

  /**
   * Suspends until the stage has completed. One that has completed already does not suspend.
   *
   * <p>If the stage failed, the exception itself is thrown, not the {@code CompletionException} or
   * {@code ExecutionException} around it. If it was cancelled, that is a {@link
   * java.util.concurrent.CancellationException}. The coroutine goes on on the thread that completes
   * the stage.
   *
   * @param stage what to wait for
   * @return its result
   */
  @SuspensionOperator(companions = Operators.class)
  public static <T extends @Nullable Object> T await(CompletionStage<? extends T> stage) {
    throw Operators.uncompiled();
  }

  /**
   * As {@link #await(CompletionStage)}, for a stage that may fail with a checked exception.
   *
   * @param stage what to wait for
   * @param thrown a class of exceptions that the stage may fail with, for the compiler's knowledge
   *     only: nothing is checked or converted at run time
   * @return its result
   * @throws X what the stage fails with
   */
  @SuspensionOperator(companions = Operators.class)
  public static <T extends @Nullable Object, X extends Throwable> T await(
      CompletionStage<? extends T> stage, Class<X> thrown) throws X {
    throw Operators.uncompiled();
  }

  /**
   * Hands a value to the consumer of this generator, and suspends until the next one is asked for.
   *
   * @param value the value
   */
  @SuspensionOperator(hook = "yieldValue")
  public static <T extends @Nullable Object> void yieldValue(T value) {
    throw Operators.uncompiled();
  }

  // One overload for each primitive type, so that a value reaches the hook as what it is: with
  // `int` alone, yieldValue('a') in a Generator<Character> would bind to it and become a number.

  /** As {@link #yieldValue(Object)}; no box for {@link Generator.OfInt}. */
  @SuspensionOperator(hook = "yieldValue")
  public static void yieldValue(int value) {
    throw Operators.uncompiled();
  }

  /** As {@link #yieldValue(Object)}; no box for {@link Generator.OfLong}. */
  @SuspensionOperator(hook = "yieldValue")
  public static void yieldValue(long value) {
    throw Operators.uncompiled();
  }

  /** As {@link #yieldValue(Object)}; no box for {@link Generator.OfDouble}. */
  @SuspensionOperator(hook = "yieldValue")
  public static void yieldValue(double value) {
    throw Operators.uncompiled();
  }

  /** As {@link #yieldValue(Object)}. */
  @SuspensionOperator(hook = "yieldValue")
  public static void yieldValue(float value) {
    throw Operators.uncompiled();
  }

  /** As {@link #yieldValue(Object)}. */
  @SuspensionOperator(hook = "yieldValue")
  public static void yieldValue(short value) {
    throw Operators.uncompiled();
  }

  /** As {@link #yieldValue(Object)}. */
  @SuspensionOperator(hook = "yieldValue")
  public static void yieldValue(byte value) {
    throw Operators.uncompiled();
  }

  /** As {@link #yieldValue(Object)}. */
  @SuspensionOperator(hook = "yieldValue")
  public static void yieldValue(char value) {
    throw Operators.uncompiled();
  }

  /** As {@link #yieldValue(Object)}. */
  @SuspensionOperator(hook = "yieldValue")
  public static void yieldValue(boolean value) {
    throw Operators.uncompiled();
  }

  /**
   * Hands all values of another generator to the consumer of this one, from where it stands, and
   * goes on when it has ended. C++23's {@code elements_of}.
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
   * <p>The consumer resumes the innermost generator directly, so a value costs the same however
   * deep the recursion is, and nothing nests on the Java stack. An exception of the other
   * generator's body comes out of this call. If the consumer {@linkplain Generator#close closes}
   * this generator meanwhile, the other one is closed first.
   *
   * @param values the other generator, which belongs to this one from now on. Primitive generators
   *     yield each other's values without boxes
   */
  @SuspensionOperator(hook = "yieldAll")
  public static <T extends @Nullable Object> void yieldAll(Generator<T> values) {
    throw Operators.uncompiled();
  }

  /**
   * Hands all values to the consumer of this generator, one by one as they are asked for.
   *
   * @param values what to iterate over
   */
  @SuspensionOperator(hook = "yieldAll")
  public static <T extends @Nullable Object> void yieldAll(Iterable<T> values) {
    throw Operators.uncompiled();
  }
}
