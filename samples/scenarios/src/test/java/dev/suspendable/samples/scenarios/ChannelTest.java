package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.scope.StopSource;
import dev.suspendable.sync.Channel;
import dev.suspendable.sync.ChannelClosedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Messages from coroutine to coroutine. */
class ChannelTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  @Suspendable
  Task<Void> send(Channel<String> channel, String... messages) {
    for (String message : messages) {
      log.add("send " + message);
      await(channel.send(message));
      log.add("sent " + message);
    }
    return Task.completed();
  }

  @Suspendable
  Task<Void> receive(Channel<String> channel, int count) {
    for (int i = 0; i < count; i++) {
      log.add("got " + await(channel.receive()));
    }
    return Task.completed();
  }

  @Suspendable
  Task<Void> receiveAll(Channel<String> channel) {
    try (var values = channel.values()) {
      while (await(values.hasNext())) {
        log.add("got " + values.next());
      }
    }
    log.add("end");
    return Task.completed();
  }

  // ---- Kinds.

  @Test
  void rendezvousReceiverFirst() {
    Channel<String> channel = Channel.rendezvous();
    CompletableFuture<Void> receiver = receive(channel, 2).toCompletableFuture();
    CompletableFuture<Void> sender = send(channel, "a", "b").toCompletableFuture();
    assertThat(List.of(receiver, sender)).allMatch(CompletableFuture::isDone);
    assertThat(log).containsExactly("send a", "got a", "sent a", "send b", "got b", "sent b");
  }

  @Test
  void rendezvousSenderFirst() {
    Channel<String> channel = Channel.rendezvous();
    send(channel, "a", "b").toCompletableFuture();
    assertThat(log).containsExactly("send a");
    assertThat(channel).hasToString("Channel[rendezvous], 1 senders wait");
    receive(channel, 2).toCompletableFuture();
    assertThat(log).containsExactly("send a", "sent a", "send b", "got a", "sent b", "got b");
  }

  @Test
  void bufferedWaitsWhenFullAndWhenEmpty() {
    Channel<String> channel = Channel.buffered(2);
    CompletableFuture<Void> sender = send(channel, "a", "b", "c", "d").toCompletableFuture();
    assertThat(log).endsWith("sent b", "send c");
    assertThat(channel.size()).isEqualTo(2);
    assertThat(channel.tryReceive()).isEqualTo("a");
    assertThat(log).endsWith("sent c", "send d");
    assertThat(channel.drain()).containsExactly("b", "c", "d");
    assertThat(sender).isDone();
    CompletableFuture<Void> receiver = receive(channel, 1).toCompletableFuture();
    assertThat(receiver).isNotDone();
    assertThat(channel.trySend("e")).isTrue();
    assertThat(receiver).isDone();
  }

  @Test
  void unboundedNeverWaits() {
    Channel<String> channel = Channel.unbounded();
    for (int i = 0; i < 1000; i++) {
      assertThat(channel.trySend("" + i)).isTrue();
    }
    assertThat(channel.drain()).hasSize(1000).startsWith("0", "1").endsWith("999");
  }

  @Test
  void conflatedKeepsTheLatest() {
    Channel<String> channel = Channel.conflated();
    CompletableFuture<Void> sender = send(channel, "a", "b", "c").toCompletableFuture();
    assertThat(sender).isDone();
    assertThat(channel.tryReceive()).isEqualTo("c");
    assertThat(channel.tryReceive()).isNull();
    receive(channel, 1).toCompletableFuture();
    assertThat(channel.trySend("d")).isTrue();
    assertThat(log).endsWith("got d");
    assertThat(channel.size()).isZero();
  }

  // ---- Order.

  @Test
  void waitersAreServedInOrder() {
    Channel<String> channel = Channel.rendezvous();
    for (String each : List.of("a", "b", "c")) {
      send(channel, each).toCompletableFuture();
    }
    assertThat(channel.trySend("x")).isFalse();
    assertThat(List.of(channel.tryReceive(), channel.tryReceive(), channel.tryReceive()))
        .containsExactly("a", "b", "c");
    assertThat(channel.tryReceive()).isNull();
    List<CompletableFuture<Void>> receivers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      receivers.add(receive(channel, 1).toCompletableFuture());
    }
    for (int i = 0; i < 3; i++) {
      assertThat(receivers.get(i)).isNotDone();
      assertThat(channel.trySend("" + i)).isTrue();
      assertThat(receivers.get(i)).isDone();
    }
  }

  // ---- Closing.

  @Test
  void closeWakesReceiversOnce() {
    Channel<String> channel = Channel.buffered(1);
    CompletableFuture<Void> one = receiveAll(channel).toCompletableFuture();
    CompletableFuture<Void> other = receive(channel, 1).toCompletableFuture();
    assertThat(channel.close()).isTrue();
    assertThat(channel.close()).isFalse();
    assertThat(channel.close(new IOException("late"))).isFalse();
    assertThat(one).isCompleted();
    assertThatThrownBy(other::get)
        .hasCauseInstanceOf(ChannelClosedException.class)
        .hasMessageContaining("Channel[buffered 1] is closed");
    assertThat(log).containsExactly("end");
  }

  @Test
  void closeTellsSendersThatTheirMessagesWereNotSent() {
    Channel<String> channel = Channel.buffered(1);
    CompletableFuture<Void> sender = send(channel, "a", "b").toCompletableFuture();
    channel.close();
    assertThatThrownBy(sender::get).hasCauseInstanceOf(ChannelClosedException.class);
    assertThatThrownBy(() -> channel.trySend("c")).isInstanceOf(ChannelClosedException.class);
    assertThatThrownBy(() -> syncWait(channel.send("c")))
        .isInstanceOf(ChannelClosedException.class);
    assertThat(channel.isClosed()).isTrue();
    assertThat(channel.isDrained()).isFalse();
    receiveAll(channel).toCompletableFuture();
    assertThat(log).endsWith("got a", "end").doesNotContain("sent b");
    assertThat(channel.isDrained()).isTrue();
  }

  @Test
  void aCauseReachesAllWhenTheBufferIsEmpty() throws Exception {
    Channel<String> channel = Channel.buffered(2);
    channel.trySend("a");
    IOException cause = new IOException("broken");
    channel.close(cause);
    CompletableFuture<Void> receiver = receiveAll(channel).toCompletableFuture();
    assertThat(log).containsExactly("got a");
    assertThatThrownBy(receiver::get)
        .cause()
        .isInstanceOf(ChannelClosedException.class)
        .hasCause(cause);
    for (Awaitable<?> each :
        List.of(channel.receive(), channel.receiveOrNull(), channel.send("x"))) {
      assertThatThrownBy(() -> syncWait(each))
          .isInstanceOf(ChannelClosedException.class)
          .hasCause(cause);
    }
  }

  @Test
  void receiveOrNullEndsWithNull() throws Exception {
    Channel<String> channel = Channel.unbounded();
    channel.trySend("a");
    channel.close();
    assertThat(syncWait(channel.receiveOrNull())).isEqualTo("a");
    assertThat(syncWait(channel.receiveOrNull())).isNull();
    assertThat(channel.tryReceive()).isNull();
    assertThatThrownBy(() -> syncWait(channel.receive()))
        .isInstanceOf(ChannelClosedException.class)
        .hasNoCause();
  }

  // ---- Stop.

  @Test
  void aStoppedReceiveLosesNothing() {
    Channel<String> channel = Channel.rendezvous();
    CompletableFuture<Void> stopped = receive(channel, 1).toCompletableFuture();
    CompletableFuture<Void> other = receive(channel, 1).toCompletableFuture();
    stopped.cancel(false);
    assertThat(channel).hasToString("Channel[rendezvous], 1 receivers wait");
    assertThat(channel.trySend("a")).isTrue();
    assertThat(other).isDone();
    assertThat(channel.trySend("b")).isFalse();
  }

  @Test
  void aStoppedSendHasNotHappened() {
    Channel<String> channel = Channel.rendezvous();
    CompletableFuture<Void> stopped = send(channel, "a").toCompletableFuture();
    send(channel, "b").toCompletableFuture();
    stopped.cancel(false);
    assertThat(channel).hasToString("Channel[rendezvous], 1 senders wait");
    assertThat(channel.tryReceive()).isEqualTo("b");
    assertThat(channel.tryReceive()).isNull();
    assertThat(log).doesNotContain("sent a").contains("sent b");
  }

  @Test
  void aMessageThatCameBeforeTheStopIsReceived() {
    Manual executor = new Manual();
    StopSource stop = new StopSource();
    Channel<String> channel = Channel.rendezvous();
    CompletableFuture<Void> receiver =
        receive(channel, 2).on(executor).withStopToken(stop.token()).toCompletableFuture();
    executor.runAll();
    assertThat(channel.trySend("a")).isTrue();
    stop.requestStop();
    executor.runAll();
    assertThat(log).containsExactly("got a");
    assertThat(receiver).isCancelled();
    assertThat(channel.trySend("b")).isFalse();
  }

  @Test
  void aSendThatWasReceivedBeforeTheStopReturns() {
    Manual executor = new Manual();
    StopSource stop = new StopSource();
    Channel<String> channel = Channel.rendezvous();
    send(channel, "a", "b").on(executor).withStopToken(stop.token()).toCompletableFuture();
    executor.runAll();
    assertThat(channel.tryReceive()).isEqualTo("a");
    stop.requestStop();
    executor.runAll();
    assertThat(log).containsExactly("send a", "sent a", "send b");
    assertThat(channel.tryReceive()).isNull();
  }

  @Test
  void aStopBeforeTheAwaitSendsAndReceivesNothing() {
    Channel<String> channel = Channel.buffered(1);
    channel.trySend("a");
    StopSource stop = new StopSource();
    stop.requestStop();
    send(channel, "b").withStopToken(stop.token()).toCompletableFuture();
    receive(channel, 2).withStopToken(stop.token()).toCompletableFuture();
    assertThat(log).isEmpty();
    assertThat(channel.drain()).containsExactly("a");
  }

  // ---- Executors.

  @Suspendable
  Task<String> told(Channel<String> channel) {
    try {
      return Task.of(await(channel.receive()));
    } catch (RejectedExecutionException e) {
      return Task.of("rejected");
    }
  }

  @Test
  void aMessageForARejectedReceiverGoesBack() throws Exception {
    Manual loop = new Manual();
    AtomicBoolean isClosed = new AtomicBoolean();
    Channel<String> channel = Channel.rendezvous();
    CompletableFuture<String> first =
        told(channel)
            .on(
                work -> {
                  if (isClosed.get()) {
                    throw new RejectedExecutionException("closed");
                  }
                  loop.execute(work);
                })
            .toCompletableFuture();
    loop.runAll();
    isClosed.set(true);
    assertThat(channel.trySend("a")).isTrue();
    assertThat(first.get()).isEqualTo("rejected");
    assertThat(channel.tryReceive()).isEqualTo("a");
  }

  @Test
  void aReceiverOnAnExecutorDoesNotRunInsideTheSend() {
    Manual executor = new Manual();
    Channel<String> channel = Channel.rendezvous();
    receive(channel, 1).on(executor).toCompletableFuture();
    executor.runAll();
    executor.execute(
        () -> {
          channel.trySend("a");
          log.add("after");
        });
    executor.runAll();
    assertThat(log).containsExactly("after", "got a");
  }

  // ---- Iteration.

  @Suspendable
  Task<Void> announceAndLeave(Channel<String> channel) {
    try (var values = channel.values()) {
      log.add("has " + await(values.hasNext()));
    }
    return Task.completed();
  }

  @Test
  void aValueThatIsNotTakenGoesBack() {
    Channel<String> channel = Channel.buffered(2);
    channel.trySend("a");
    channel.trySend("b");
    announceAndLeave(channel).toCompletableFuture();
    assertThat(channel.drain()).containsExactly("a", "b");
    announceAndLeave(channel).toCompletableFuture();
    CompletableFuture<Void> next = receive(channel, 1).toCompletableFuture();
    channel.trySend("c");
    assertThat(next).isDone();
    assertThat(log).endsWith("got c");
  }

  @Test
  void valuesHaveTheOperatorsOfAsyncGenerators() throws Exception {
    Channel<String> channel = Channel.buffered(8);
    AsyncGenerator<String> upper = channel.values().map(String::toUpperCase).take(2);
    channel.trySend("a");
    channel.trySend("b");
    channel.trySend("c");
    assertThat(syncWait(upper.toList())).containsExactly("A", "B");
    assertThat(channel.drain()).containsExactly("c");
  }

  // ---- Misuse.

  @Test
  void misuseIsRefused() {
    Channel<String> channel = Channel.buffered(1);
    assertThatThrownBy(() -> channel.send(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("send an Optional");
    assertThatThrownBy(() -> channel.trySend(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> Channel.buffered(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rendezvous()");
    Awaitable<Void> once = channel.send("a");
    assertThatThrownBy(
            () -> {
              syncWait(once);
              syncWait(once);
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("call send again");
    assertThat(channel.drain()).containsExactly("a");
    Awaitable<String> shared = channel.receive();
    CompletableFuture<String> first =
        Task.<String>whenAny(List.of(shared)).map(w -> w.value()).toCompletableFuture();
    assertThatThrownBy(() -> syncWait(shared))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("get one for each await");
    channel.trySend("b");
    assertThat(first).isCompletedWithValue("b");
  }

  // ---- Stack and threads.

  @Suspendable
  Task<Void> relay(Channel<Integer> from, Channel<Integer> to) {
    await(to.send(await(from.receive()) + 1));
    return Task.completed();
  }

  /** The daisy chain of Go's tutorials. */
  @Test
  void aLongChainOfChannelsTakesNoStack() throws Exception {
    int length = 50_000;
    Channel<Integer> first = Channel.rendezvous();
    Channel<Integer> at = first;
    for (int i = 0; i < length; i++) {
      Channel<Integer> next = Channel.rendezvous();
      relay(at, next).toCompletableFuture();
      at = next;
    }
    CompletableFuture<Integer> end =
        Task.<Integer>whenAny(List.of(at.receive())).map(w -> w.value()).toCompletableFuture();
    assertThat(first.trySend(0)).isTrue();
    assertThat(end.get()).isEqualTo(length);
  }

  @Suspendable
  Task<Void> produce(Channel<Integer> channel, int from, int count) {
    for (int i = 0; i < count; i++) {
      await(channel.send(from + i));
    }
    return Task.completed();
  }

  @Suspendable
  Task<Long> consume(Channel<Integer> channel) {
    long sum = 0;
    try (var values = channel.values()) {
      while (await(values.hasNext())) {
        sum += values.next();
      }
    }
    return Task.of(sum);
  }

  @Suspendable
  Task<Long> transport(Channel<Integer> channel, int count, java.util.concurrent.Executor pool) {
    List<Task<Void>> producers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      producers.add(produce(channel, i * count, count).on(pool));
    }
    List<CompletableFuture<Long>> consumers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      consumers.add(consume(channel).on(pool).toCompletableFuture());
    }
    await(Task.whenAll(producers));
    channel.close();
    long sum = 0;
    for (CompletableFuture<Long> consumer : consumers) {
      sum += await(consumer);
    }
    return Task.of(sum);
  }

  @Test
  void everyMessageIsReceivedOnceOnSeveralThreads() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      int count = 5_000;
      long expected = 4L * count * (4L * count - 1) / 2;
      for (Channel<Integer> channel :
          List.<Channel<Integer>>of(
              Channel.rendezvous(),
              Channel.buffered(1),
              Channel.buffered(64),
              Channel.unbounded())) {
        assertThat(syncWait(transport(channel, count, pool))).isEqualTo(expected);
        assertThat(channel.isDrained()).isTrue();
      }
    } finally {
      pool.shutdown();
    }
  }
}
