package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.CoroutineHandle;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.scope.StopSource;
import dev.suspendable.sync.AsyncEvent;
import dev.suspendable.sync.AsyncMutex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A lock that is awaited. */
class AsyncMutexTest {
  private final List<String> log = new ArrayList<>();
  private final AsyncMutex mutex = new AsyncMutex();
  private final AsyncEvent go = AsyncEvent.manualReset();

  @Suspendable
  Task<Void> enter(String name) {
    try (var held = await(mutex.lock())) {
      log.add(name + " enters");
      await(go);
      log.add(name + " leaves");
    }
    log.add(name + " ends");
    return Task.completed();
  }

  @Suspendable
  Task<Void> pass(String name) {
    try (var held = await(mutex.lock())) {
      log.add(name);
    }
    return Task.completed();
  }

  @Test
  void oneHoldsItAndTheOthersFollowInOrder() {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      all.add(enter(name).toCompletableFuture());
    }
    assertThat(log).containsExactly("a enters");
    assertThat(mutex).hasToString("AsyncMutex[locked, 2 waiting]");
    go.set();
    assertThat(all).allMatch(CompletableFuture::isDone);
    assertThat(log.stream().filter(each -> !each.endsWith("ends")))
        .containsExactly("a enters", "a leaves", "b enters", "b leaves", "c enters", "c leaves");
    assertThat(mutex).hasToString("AsyncMutex[not locked]");
  }

  @Test
  void itIsHandedOverSoThatNoneOvertakes() {
    assertThat(mutex.tryLock()).isTrue();
    enter("a").toCompletableFuture();
    mutex.unlock();
    assertThat(mutex.tryLock()).isFalse();
    assertThat(log).containsExactly("a enters");
  }

  @Test
  void unlockingTwiceIsRefused() {
    assertThatThrownBy(mutex::unlock)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("try (var held = await(mutex.lock()))");
    assertThat(mutex.tryLock()).isTrue();
    mutex.unlock();
    assertThatThrownBy(mutex::unlock).isInstanceOf(IllegalStateException.class);
    assertThat(mutex.tryLock()).isTrue();
  }

  // ---- Stop.

  @Test
  void aStoppedWaiterLeavesTheQueue() {
    assertThat(mutex.tryLock()).isTrue();
    StopSource stop = new StopSource();
    CompletableFuture<Void> first = pass("first").withStopToken(stop.token()).toCompletableFuture();
    CompletableFuture<Void> second = pass("second").toCompletableFuture();
    stop.requestStop();
    assertThat(first).isCancelled();
    assertThat(mutex).hasToString("AsyncMutex[locked, 1 waiting]");
    mutex.unlock();
    assertThat(second).isDone();
    assertThat(log).containsExactly("second");
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void aStopBeforeTheLockTakesNothing() {
    StopSource stop = new StopSource();
    stop.requestStop();
    assertThat(mutex.tryLock()).isTrue();
    CompletableFuture<Void> stopped = pass("x").withStopToken(stop.token()).toCompletableFuture();
    mutex.unlock();
    assertThat(stopped).isCancelled();
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void aStopOfTheHolderUnlocksIt() {
    CompletableFuture<Void> holder = enter("holder").toCompletableFuture();
    CompletableFuture<Void> next = pass("next").toCompletableFuture();
    holder.cancel(false);
    assertThat(next).isDone();
    assertThat(log).containsExactly("holder enters", "next");
    assertThat(mutex.isLocked()).isFalse();
  }

  /** The turn of the waiter came before the stop: it has the mutex, and is stopped later. */
  @Test
  void aStopAfterTheTurnDoesNotLoseTheMutex() {
    Manual executor = new Manual();
    assertThat(mutex.tryLock()).isTrue();
    StopSource stop = new StopSource();
    CompletableFuture<Void> waiter =
        enter("a").on(executor).withStopToken(stop.token()).toCompletableFuture();
    executor.runAll();
    mutex.unlock();
    stop.requestStop();
    assertThat(log).isEmpty();
    executor.runAll();
    assertThat(log).containsExactly("a enters");
    assertThat(waiter).isCancelled();
    assertThat(mutex.isLocked()).isFalse();
  }

  // ---- Where the waiter continues.

  @Test
  void aWaiterWithAnExecutorNeverRunsInsideUnlock() {
    Manual executor = new Manual();
    Task<Void> both = pass("waiter").on(executor);
    assertThat(mutex.tryLock()).isTrue();
    CompletableFuture<Void> waiter = both.toCompletableFuture();
    executor.runAll();
    executor.execute(
        () -> {
          mutex.unlock();
          log.add("unlocked");
        });
    executor.runAll();
    assertThat(waiter).isDone();
    assertThat(log).containsExactly("unlocked", "waiter");
  }

  @Suspendable
  Task<Void> chained(int left) {
    var held = await(mutex.lock());
    held.close();
    return Task.completed();
  }

  @Test
  void aLongQueueTakesNoStack() {
    for (Executor executor : new Executor[] {null, Runnable::run}) {
      assertThat(mutex.tryLock()).isTrue();
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < 50_000; i++) {
        Task<Void> task = chained(i);
        all.add((executor == null ? task : task.on(executor)).toCompletableFuture());
      }
      mutex.unlock();
      assertThat(all).allMatch(CompletableFuture::isDone);
      assertThat(mutex.isLocked()).isFalse();
    }
  }

  @Test
  void awakenedCoroutinesRunInOrder() {
    AsyncMutex inner = new AsyncMutex();
    assertThat(inner.tryLock()).isTrue();
    runs("c", inner).toCompletableFuture();
    runs("a", go, inner).toCompletableFuture();
    runs("b", go, null).toCompletableFuture();
    go.set();
    assertThat(log).containsExactly("a", "a after", "b", "c");
  }

  @Suspendable
  Task<Void> runs(String name, AsyncMutex awaited) {
    await(awaited.lock());
    log.add(name);
    return Task.completed();
  }

  @Suspendable
  Task<Void> runs(String name, AsyncEvent awaited, AsyncMutex unlocked) {
    await(awaited);
    log.add(name);
    if (unlocked != null) {
      unlocked.unlock();
      log.add(name + " after");
    }
    return Task.completed();
  }

  @Suspendable
  Task<String> told() {
    try (var held = await(mutex.lock())) {
      return Task.of("held");
    } catch (RejectedExecutionException e) {
      return Task.of("rejected");
    }
  }

  /** The executor is closed while the coroutine waits. */
  @Test
  void aRejectedWaiterIsToldAndTheMutexGoesToTheNext() throws Exception {
    Manual loop = new Manual();
    AtomicBoolean isClosed = new AtomicBoolean();
    assertThat(mutex.tryLock()).isTrue();
    CompletableFuture<String> first =
        told()
            .on(
                work -> {
                  if (isClosed.get()) {
                    throw new RejectedExecutionException("closed");
                  }
                  loop.execute(work);
                })
            .toCompletableFuture();
    loop.runAll();
    CompletableFuture<String> second = told().toCompletableFuture();
    isClosed.set(true);
    mutex.unlock();
    assertThat(first.get()).isEqualTo("rejected");
    assertThat(second.get()).isEqualTo("held");
    assertThat(mutex.isLocked()).isFalse();
  }

  // ---- Handles.

  /** A handle takes a coroutine from the queue; the mutex goes to the next one. */
  @Test
  void aHandleEndsAWaiterAndNothingIsLost() {
    for (boolean inAContext : new boolean[] {false, true}) {
      log.clear();
      assertThat(mutex.tryLock()).isTrue();
      Task<Void> body = pass("by handle");
      CoroutineHandle handle = ((Promise) body).handle();
      if (inAContext) {
        body.toCompletableFuture();
      } else {
        handle.resume();
      }
      CompletableFuture<Void> next = pass("next").toCompletableFuture();
      handle.setStopped();
      mutex.unlock();
      assertThat(next).isDone();
      assertThat(log).containsExactly("next");
      assertThat(mutex.isLocked()).isFalse();
    }
  }

  // ---- Threads.

  private int counter;

  @Suspendable
  Task<Void> count(int times) {
    for (int i = 0; i < times; i++) {
      try (var held = await(mutex.lock())) {
        int seen = counter;
        if (i % 8 == 0) {
          await(Task.yieldNow());
        }
        counter = seen + 1;
      }
    }
    return Task.completed();
  }

  @Test
  void excludesOnSeveralThreads() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Task<Void>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(count(5_000).on(pool));
      }
      syncWait(Task.whenAll(all));
      assertThat(counter).isEqualTo(40_000);
    } finally {
      pool.shutdown();
    }
  }
}
