package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.scope.StopSource;
import dev.suspendable.sync.AsyncEvent;
import dev.suspendable.sync.AsyncMutex;
import dev.suspendable.sync.AsyncSemaphore;
import dev.suspendable.sync.Channel;
import dev.suspendable.sync.ChannelClosedException;
import dev.suspendable.sync.Select;
import dev.suspendable.sync.SequenceBarrier;
import dev.suspendable.sync.Sequencer;
import dev.suspendable.sync.SingleProducerSequencer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The first of several operations. */
class SelectTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Channel<String> a = Channel.rendezvous();
  private final Channel<String> b = Channel.rendezvous();

  private Select<String> either() {
    return new Select<String>().onReceive(a, m -> "a:" + m).onReceive(b, m -> "b:" + m);
  }

  @Suspendable
  Task<String> choose(Select<String> select) {
    String chosen = await(select);
    log.add(chosen);
    return Task.of(chosen);
  }

  @Suspendable
  Task<Void> send(Channel<String> channel, String message) {
    await(channel.send(message));
    log.add("sent " + message);
    return Task.completed();
  }

  @Suspendable
  Task<Void> receive(Channel<String> channel) {
    log.add("got " + await(channel.receive()));
    return Task.completed();
  }

  // ---- Exactly one.

  @Test
  void theFirstOneWhileItWaits() {
    CompletableFuture<String> chosen = choose(either()).toCompletableFuture();
    assertThat(b.trySend("1")).isTrue();
    assertThat(chosen).isCompletedWithValue("b:1");
    assertThat(a.trySend("2")).isFalse();
    assertThat(b.trySend("3")).isFalse();
  }

  @Test
  void onlyOneOfTwoThatArePossible() {
    send(a, "1").toCompletableFuture();
    send(b, "2").toCompletableFuture();
    CompletableFuture<String> chosen = choose(either()).toCompletableFuture();
    assertThat(chosen).isDone();
    List<String> left = new ArrayList<>(a.drain());
    left.addAll(b.drain());
    assertThat(left).hasSize(1);
  }

  @Test
  void aSendCase() {
    Select<String> select =
        new Select<String>().onReceive(a, m -> "a:" + m).onSend(b, "out", () -> "sent");
    CompletableFuture<String> chosen = choose(select).toCompletableFuture();
    assertThat(b.tryReceive()).isEqualTo("out");
    assertThat(chosen).isCompletedWithValue("sent");
    assertThat(b.tryReceive()).isNull();
    receive(b).toCompletableFuture();
    assertThat(choose(select).toCompletableFuture()).isCompletedWithValue("sent");
    assertThat(log).containsExactly("sent", "got out", "sent");
  }

  @Test
  void sendAndReceiveOnOneChannelDoNotMeetEachOther() {
    Select<String> select =
        new Select<String>().onReceive(a, m -> "got " + m).onSend(a, "mine", () -> "sent");
    CompletableFuture<String> one = choose(select).toCompletableFuture();
    assertThat(one).isNotDone();
    CompletableFuture<String> other = choose(select).toCompletableFuture();
    assertThat(List.of(one, other)).allMatch(CompletableFuture::isDone);
    assertThat(log).containsExactlyInAnyOrder("got mine", "sent");
  }

  // ---- Fairness.

  @Suspendable
  Task<Void> count(Select<Integer> select, int[] counts, int times) {
    for (int i = 0; i < times; i++) {
      counts[await(select)]++;
    }
    return Task.completed();
  }

  private static Select<Integer> ofBoth(Channel<Integer> first, Channel<Integer> second) {
    return new Select<Integer>().onReceive(first, m -> 0).onReceive(second, m -> 1);
  }

  @Test
  void casesThatAreAlwaysPossibleTakeTurns() throws Exception {
    Channel<Integer> first = Channel.unbounded();
    Channel<Integer> second = Channel.unbounded();
    for (int i = 0; i < 200; i++) {
      first.trySend(i);
      second.trySend(i);
    }
    int[] reused = new int[2];
    syncWait(count(ofBoth(first, second), reused, 100));
    assertThat(reused).containsExactly(50, 50);
    int[] madeAnew = new int[2];
    for (int i = 0; i < 100; i++) {
      syncWait(count(ofBoth(first, second), madeAnew, 1));
    }
    assertThat(madeAnew[0]).isBetween(48, 52);
  }

  // ---- Without waiting, closed channels, exceptions.

  @Test
  void otherwiseDoesNotWait() throws Exception {
    Select<String> select = either().otherwise(() -> "none");
    assertThat(syncWait(select)).isEqualTo("none");
    send(b, "1").toCompletableFuture();
    assertThat(syncWait(select)).isEqualTo("b:1");
  }

  @Test
  void closedChannels() throws Exception {
    CompletableFuture<String> waiting = choose(either()).toCompletableFuture();
    b.close();
    assertThatThrownBy(waiting::get).hasCauseInstanceOf(ChannelClosedException.class);
    assertThat(syncWait(new Select<String>().onReceive(a, m -> m).onReceiveOrNull(b, m -> "b" + m)))
        .isEqualTo("bnull");
    assertThatThrownBy(() -> syncWait(new Select<String>().onSend(b, "x", () -> "sent")))
        .isInstanceOf(ChannelClosedException.class);
    IOException cause = new IOException("broken");
    a.close(cause);
    assertThatThrownBy(() -> syncWait(new Select<String>().onReceiveOrNull(a, m -> m)))
        .isInstanceOf(ChannelClosedException.class)
        .hasCause(cause);
  }

  @Test
  void anExceptionOfTheFunctionSurfaces() {
    Select<String> select =
        new Select<String>()
            .onReceive(
                a,
                m -> {
                  throw new IllegalArgumentException(m);
                });
    CompletableFuture<String> chosen = choose(select).toCompletableFuture();
    a.trySend("bad");
    assertThatThrownBy(chosen::get).hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSelectWithoutCasesIsRefused() {
    assertThatThrownBy(() -> syncWait(new Select<String>()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("forever");
  }

  // ---- Awaitables and time.

  @Test
  void aTimeoutThatComesFirst() throws Exception {
    assertThat(syncWait(either().onTimeout(Duration.ofMillis(1), () -> "late"))).isEqualTo("late");
    assertThat(a.trySend("1")).isFalse();
  }

  @Test
  void aMessageThatComesBeforeTheTimeout() {
    CompletableFuture<String> chosen =
        choose(either().onTimeout(Duration.ofDays(1), () -> "late")).toCompletableFuture();
    assertThat(a.trySend("1")).isTrue();
    assertThat(chosen).isCompletedWithValue("a:1");
  }

  private final AsyncEvent cleanup = AsyncEvent.manualReset();

  @Suspendable
  Task<String> slow(AsyncEvent event) {
    try {
      await(event);
      return Task.of("slow");
    } finally {
      log.add("cleanup");
      await(cleanup);
      log.add("cleaned");
    }
  }

  @Test
  void aLosingTaskIsStoppedAndAwaited() {
    CompletableFuture<String> chosen =
        choose(either().onAwait(slow(AsyncEvent.manualReset()), v -> v)).toCompletableFuture();
    assertThat(a.trySend("1")).isTrue();
    assertThat(log).containsExactly("cleanup");
    assertThat(chosen).isNotDone();
    assertThat(b.trySend("2")).isFalse();
    cleanup.set();
    assertThat(chosen).isCompletedWithValue("a:1");
    assertThat(log).containsExactly("cleanup", "cleaned", "a:1");
  }

  @Test
  void aTaskThatCompletesFirst() {
    AsyncEvent event = AsyncEvent.manualReset();
    cleanup.set();
    CompletableFuture<String> chosen =
        choose(either().onAwait(slow(event), v -> "task:" + v)).toCompletableFuture();
    event.set();
    assertThat(chosen).isCompletedWithValue("task:slow");
    assertThat(a.trySend("1")).isFalse();
  }

  @Test
  void awaitablesThatAreReadyNeedNoCoroutine() throws Exception {
    CompletableFuture<String> ready = CompletableFuture.completedFuture("r");
    assertThat(syncWait(either().onAwait(Task.from(ready), v -> v))).isEqualTo("r");
    assertThat(syncWait(either().onAwait(Task.of("now"), v -> v))).isEqualTo("now");
    assertThatThrownBy(
            () -> syncWait(either().onAwait(Task.<String>failed(new IOException("x")), v -> v)))
        .isInstanceOf(IOException.class);
  }

  /** A mutex that a case has got although another one was chosen is unlocked. */
  @Test
  void aMutexThatComesTooLateIsUnlocked() {
    AsyncMutex mutex = new AsyncMutex();
    assertThat(mutex.tryLock()).isTrue();
    Manual executor = new Manual();
    CompletableFuture<String> chosen =
        choose(either().onAwait(mutex.lock(), held -> "locked")).on(executor).toCompletableFuture();
    executor.runAll();
    mutex.unlock(); // goes to the branch, which has not run yet
    assertThat(a.trySend("1")).isTrue();
    executor.runAll();
    assertThat(chosen).isCompletedWithValue("a:1");
    assertThat(mutex.isLocked()).isFalse();
  }

  // ---- Stop, executors.

  @Test
  void aStopWithdrawsAllCases() {
    for (Select<String> select :
        List.of(either(), either().onTimeout(Duration.ofDays(1), () -> "late"))) {
      StopSource stop = new StopSource();
      CompletableFuture<String> stopped =
          choose(select.onSend(b, "x", () -> "sent"))
              .withStopToken(stop.token())
              .toCompletableFuture();
      stop.requestStop();
      assertThat(stopped).isCancelled();
      assertThat(a).hasToString("Channel[rendezvous]");
      assertThat(b).hasToString("Channel[rendezvous]");
      assertThat(a.trySend("1")).isFalse();
      assertThat(b.trySend("2")).isFalse();
      assertThat(b.tryReceive()).isNull();
    }
  }

  @Test
  void aMessageBeforeTheStopIsNotLost() {
    for (Select<String> select :
        List.of(either(), either().onTimeout(Duration.ofDays(1), () -> "late"))) {
      log.clear();
      Manual executor = new Manual();
      StopSource stop = new StopSource();
      choose(select).on(executor).withStopToken(stop.token()).toCompletableFuture();
      executor.runAll();
      assertThat(a.trySend("1")).isTrue();
      stop.requestStop();
      executor.runAll();
      assertThat(log).containsExactly("a:1");
    }
  }

  @Suspendable
  Task<String> told(Select<String> select) {
    try {
      return Task.of(await(select));
    } catch (RejectedExecutionException e) {
      return Task.of("rejected");
    }
  }

  @Test
  void aMessageForARejectedCoroutineGoesBack() throws Exception {
    for (Select<String> select :
        List.of(either(), either().onAwait(Task.delay(Duration.ofDays(1)), v -> "late"))) {
      Manual loop = new Manual();
      AtomicBoolean isClosed = new AtomicBoolean();
      CompletableFuture<String> first =
          told(select)
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
      assertThat(a.trySend("1")).isTrue();
      assertThat(first.get()).isEqualTo("rejected");
      assertThat(a.tryReceive()).isEqualTo("1");
      assertThat(b).hasToString("Channel[rendezvous]");
    }
  }

  // ---- Threads.

  private final AtomicInteger trades = new AtomicInteger();

  @Suspendable
  Task<Integer> trade(List<Channel<Integer>> channels, int mine) {
    int sum = 0;
    try {
      for (; ; ) {
        Select<Integer> select = new Select<Integer>();
        for (Channel<Integer> channel : channels) {
          select.onReceive(channel, m -> m).onSend(channel, mine, () -> -mine);
        }
        sum += await(select);
        if (trades.incrementAndGet() == 20_000) {
          channels.forEach(Channel::close);
        }
      }
    } catch (ChannelClosedException e) {
      return Task.of(sum);
    }
  }

  /** All send and receive at all channels: what is received is what was sent. */
  @Test
  void selectsThatMeetMatchInPairs() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      List<Channel<Integer>> channels =
          List.of(Channel.rendezvous(), Channel.rendezvous(), Channel.rendezvous());
      List<Task<Integer>> all = new ArrayList<>();
      for (int i = 1; i <= 6; i++) {
        all.add(trade(channels, i).on(pool));
      }
      int sum = 0;
      for (int each : syncWait(Task.whenAll(all))) {
        sum += each;
      }
      assertThat(sum).isZero();
      assertThat(trades.get()).isGreaterThanOrEqualTo(20_000);
    } finally {
      pool.shutdown();
    }
  }

  // ---- Selects in selects, and in place of other cases.

  /** Each starts the next one when it waits: that must not nest on the stack. */
  @Test
  void selectsOfCoroutinesThatSelect() throws Exception {
    Select<String> select = either();
    for (int i = 0; i < 20_000; i++) {
      Task<String> inner = choose(select);
      select = new Select<String>().onAwait(inner, chosen -> chosen);
    }
    CompletableFuture<String> chosen = choose(select).toCompletableFuture();
    assertThat(chosen).isNotDone();
    assertThat(a.trySend("1")).isTrue();
    assertThat(chosen).isCompletedWithValue("a:1");
  }

  @Test
  void stoppedSelectsOfCoroutinesThatSelect() {
    Select<String> select = either();
    for (int i = 0; i < 1_000; i++) {
      Task<String> inner = choose(select);
      select = new Select<String>().onAwait(inner, chosen -> chosen);
    }
    choose(select).toCompletableFuture().cancel(false);
    assertThat(a.trySend("1")).isFalse();
    assertThat(log).isEmpty();
  }

  /** A message would be lost if another case were chosen at the same moment. */
  @Test
  void anOperationOfAChannelIsNoAwaitable() {
    Select<String> select = new Select<>();
    assertThatThrownBy(() -> select.onAwait(a.receive(), m -> m))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use onReceive");
    assertThatThrownBy(() -> select.onAwait(a.receiveOrNull(), m -> m))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> select.onAwait(a.send("1"), nothing -> ""))
        .isInstanceOf(IllegalArgumentException.class);
    select.onAwait(a.values().hasNext(), has -> "keeps its message");
  }

  // ---- Fairness of selects that are made anew.

  @Suspendable
  Task<Void> untilStopped(String name, Channel<String> data, Channel<String> stop) {
    for (boolean goesOn = true; goesOn; ) {
      goesOn = await(new Select<Boolean>().onReceive(data, m -> true).onReceive(stop, m -> false));
      await(Task.yieldNow());
    }
    log.add(name);
    return Task.completed();
  }

  /** The loops take turns at the same channel, and always find data: each sees its stop. */
  @Test
  void loopsThatAlternate() {
    for (int loops = 1; loops <= 7; loops++) {
      Channel<String> data = Channel.buffered(10_000);
      while (data.trySend("data")) {}
      Manual executor = new Manual();
      for (int i = 0; i < loops; i++) {
        Channel<String> stop = Channel.buffered(1);
        stop.trySend("stop");
        untilStopped("stopped", data, stop).on(executor).toCompletableFuture();
      }
      for (int turn = 0; turn < 10; turn++) {
        executor.turn();
      }
      assertThat(log).as("of %s loops", loops).hasSize(loops);
      log.clear();
    }
  }

  @Test
  void onlyOtherwise() throws Exception {
    assertThat(syncWait(new Select<String>().otherwise(() -> "nothing"))).isEqualTo("nothing");
  }

  // ---- Awaitables that complete when another case has been chosen already.

  /** Both complete before the coroutine runs; the message is first. */
  private void chosenBefore(Awaitable<?> late, Runnable completes) {
    Manual executor = new Manual();
    Channel<String> messages = Channel.rendezvous();
    Select<String> select =
        new Select<String>()
            .onReceive(messages, m -> "message")
            .onAwait(late, value -> "value " + value);
    CompletableFuture<String> chosen = choose(select).on(executor).toCompletableFuture();
    executor.runAll();
    completes.run();
    assertThat(messages.trySend("")).isTrue();
    executor.runAll();
    assertThat(chosen).isCompletedWithValue("message");
  }

  @Test
  void anEventIsNotLost() {
    AsyncEvent event = AsyncEvent.autoReset();
    chosenBefore(event, event::set);
    assertThat(event.isSet()).isTrue();
  }

  @Test
  void aLockAndPermitsAreReturned() {
    AsyncMutex mutex = new AsyncMutex();
    assertThat(mutex.tryLock()).isTrue();
    chosenBefore(mutex.lock(), mutex::unlock);
    assertThat(mutex.isLocked()).isFalse();
    AsyncSemaphore semaphore = new AsyncSemaphore(0);
    chosenBefore(semaphore.acquire(3), () -> semaphore.release(3));
    assertThat(semaphore.availablePermits()).isEqualTo(3);
  }

  @Suspendable
  Task<AsyncMutex.Held> locked(AsyncMutex mutex) {
    return Task.of(await(mutex.lock()));
  }

  @Test
  void aLockThatIsTheValueOfATaskIsReturned() {
    AsyncMutex mutex = new AsyncMutex();
    assertThat(mutex.tryLock()).isTrue();
    chosenBefore(locked(mutex), mutex::unlock);
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void numbersOfASequencerAreTakenBack() throws Exception {
    SequenceBarrier consumed = new SequenceBarrier();
    Sequencer sequencer = new SingleProducerSequencer(consumed, 1);
    assertThat(syncWait(sequencer.claimOne())).isZero();
    chosenBefore(sequencer.claimOne(), () -> consumed.publish(0));
    Select<Long> free = new Select<Long>().onAwait(sequencer.claimOne(), number -> number);
    assertThat(syncWait(free.otherwise(() -> -1L))).isEqualTo(1);
  }
}
