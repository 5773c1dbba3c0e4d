package dev.suspendable.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two threads and one point. */
class OneShotRaceTest {
  private static final int ROUNDS = 20_000;

  @Test
  void oneOfTwoRunsWins() throws Exception {
    Gate gate = new Gate();
    AtomicInteger refused = new AtomicInteger();
    CyclicBarrier barrier = new CyclicBarrier(2);
    Continuation[] pair = new Continuation[2];
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> other =
          thread.submit(
              () -> {
                for (int i = 0; i < ROUNDS; i++) {
                  await(barrier);
                  runCounting(pair[1], refused);
                  await(barrier);
                }
              });
      for (int i = 0; i < ROUNDS; i++) {
        Loop loop = Loop.over(gate, SuspendAlways.INSTANCE);
        pair[0] = gate.point().resume();
        pair[1] = i % 2 == 0 ? gate.point().resume() : gate.point().setValue("other");
        await(barrier);
        runCounting(pair[0], refused);
        await(barrier);
        // Resumed exactly once: it waits at its second await.
        assertThat(loop.handle().isDone()).isFalse();
        assertThat(loop.events).hasSize(1);
        assertThat(refused.getAndSet(0)).isEqualTo(1);
        assertThat(loop.results()).hasSize(1);
      }
      other.get();
    } finally {
      thread.shutdown();
    }
  }

  @Test
  void anotherThreadMayResumeBeforeAwaitSuspendReturns() throws Exception {
    LinkedBlockingQueue<Continuation> ready = new LinkedBlockingQueue<>();
    Gate gate =
        Gate.onSuspend(
            p -> {
              ready.put(p.resume()); // another thread takes it, and may run it, before this returns
              return Continuation.NOOP;
            });
    Loop loop = new Loop(Collections.nCopies(ROUNDS, gate));
    loop.last =
        Gate.onSuspend(
            p -> {
              ready.put(Continuation.NOOP);
              ready.put(Continuation.NOOP);
              return Continuation.NOOP;
            });
    Callable<Void> worker =
        () -> {
          for (Continuation c = ready.take(); c != Continuation.NOOP; c = ready.take()) {
            c.run();
          }
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      loop.ramp();
      for (Future<Void> done : threads.invokeAll(List.of(worker, worker))) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(loop.results()).hasSize(ROUNDS).containsOnly("value");
  }

  private static void runCounting(Continuation continuation, AtomicInteger refused) {
    try {
      continuation.run();
    } catch (IllegalStateException e) {
      refused.incrementAndGet();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }
}
