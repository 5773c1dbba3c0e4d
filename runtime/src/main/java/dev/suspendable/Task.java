package dev.suspendable;

import dev.suspendable.annotations.CoReturn;
import dev.suspendable.annotations.CoroutineType;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.ContextKey;
import dev.suspendable.scope.StopToken;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A lazy computation of one value, to be awaited once.
 *
 * <pre>{@code
 * @Suspendable
 * Task<Integer> total(List<URI> symbols) {
 *   int sum = 0;
 *   for (URI symbol : symbols) {
 *     sum += await(price(symbol));
 *   }
 *   return Task.of(sum);
 * }
 * }</pre>
 *
 * <p>A call captures the arguments and runs no code of the body. The body runs when the task is
 * awaited, on the awaiting thread. The awaiting coroutine continues on the thread where the task
 * completes. Both happen by symmetric transfer, so chains of awaits use heap, not stack. Outside of
 * coroutines, {@link #syncWait} or {@link #toCompletableFuture} starts a task.
 *
 * <p>The await has the outcome of the task: its value; its exception, unwrapped; or, if the stopped
 * signal ended the task, the stopped signal, which ends the awaiting coroutine too. Awaiting a task
 * of a coroutine a second time throws an {@link IllegalStateException} at that await, also when two
 * threads do so at the same time.
 *
 * <p>{@code return task} in a coroutine is a tail call: the other task completes this coroutine, in
 * constant memory, for chains of such returns of any length.
 *
 * <p>The interface is open: the promise of another coroutine type may implement it. Methods that
 * are added later will be default methods.
 *
 * <p>The design is that of cppcoro's {@code task}.
 *
 * @param <T> type of the value
 */
@CoroutineType(promise = TaskPromise.class, lazy = true)
public interface Task<T extends @Nullable Object> extends Awaitable<T> {

  /**
   * In a coroutine, {@code return Task.of(value)} completes it with the value. Elsewhere makes a
   * task that has the value already, and may be awaited more than once.
   *
   * @param value the value
   * @return the task
   */
  @CoReturn
  static <T extends @Nullable Object> Task<T> of(T value) {
    return new ReadyTask<>(value);
  }

  /**
   * In a coroutine, {@code return Task.completed()} completes it. Elsewhere makes a task that has
   * completed already, and may be awaited more than once.
   *
   * @return the task
   */
  @CoReturn
  static Task<@Nullable Void> completed() {
    return new ReadyTask<>(null);
  }

  /**
   * The former name of {@link #completed}.
   *
   * @return the task
   * @deprecated removed before 1.0
   */
  @CoReturn
  @Deprecated
  static Task<@Nullable Void> done() {
    return completed();
  }

  /**
   * Makes a task that fails. Each await of it throws the exception; it may be awaited more than
   * once.
   *
   * @param error the exception, checked or not
   * @return the task
   */
  static <T extends @Nullable Object> Task<T> failed(Throwable error) {
    return ReadyTask.failed(error);
  }

  /**
   * Makes a task that awaits a stage, such as a {@link CompletableFuture}, where tasks are asked
   * for:
   *
   * <pre>{@code
   * List<String> both = await(Task.whenAll(load(x), Task.from(http.sendAsync(...))));
   * }</pre>
   *
   * <p>In a coroutine, {@code await(stage)} needs no task. A stop of the awaiting coroutine cancels
   * a future.
   *
   * @param stage the stage; it is running already
   * @return a task of its value, which fails with its exception, not wrapped; it may be awaited
   *     more than once
   */
  static <T extends @Nullable Object> Task<T> from(CompletionStage<? extends T> stage) {
    return new StageTask<>(stage);
  }

  /**
   * Makes a task of anything else that can be awaited, for the methods of a task:
   *
   * <pre>{@code
   * SharedTask<Config> config = load();
   * Config current = await(Task.from(config).timeout(Duration.ofSeconds(1)));
   * }</pre>
   *
   * @param awaitable the awaitable
   * @return a task that awaits it, once; the awaitable itself if it is a task
   */
  @SuppressWarnings("unchecked") // a task only produces its values
  static <T extends @Nullable Object> Task<T> from(Awaitable<? extends T> awaitable) {
    return awaitable instanceof Task<?> task
        ? (Task<T>) task
        : new Relay<>(Objects.requireNonNull(awaitable, "awaitable"), "from");
  }

  /**
   * Returns a task that runs this one on an executor: its body starts there, and continues there
   * after each suspension. If the thread works for the executor already, there is no hop. The
   * awaiting coroutine continues on the executor of its own context, or else where this task ends.
   *
   * <p>If the executor rejects the work, its exception surfaces at the await: of this task before
   * it has started, and otherwise at the one where its body is suspended.
   *
   * @param executor the executor to run on
   * @return a task to await instead of this one
   */
  default Task<T> on(Executor executor) {
    Objects.requireNonNull(executor, "executor");
    return new Within<>("on", this, context -> context.withExecutor(executor));
  }

  /**
   * Returns a task that runs this one in the same context but for one value: coroutines that it
   * awaits inherit it.
   *
   * @param key the key of the value
   * @param value the value
   * @return a task to await instead of this one
   */
  default <V extends @Nullable Object> Task<T> with(ContextKey<V> key, V value) {
    Objects.requireNonNull(key, "key");
    return new Within<>("with", this, context -> context.with(key, value));
  }

  /**
   * Returns a task that runs this one in another context. The awaiting coroutine keeps its own.
   *
   * @param change makes the context from that of the awaiting coroutine; its exception fails the
   *     task
   * @return a task to await instead of this one
   */
  default Task<T> with(UnaryOperator<Context> change) {
    return new Within<>("with", this, Objects.requireNonNull(change, "change"));
  }

  /**
   * Returns a task that stops this one when a stop is requested by the token, or by that of the
   * awaiting coroutine.
   *
   * @param token the token to observe
   * @return a task to await instead of this one
   */
  default Task<T> withStopToken(StopToken token) {
    return new Within.Stoppable<>(this, Objects.requireNonNull(token, "token"));
  }

  /**
   * Returns a task that a stop of the awaiting coroutine does not reach, such as a transaction
   * whose outcome would be unknown, or a cleanup that has to be complete. The coroutine waits for
   * it, also if the stop was requested before, and is stopped where it waits next. Timeouts inside
   * of this task have their effect. Call it last: a task around it, such as {@code
   * task.shielded().map(f)}, does not start after a request to stop. The idea is that of Kotlin's
   * {@code NonCancellable}.
   *
   * @return a task to await instead of this one
   */
  default Task<T> shielded() {
    return new Shielded<>(this);
  }

  /**
   * Returns a task of this one's value, converted by a function. It fails or is stopped with this
   * one; an exception of the function fails it. In a coroutine, {@code f(await(task))} needs none.
   *
   * @param function runs where this task ends
   * @return a task to await instead of this one
   */
  default <R extends @Nullable Object> Task<R> map(Function<? super T, ? extends R> function) {
    Objects.requireNonNull(function, "function");
    return Then.<T, R>value("map", this, value -> new ReadyTask<R>(function.apply(value)));
  }

  /**
   * Returns a task that runs this one, and then another one that a function makes from its value;
   * their context is the same. It fails or is stopped with either of them. In a coroutine, {@code
   * await(next(await(task)))} needs none.
   *
   * @param next makes the other task; its exception fails the task
   * @return a task to await instead of this one
   */
  default <R extends @Nullable Object> Task<R> then(
      Function<? super T, ? extends Awaitable<? extends R>> next) {
    return Then.<T, R>value("then", this, next);
  }

  /**
   * Returns a task with another value if this one fails with an {@link Exception}: {@code
   * await(price(id).timeout(SECOND).orElse(0))}. A stop and an {@link Error} pass. The words are
   * those of {@link java.util.Optional}.
   *
   * @param other the value in case of failure
   * @return a task to await instead of this one
   */
  default Task<T> orElse(T other) {
    return Then.failure("orElse", this, e -> new ReadyTask<T>(other));
  }

  /**
   * Like {@link #orElse}, with a value that a function makes from the exception.
   *
   * @param function runs where this task ends; its exception fails the task
   * @return a task to await instead of this one
   */
  default Task<T> orElseGet(Function<? super Exception, ? extends T> function) {
    Objects.requireNonNull(function, "function");
    return Then.failure("orElseGet", this, e -> new ReadyTask<T>(function.apply(e)));
  }

  /**
   * Like {@link #orElse}, with another task that a function makes from the exception; it runs in
   * the same context.
   *
   * @param next makes the other task; its exception fails the task
   * @return a task to await instead of this one
   */
  default Task<T> or(Function<? super Exception, ? extends Awaitable<? extends T>> next) {
    return Then.failure("or", this, next);
  }

  /**
   * Returns a task that stops this one after a time. This task is awaited in any case, with its
   * cleanups. If it ends with a value or an exception of its own all the same, that is the outcome:
   * nothing is lost. A timeout inside of a shorter one has no effect.
   *
   * @param timeout the time from the await on; if it is not positive this task does not start
   * @return a task to await instead of this one. It fails with a {@link
   *     dev.suspendable.scope.TimeoutException} if this task was stopped for that reason
   */
  default Task<T> timeout(Duration timeout) {
    return new Timed<>(this, timeout);
  }

  /**
   * Starts this task on the calling thread.
   *
   * @return a future that completes with its value, or exceptionally with its exception, not
   *     wrapped, or is cancelled if the stopped signal ended it. Cancelling the future requests the
   *     task to stop, and does not wait until it has
   */
  default CompletableFuture<T> toCompletableFuture() {
    FutureObserver<T> observer = new FutureObserver<>(this);
    observer.start();
    return observer.future;
  }

  // ---- Starting and combining. Names and meaning are those of cppcoro unless said otherwise.

  /**
   * Starts an awaitable on the calling thread and blocks that thread until it has completed. For
   * {@code main} methods, tests, and the boundary to blocking code; in a coroutine, await instead.
   *
   * @param awaitable the awaitable to wait for; for a future there is {@code get}, or {@link #from}
   * @return its value
   * @throws InterruptedException if the thread is interrupted while it waits; the awaitable
   *     continues, and its outcome is lost
   * @throws java.util.concurrent.CancellationException if the stopped signal ended it
   * @throws IllegalStateException on the thread of an event loop or a strand, because the awaitable
   *     may need that thread; it does not start
   */
  static <T extends @Nullable Object> T syncWait(Awaitable<? extends T> awaitable)
      throws InterruptedException {
    return SyncWait.<T, RuntimeException>on(awaitable);
  }

  /**
   * Like {@link #syncWait(Awaitable)}, for an awaitable that may fail with a checked exception.
   *
   * @param awaitable the awaitable to wait for
   * @param thrown a class of exceptions that the awaitable may fail with; only the compiler uses
   *     it: nothing is checked or converted at run time
   * @return its value
   * @throws X the exception of the awaitable
   * @throws InterruptedException if the thread is interrupted while it waits; the awaitable
   *     continues, and its outcome is lost
   */
  static <T extends @Nullable Object, X extends Throwable> T syncWait(
      Awaitable<? extends T> awaitable, Class<X> thrown) throws X, InterruptedException {
    return SyncWait.<T, X>on(awaitable);
  }

  /**
   * Awaits all of the awaitables at the same time.
   *
   * <p>When the task is awaited, they are started in order on the awaiting thread; each runs there
   * until it first suspends. The task completes when all of them have completed, on the thread of
   * the last one: nothing that it started outlives it. If some failed, it fails with the exception
   * of the first of these in the order of the collection, with the exceptions of the others as
   * suppressed exceptions. If none failed but the stopped signal ended some, the stopped signal
   * ends the task.
   *
   * @param awaitables the awaitables to wait for; copied. {@link #from} makes one of a future
   * @return a task of the values, in order, as an unmodifiable list
   */
  @SuppressWarnings("unchecked") // the values are those of the awaitables
  static <T extends @Nullable Object> Task<List<T>> whenAll(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return new WhenAll<>(awaitables, values -> Collections.unmodifiableList((List<T>) values));
  }

  /**
   * Like {@link #whenAll(Collection)}.
   *
   * @param awaitables the awaitables to wait for
   * @return a task of the values, in order, as an unmodifiable list
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies
  static <T extends @Nullable Object> Task<List<T>> whenAll(Awaitable<? extends T>... awaitables) {
    return whenAll(List.of(awaitables));
  }

  /**
   * Like {@link #whenAll(Collection)}, for two awaitables of different types.
   *
   * <pre>{@code
   * Profile profile = await(whenAll(user(id), orders(id), Profile::new));
   * }</pre>
   *
   * @param first the first awaitable to wait for
   * @param second the second awaitable to wait for
   * @param combine makes the result from both values; its exception fails the task
   * @return a task of that result
   */
  @SuppressWarnings("unchecked") // the values are those of the awaitables
  static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      Task<R> whenAll(
          Awaitable<? extends A> first,
          Awaitable<? extends B> second,
          BiFunction<? super A, ? super B, ? extends R> combine) {
    Objects.requireNonNull(combine, "combine");
    return new WhenAll<>(
        List.of(first, second), values -> combine.apply((A) values.get(0), (B) values.get(1)));
  }

  /**
   * Awaits all of the awaitables at the same time, however they end. They are started in order, as
   * by {@link #whenAll(Collection)}.
   *
   * @param awaitables the awaitables to wait for; copied
   * @return a task of the results, in order, as an unmodifiable list. It does not fail
   */
  static <T extends @Nullable Object> Task<List<Result<T>>> whenAllSettled(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return new Contests.Settled<>(awaitables);
  }

  /**
   * Awaits the first of the awaitables that succeeds. The others are stopped, and awaited: nothing
   * outlives the task. One that does not react to the stop is waited for.
   *
   * <p>The value of one that completes while it is being stopped is dropped. Where a value is
   * something that has been taken, such as a lock or a message, use a {@link
   * dev.suspendable.sync.Select}, which gives it back.
   *
   * @param awaitables the awaitables to wait for; copied. Those that have not started when the
   *     first one succeeds do not start
   * @return a task of the value and its position. If all fail, it fails with the first exception,
   *     with the others as suppressed exceptions
   * @throws IllegalArgumentException if there are none
   */
  static <T extends @Nullable Object> Task<Winner<T>> whenAny(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return new Contests.Any<>(awaitables);
  }

  /**
   * Awaits the first of the awaitables that succeed, a number of them. The others are stopped, and
   * awaited. If too many have failed, the others are stopped too. (folly's {@code collectN};
   * JavaScript libraries have {@code some}.)
   *
   * <p>The value of one that completes while it is being stopped is dropped. Where a value is
   * something that has been taken, such as a lock or a message, use a {@link
   * dev.suspendable.sync.Select}, which gives it back.
   *
   * @param count how many have to succeed
   * @param awaitables the awaitables to wait for; copied. Those that have not started when the
   *     outcome is known do not start; none starts for the count 0
   * @return a task of the values and their positions, in the order of their success, as an
   *     unmodifiable list. If too few succeed, it fails with the first exception, with the others
   *     as suppressed exceptions
   * @throws IllegalArgumentException if the count is negative, or greater than their number
   */
  static <T extends @Nullable Object> Task<List<Winner<T>>> some(
      int count, Collection<? extends Awaitable<? extends T>> awaitables) {
    Contests.Some<T> some = new Contests.Some<>(count, awaitables);
    return count == 0 ? of(List.of()) : some;
  }

  /**
   * Awaits the first of the awaitables that ends, with a value or an exception. The others are
   * stopped, and awaited.
   *
   * <p>The value of one that completes while it is being stopped is dropped. Where a value is
   * something that has been taken, such as a lock or a message, use a {@link
   * dev.suspendable.sync.Select}, which gives it back.
   *
   * @param awaitables the awaitables to wait for; copied. Those that have not started when the
   *     first one ends do not start
   * @return a task of the value and its position, which fails if the first one to end has failed
   * @throws IllegalArgumentException if there are none
   */
  static <T extends @Nullable Object> Task<Winner<T>> race(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return new Contests.Race<T>(awaitables);
  }

  /**
   * Runs an action for each element, at most {@code limit} at the same time. An element is taken
   * when its action can start, in order; none is taken in advance, and no task waits in a queue. So
   * any number of elements takes the memory of the limit.
   *
   * <pre>{@code
   * await(Task.forEachConcurrent(urls, 8, url -> store(url)));
   * }</pre>
   *
   * <p>If an action or the iterator fails, or the awaiting coroutine is stopped, no more elements
   * are taken, and the actions that run are stopped. The task ends when all have ended.
   *
   * <p>The elements are taken by one thread at a time, not always by the same: the first by the
   * awaiting one, later ones where an action has ended, or on the executor of the context.
   *
   * <p>The idea is that of .NET's {@code Parallel.ForEachAsync}. For a scope whose subtasks are of
   * several kinds, or have results, see {@link dev.suspendable.scope.TaskScope#forkWhenFree}.
   *
   * @param elements the elements; an iterator that can be closed, such as a {@link Generator}, is
   *     closed at the end
   * @param limit the most actions at the same time
   * @param action what to do
   * @return a task that ends when all actions have. It fails with the first exception, with others
   *     as suppressed exceptions
   * @throws IllegalArgumentException if the limit is not positive
   */
  static <E extends @Nullable Object> Task<@Nullable Void> forEachConcurrent(
      Iterable<? extends E> elements, int limit, AsyncAction<? super E> action) {
    return forEachConcurrent(AsyncGenerator.<E>from(elements), limit, action);
  }

  /**
   * Like {@link #forEachConcurrent(Iterable, int, AsyncAction)}, for elements that are awaited
   * themselves. The next one is awaited while actions run, but only if it could start.
   *
   * @param elements the elements; closed at the end
   * @param limit the most actions at the same time
   * @param action what to do
   * @return a task that ends when all actions have
   * @throws IllegalArgumentException if the limit is not positive
   */
  static <E extends @Nullable Object> Task<@Nullable Void> forEachConcurrent(
      AsyncGenerator<? extends E> elements, int limit, AsyncAction<? super E> action) {
    return new Closing<>(elements, new ForEach<E>(elements, limit, action), "forEachConcurrent");
  }

  /**
   * Suspends for a duration, by the {@linkplain Context#timers timers} of the context; then the
   * coroutine continues on the executor of its context, or else on that of the timers, which
   * usually is {@link ForkJoinPool#commonPool}. A stop ends the delay. If the timers are shut down,
   * the await throws a {@link java.util.concurrent.RejectedExecutionException}.
   *
   * @param duration the time from the await on; if it is not positive there is no suspension
   * @return an awaitable, which may be awaited any number of times
   */
  static Awaitable<@Nullable Void> delay(Duration duration) {
    return Delay.of(duration, null);
  }

  /**
   * Suspends for a duration; then the coroutine continues on an executor, as by {@link #switchTo}.
   * A stop ends the delay. If the executor rejects the work, for example because it has been shut
   * down meanwhile, its exception surfaces at the await, on {@link ForkJoinPool#commonPool}. (If an
   * executor drops work silently, the coroutine waits forever: the runtime cannot detect this.)
   *
   * @param duration the time from the await on; if it is not positive there is no suspension
   * @param executor the executor to continue on
   * @return an awaitable, which may be awaited any number of times
   */
  static Awaitable<@Nullable Void> delay(Duration duration, Executor executor) {
    return Delay.of(duration, Objects.requireNonNull(executor, "executor"));
  }

  /**
   * Runs code that blocks its thread, such as JDBC or file access, on another thread: a virtual one
   * where the JDK has them (21 and newer), otherwise one of a pool of at most 64 daemon threads
   * (see the system property {@code dev.suspendable.blocking}). The awaiting coroutine continues on
   * the executor of its context, or else on that thread.
   *
   * <p>A stop interrupts the thread, and waits until the code has returned: what it uses is not
   * closed under it. Then the coroutine is stopped, whatever the code has returned or thrown.
   *
   * @param work the code
   * @return a task of its result, which fails with its exception. After a stop before the start the
   *     code does not run
   */
  static <T extends @Nullable Object> Task<T> blocking(Callable<? extends T> work) {
    return new BlockingWork<>(Objects.requireNonNull(work, "work"));
  }

  /**
   * Continues on an executor. If the executor rejects the work, its exception surfaces at the
   * await. (In cppcoro this is {@code schedule()} of a scheduler.)
   *
   * <p>If the coroutine's context has another executor, this is a detour: the coroutine continues
   * on that one when it has suspended or ended. A stop does not wait for the executor.
   *
   * @param executor the executor to continue on
   * @return an awaitable, which may be awaited any number of times
   */
  static Awaitable<@Nullable Void> switchTo(Executor executor) {
    return new SwitchTo(executor);
  }

  /**
   * Lets others go first: the coroutine continues on the executor of its context behind the work
   * that waits there. Without an executor it continues at once. A stop does not wait for the
   * executor. A {@link java.util.concurrent.ForkJoinPool} has to be one whose threads run their
   * work in order, such as {@code TaskExecutors.workStealing}; a thread of others, such as the
   * common pool, runs its newest work first, which is this coroutine. (In Kotlin this is {@code
   * yield}, in C# {@code Task.Yield}.)
   *
   * @return an awaitable, which may be awaited any number of times
   */
  static Awaitable<@Nullable Void> yieldNow() {
    return YieldNow.INSTANCE;
  }
}
