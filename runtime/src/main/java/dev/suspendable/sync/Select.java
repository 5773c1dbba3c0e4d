package dev.suspendable.sync;

import dev.suspendable.Task;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the first of several operations, and does exactly that one: receives from channels,
 * sends to channels, awaits, and a timeout.
 *
 * <pre>{@code
 * String line =
 *     await(
 *         new Select<String>()
 *             .onReceive(orders, order -> "order " + order)
 *             .onSend(replies, reply, () -> "replied")
 *             .onTimeout(Duration.ofSeconds(1), () -> "quiet"));
 * }</pre>
 *
 * <p>The function of the case that was chosen makes the result. It runs in the coroutine, when that
 * continues. An exception of it surfaces at the await. If it has to await, let it return a task,
 * and await that.
 *
 * <p><b>Exactly one.</b> A message is received or sent if and only if its case was chosen. If a
 * channel of a case is closed, that case is chosen, and the await throws a {@link
 * ChannelClosedException} (for {@link #onReceiveOrNull}: its function gets null).
 *
 * <p><b>Fair.</b> If several cases are possible, they take turns: the await looks at the cases from
 * another one on each time, in rotation. A select that is made anew for each await takes its turn
 * from the channel of its first case that has one, in a sequence that gives each case its share,
 * also if several loops take every second or third turn of the same channel.
 *
 * <p><b>Awaitables.</b> Those of {@link #onAwait} and {@link #onTimeout} start only if no case is
 * possible without waiting. They run in the context of the coroutine. When another case is chosen,
 * they are stopped and awaited, as the losers of {@link Task#whenAny}. A value that comes
 * nevertheless is dropped. What the awaitables of this package have got is returned: a lock,
 * permits, an event that resets itself, the numbers of a sequencer. So are a lock and permits that
 * are the value of a task.
 *
 * <p><b>Stop.</b> If the coroutine is stopped while it waits, no case was chosen: nothing was
 * received or sent. See {@linkplain dev.suspendable.sync the package} for where it continues.
 *
 * <p>A select may be awaited any number of times, if its awaitables may. It must not be changed
 * meanwhile. Each await makes some objects.
 *
 * <p>The ideas are those of Concurrent ML's {@code choose} and {@code wrap}, of Go's {@code select}
 * (which locks all channels in an order, as this does), and of Kotlin's.
 *
 * @param <R> type of the result
 */
public final class Select<R extends @Nullable Object> implements Awaitable<R> {
  private final List<Case<R>> cases = new ArrayList<>();
  private @Nullable Supplier<? extends R> otherwise;
  private @Nullable Channel<?> firstChannel;
  private boolean hasAwaitables;
  private boolean hasTurn;
  private int turn;

  /** Makes a select without cases. */
  public Select() {}

  /**
   * A case that receives a message.
   *
   * @param channel the channel
   * @param then makes the result from the message
   * @return this
   */
  public <T> Select<R> onReceive(Channel<T> channel, Function<? super T, ? extends R> then) {
    return add(channel, new Case.Receive<T, R>(channel, then, false));
  }

  /**
   * A case that receives a message, or that the channel is closed and has no more. Then its
   * function gets null, unless the channel was closed with a cause.
   *
   * @param channel the channel
   * @param then makes the result from the message, or from null
   * @return this
   */
  public <T> Select<R> onReceiveOrNull(
      Channel<T> channel, Function<? super @Nullable T, ? extends R> then) {
    return add(channel, new Case.Receive<T, R>(channel, then, true));
  }

  /**
   * A case that sends a message.
   *
   * @param channel the channel
   * @param message the message, not null
   * @param then makes the result
   * @return this
   */
  public <T> Select<R> onSend(Channel<T> channel, T message, Supplier<? extends R> then) {
    return add(channel, new Case.Send<T, R>(channel, Channel.requireMessage(message), then));
  }

  private Select<R> add(Channel<?> channel, Case<R> added) {
    if (firstChannel == null) {
      firstChannel = Objects.requireNonNull(channel, "channel");
    }
    cases.add(added);
    return this;
  }

  /**
   * A case that awaits something else. If the await throws, so does that of the select.
   *
   * @param awaitable a task, for example
   * @param then makes the result from that of the await
   * @return this
   * @throws IllegalArgumentException if it is a receive or a send of a channel, which would take or
   *     pass a message although another case is chosen: {@link #onReceive} and {@link #onSend} do
   *     not
   */
  public <T extends @Nullable Object> Select<R> onAwait(
      Awaitable<? extends T> awaitable, Function<? super T, ? extends R> then) {
    if ((awaitable instanceof Receiving<?, ?> && !(awaitable instanceof ChannelValues<?>))
        || awaitable instanceof Sending<?>) {
      throw new IllegalArgumentException(
          "onAwait("
              + awaitable
              + ") could lose a message when another case is chosen: use onReceive,"
              + " onReceiveOrNull or onSend");
    }
    cases.add(new Case.Awaiting<T, R>(awaitable, then));
    hasAwaitables = true;
    return this;
  }

  /**
   * A case that is chosen when no other one has been possible for a time.
   *
   * @param timeout the time, from the await on
   * @param then makes the result
   * @return this
   */
  public Select<R> onTimeout(Duration timeout, Supplier<? extends R> then) {
    Objects.requireNonNull(then, "then");
    return this.<@Nullable Void>onAwait(Task.delay(timeout), nothing -> then.get());
  }

  /**
   * The result if no case is possible without waiting: the await never waits then.
   *
   * @param result makes the result
   * @return this
   */
  public Select<R> otherwise(Supplier<? extends R> result) {
    otherwise = Objects.requireNonNull(result, "result");
    return this;
  }

  /**
   * Makes the awaiter for one await.
   *
   * @throws IllegalStateException if there are no cases and no {@link #otherwise}
   */
  @Override
  public Awaiter<R> awaiter() {
    if (cases.isEmpty() && otherwise == null) {
      throw new IllegalStateException("A select without cases would wait forever");
    }
    int start = cases.isEmpty() ? 0 : nextStart();
    return hasAwaitables
        ? new AwaitingChoice<>(cases, start, otherwise)
        : new ChannelChoice<>(cases, start, otherwise);
  }

  private int nextStart() {
    if (!hasTurn) {
      hasTurn = true;
      turn = firstChannel == null ? 0 : firstChannel.nextSelect(cases.size());
    }
    return Math.floorMod(turn++, cases.size());
  }

  @Override
  public String toString() {
    return "Select" + cases;
  }
}
