package dev.suspendable.scope;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Environment;
import dev.suspendable.time.Timers;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The data that a coroutine shares with those that it awaits: the executor on which it continues,
 * the token that requests it to stop, a deadline, a name, values of the user by {@link ContextKey},
 * and {@linkplain ThreadElement elements} that are installed on its thread while it runs.
 *
 * <p>A coroutine that is awaited inherits the context of the one that awaits it. {@code Task.with}
 * and its relatives change it for one task:
 *
 * <pre>{@code
 * await(page(id).with(LOCALE, Locale.FRENCH).on(pool).withStopToken(source.token()));
 * Locale locale = await(LOCALE);
 * StopToken token = await(Context.currentStopToken());
 * }</pre>
 *
 * <p><b>Executor.</b> With an executor, the body continues on it after each suspension, whichever
 * thread resumes it. If that thread works for the executor already, there is no hop. Coroutines of
 * one context continue each other without one. If the executor rejects the work, the await throws
 * the executor's exception, on {@link java.util.concurrent.ForkJoinPool#commonPool}. Without an
 * executor, a body continues where it is resumed.
 *
 * <p><b>Time.</b> Delays, timeouts and deadlines are those of the context's {@link Timers}: of
 * {@link #withTimers}, of an event loop that is the executor, or else of the process.
 *
 * <p><b>Stop.</b> When a stop is requested, a coroutine that waits is resumed by the stopped signal
 * if what it waits for allows that, and otherwise where it waits next: it leaves all scopes, runs
 * their cleanups, and no {@code catch}. Then the coroutine that awaits it does the same, up to the
 * root: {@code syncWait} throws a {@code CancellationException}, a future is cancelled. Meanwhile
 * the context has no stop token, so that cleanups may await.
 *
 * <p>Immutable. The ideas are those of Kotlin's {@code CoroutineContext}, of the environments of
 * P2300's receivers, and of Capy's {@code io_env}.
 */
public final class Context extends Environment {
  private static final Context EMPTY =
      new Context(null, null, StopToken.never(), null, null, Bindings.NONE, Elements.NONE);

  private final @Nullable Executor executor;
  private final @Nullable Timers timers;
  private final StopToken stopToken;
  private final @Nullable Instant deadline;
  private final @Nullable String name;
  private final Bindings values;
  private final Elements elements;

  private Context(
      @Nullable Executor executor,
      @Nullable Timers timers,
      StopToken stopToken,
      @Nullable Instant deadline,
      @Nullable String name,
      Bindings values,
      Elements elements) {
    super(executor);
    this.executor = executor;
    this.timers = timers;
    this.stopToken = stopToken;
    this.deadline = deadline;
    this.name = name;
    this.values = values;
    this.elements = elements;
  }

  // ---- In a coroutine.

  /**
   * {@code await(Context.current())} returns the coroutine's context.
   *
   * @return an awaitable, which may be awaited any number of times
   */
  public static Awaitable<Context> current() {
    return Reading.CONTEXT;
  }

  /**
   * {@code await(Context.currentExecutor())} returns the executor of the coroutine's context, or
   * null.
   *
   * @return an awaitable, which may be awaited any number of times
   */
  public static Awaitable<@Nullable Executor> currentExecutor() {
    return Reading.EXECUTOR;
  }

  /**
   * {@code await(Context.currentStopToken())} returns the token of the coroutine's context. In a
   * cleanup of a coroutine that is being stopped, that is {@link StopToken#never}.
   *
   * @return an awaitable, which may be awaited any number of times
   */
  public static Awaitable<StopToken> currentStopToken() {
    return Reading.STOP_TOKEN;
  }

  /**
   * {@code await(Context.checkStopped())} stops the coroutine here if a stop has been requested,
   * and otherwise does nothing. For long loops that do not wait for anything; it takes some
   * nanoseconds.
   *
   * @return an awaitable, which may be awaited any number of times
   */
  public static Awaitable<@Nullable Void> checkStopped() {
    return CheckStopped.INSTANCE;
  }

  // ---- Parts.

  /**
   * Returns the context without anything in it.
   *
   * @return the context of coroutines that are started without one
   */
  public static Context empty() {
    return EMPTY;
  }

  /**
   * Returns the context that a coroutine type of the user has got from {@link Environment}.
   *
   * @param environment the environment, or null
   * @return the context
   */
  public static Context of(@Nullable Environment environment) {
    return environment instanceof Context context ? context : EMPTY;
  }

  /**
   * Returns a new context for {@link Chain#enterUnresolved}. It has a token, so that it does not
   * count as the empty one: {@code syncWait} would start without it, and drop it from the thread.
   */
  static Context unresolved() {
    return EMPTY.withStopToken(new StopSource().token());
  }

  /**
   * Returns this context as the core takes it.
   *
   * @return this context, or null if it is empty
   */
  public @Nullable Environment environment() {
    return isEmpty() ? null : this;
  }

  private boolean isEmpty() {
    return this == EMPTY
        || (executor == null
            && timers == null
            && !stopToken.isStopPossible()
            && deadline == null
            && name == null
            && values == Bindings.NONE
            && elements == Elements.NONE);
  }

  /** Returns the executor on which the coroutine continues, or null. */
  @Override
  public @Nullable Executor executor() {
    return executor;
  }

  /**
   * Returns the timers for everything that the coroutine waits for that takes time.
   *
   * @return those of {@link #withTimers}; else those of the executor, if that is an event loop or
   *     has timers otherwise; else {@link Timers#common}
   */
  public Timers timers() {
    if (timers != null) {
      return timers;
    }
    return executor instanceof Timers own ? own : Timers.common();
  }

  /** Returns the token that requests the coroutine to stop. */
  public StopToken stopToken() {
    return stopToken;
  }

  /** Returns the time at which the coroutine has to have ended, or null. */
  public @Nullable Instant deadline() {
    return deadline;
  }

  /** Returns the name of the coroutine, for messages, or null. */
  public @Nullable String name() {
    return name;
  }

  /**
   * Returns the value of a key.
   *
   * @param key the key
   * @return the value; if there is none, the key's own
   */
  public <T extends @Nullable Object> T get(ContextKey<T> key) {
    return values.get(key);
  }

  /**
   * Returns this context with another executor.
   *
   * @param other the executor, or null for none
   * @return the new context
   */
  public Context withExecutor(@Nullable Executor other) {
    return new Context(other, timers, stopToken, deadline, name, values, elements);
  }

  /**
   * Returns this context with other timers: delays, timeouts and deadlines are by their clock. The
   * coroutines that are awaited and forked inherit them, also those on another executor.
   *
   * @param other the timers, or null for those of the executor
   * @return the new context
   */
  public Context withTimers(@Nullable Timers other) {
    return new Context(executor, other, stopToken, deadline, name, values, elements);
  }

  /**
   * Returns this context with another token. The present token has no effect in the new context; to
   * observe both, use a {@linkplain StopSource#linkedTo linked} source.
   *
   * @param other the token
   * @return the new context
   */
  public Context withStopToken(StopToken other) {
    return new Context(
        executor, timers, Objects.requireNonNull(other, "token"), deadline, name, values, elements);
  }

  /**
   * Returns this context with a deadline. The context only passes it on, for code that limits its
   * own work, such as the timeout of a database query. It is a timeout that stops a coroutine, and
   * that sets the deadline of what it stops. A deadline that is later than the present one changes
   * nothing.
   *
   * @param other the deadline; {@link Instant#MAX} for none
   * @return the new context
   */
  public Context withDeadline(Instant other) {
    boolean isLater = deadline == null ? other.equals(Instant.MAX) : deadline.isBefore(other);
    return isLater ? this : new Context(executor, timers, stopToken, other, name, values, elements);
  }

  /**
   * Returns this context without a deadline, for work that the coroutine starts and does not wait
   * for.
   *
   * @return the new context
   */
  public Context withoutDeadline() {
    return deadline == null
        ? this
        : new Context(executor, timers, stopToken, null, name, values, elements);
  }

  /**
   * Returns this context with another name.
   *
   * @param other the name
   * @return the new context
   */
  public Context withName(String other) {
    return new Context(
        executor,
        timers,
        stopToken,
        deadline,
        Objects.requireNonNull(other, "name"),
        values,
        elements);
  }

  /**
   * Returns this context with a value.
   *
   * @param key the key
   * @param value its value
   * @return the new context
   */
  public <T extends @Nullable Object> Context with(ContextKey<T> key, T value) {
    return new Context(
        executor, timers, stopToken, deadline, name, values.with(key, value), elements);
  }

  /**
   * Returns this context with an element, which replaces one of the same class.
   *
   * @param element the element
   * @return the new context
   */
  public Context withElement(ThreadElement<?> element) {
    return new Context(executor, timers, stopToken, deadline, name, values, elements.with(element));
  }

  // ---- For the core.

  @Override
  protected boolean isStopRequested() {
    return stopToken.isStopRequested();
  }

  @Override
  protected @Nullable Registration onStop(Runnable callback) {
    return stopToken.isStopPossible() ? stopToken.onStop(callback) : null;
  }

  /** Never null, so that no other token is looked for while the coroutine unwinds. */
  @Override
  protected Environment shielded() {
    return stopToken.isStopPossible() ? withStopToken(StopToken.never()) : this;
  }

  @Override
  protected @Nullable Object install() {
    return elements.install();
  }

  @Override
  protected void takeOff(Object installed) {
    elements.takeOff((Object[]) installed);
  }

  @Override
  public String toString() {
    return "Context["
        + (name == null ? "" : name + ", ")
        + (executor == null ? "" : "on " + executor + ", ")
        + (timers == null ? "" : "by " + timers + ", ")
        + (deadline == null ? "" : "until " + deadline + ", ")
        + values
        + stopToken
        + "]";
  }
}
