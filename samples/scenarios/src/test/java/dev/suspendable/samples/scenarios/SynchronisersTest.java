package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.scope.StopSource;
import dev.suspendable.sync.AsyncBarrier;
import dev.suspendable.sync.AsyncEvent;
import dev.suspendable.sync.AsyncLatch;
import dev.suspendable.sync.AsyncSemaphore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Semaphore, event, latch and barrier. */
class SynchronisersTest {
  final List<String> log = new ArrayList<>();

  @Suspendable
  Task<Void> after(String name, Awaitable<?> awaited) {
    Object value = await(awaited);
    log.add(value == null ? name : name + value);
    return Task.completed();
  }

  CompletableFuture<Void> start(String name, Awaitable<?> awaited) {
    return after(name, awaited).toCompletableFuture();
  }

  @Nested
  class Semaphores {
    private final AsyncSemaphore semaphore = new AsyncSemaphore(2);

    @Suspendable
    Task<Void> use(String name, int permits, Awaitable<?> until) {
      try (var permit = await(semaphore.acquire(permits))) {
        log.add(name);
        await(until);
      }
      return Task.completed();
    }

    @Test
    void permitsAreLimitedAndGoInOrder() {
      AsyncEvent a = AsyncEvent.manualReset();
      AsyncEvent others = AsyncEvent.manualReset();
      for (String name : List.of("b", "a", "c", "d")) {
        use(name, 1, name.equals("a") ? a : others).toCompletableFuture();
      }
      assertThat(log).containsExactly("b", "a");
      assertThat(semaphore).hasToString("AsyncSemaphore[0 permits, 2 waiting]");
      a.set();
      assertThat(log).containsExactly("b", "a", "c");
      others.set();
      assertThat(log).containsExactly("b", "a", "c", "d");
      assertThat(semaphore.availablePermits()).isEqualTo(2);
    }

    @Test
    void oneThatNeedsManyIsNotOvertaken() {
      assertThat(semaphore.tryAcquire()).isTrue();
      AsyncEvent end = AsyncEvent.manualReset();
      CompletableFuture<Void> big = use("big", 2, end).toCompletableFuture();
      CompletableFuture<Void> small = use("small", 1, end).toCompletableFuture();
      assertThat(semaphore.tryAcquire()).isFalse();
      semaphore.release();
      assertThat(log).containsExactly("big");
      end.set();
      assertThat(List.of(big, small)).allMatch(CompletableFuture::isDone);
      assertThat(semaphore.availablePermits()).isEqualTo(2);
    }

    /** The one that is stopped kept the others from permits that suffice for them. */
    @Test
    void whenOneThatNeedsManyIsStoppedTheOthersContinue() {
      assertThat(semaphore.tryAcquire()).isTrue();
      AsyncEvent end = AsyncEvent.manualReset();
      CompletableFuture<Void> big = use("big", 2, end).toCompletableFuture();
      use("small", 1, end).toCompletableFuture();
      assertThat(log).isEmpty();
      big.cancel(false);
      assertThat(log).containsExactly("small");
      end.set();
      assertThat(semaphore.availablePermits()).isEqualTo(1);
    }

    @Test
    void aReleaseOfManyLetsManyContinue() {
      assertThat(semaphore.tryAcquire(2)).isTrue();
      for (String name : List.of("a", "b", "c")) {
        start(name, semaphore.acquire().awaiter());
      }
      StopSource stop = new StopSource();
      CompletableFuture<Void> stopped =
          after("d", semaphore.acquire()).withStopToken(stop.token()).toCompletableFuture();
      start("e", semaphore.acquire(3));
      stop.requestStop();
      semaphore.release(3);
      assertThat(log).hasSize(3);
      semaphore.release(3);
      assertThat(log).hasSize(4);
      assertThat(stopped).isCancelled();
      assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void misuse() {
      assertThatThrownBy(() -> new AsyncSemaphore(-1)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> semaphore.acquire(0)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> semaphore.release(Integer.MAX_VALUE))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Too many permits");
      assertThat(semaphore.availablePermits()).isEqualTo(2);
    }
  }

  @Nested
  class Events {
    @Test
    void aManualResetEventLetsAllPassUntilItIsReset() {
      AsyncEvent event = AsyncEvent.manualReset();
      start("a", event);
      start("b", event);
      assertThat(log).isEmpty();
      event.set();
      event.set();
      assertThat(log).containsExactly("a", "b");
      start("c", event);
      assertThat(log).containsExactly("a", "b", "c");
      assertThat(event.reset()).isTrue();
      assertThat(event.reset()).isFalse();
      start("d", event);
      assertThat(log).hasSize(3);
      assertThat(event).hasToString("AsyncEvent[not set, 1 waiting]");
    }

    @Test
    void anAutoResetEventLetsOnePass() {
      AsyncEvent event = AsyncEvent.autoReset();
      event.set();
      event.set();
      start("a", event);
      assertThat(event.isSet()).isFalse();
      start("b", event);
      CompletableFuture<Void> stopped = start("c", event);
      start("d", event);
      assertThat(log).containsExactly("a");
      stopped.cancel(false);
      event.set();
      assertThat(log).containsExactly("a", "b");
      event.set();
      assertThat(log).containsExactly("a", "b", "d");
      event.set();
      assertThat(event.isSet()).isTrue();
      assertThat(event.reset()).isTrue();
    }
  }

  @Nested
  class Latches {
    @Test
    void opensAtZeroForGood() throws Exception {
      AsyncLatch latch = new AsyncLatch(3);
      start("a", latch);
      CompletableFuture<Void> stopped = start("b", latch);
      latch.countDown();
      stopped.cancel(false);
      latch.countDown();
      assertThat(log).isEmpty();
      assertThat(latch.count()).isEqualTo(1);
      latch.countDown(7);
      assertThat(log).containsExactly("a");
      latch.countDown();
      syncWait(latch);
      syncWait(new AsyncLatch(0));
      assertThat(latch.count()).isZero();
    }
  }

  @Nested
  class Barriers {
    @Test
    void allContinueWhenAllHaveArrivedAgainAndAgain() {
      AsyncBarrier barrier = new AsyncBarrier(3);
      for (int phase = 0; phase < 3; phase++) {
        log.clear();
        start("a", barrier.arrive());
        start("b", barrier.arrive());
        assertThat(log).isEmpty();
        start("c", barrier.arrive());
        assertThat(log).containsExactly("a2", "b1", "c0");
      }
    }

    @Test
    void oneThatIsStoppedHasNotArrived() {
      AsyncBarrier barrier = new AsyncBarrier(2);
      start("a", barrier.arrive()).cancel(false);
      CompletableFuture<Void> b = start("b", barrier.arrive());
      assertThat(b).isNotDone();
      start("c", barrier.arrive());
      assertThat(log).containsExactly("b1", "c0");
    }

    @Test
    void oneThatDropsOutIsNotWaitedFor() {
      AsyncBarrier barrier = new AsyncBarrier(3);
      barrier.arriveAndDrop();
      start("a", barrier.arrive());
      barrier.arriveAndDrop();
      assertThat(log).containsExactly("a1");
      start("b", barrier.arrive());
      assertThat(log).containsExactly("a1", "b0");
      barrier.arriveAndDrop();
      assertThatThrownBy(() -> syncWait(barrier.arrive()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("dropped out");
      assertThatThrownBy(barrier::arriveAndDrop).isInstanceOf(IllegalStateException.class);
    }

    @Suspendable
    Task<Void> turns(AsyncBarrier barrier, int[] sums, int phases) {
      for (int phase = 0; phase < phases; phase++) {
        if (await(barrier.arrive()) == 0) {
          sums[phase]++;
        }
      }
      return Task.completed();
    }

    @Test
    void oneOfEachPhaseIsTheLast() throws Exception {
      AsyncBarrier barrier = new AsyncBarrier(4);
      int[] sums = new int[10_000];
      List<Task<Void>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(turns(barrier, sums, sums.length));
      }
      syncWait(Task.whenAll(all));
      assertThat(sums).containsOnly(1);
    }
  }
}
