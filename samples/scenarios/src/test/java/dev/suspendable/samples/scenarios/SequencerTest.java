package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.sync.MultiProducerSequencer;
import dev.suspendable.sync.SequenceBarrier;
import dev.suspendable.sync.SequenceRange;
import dev.suspendable.sync.Sequencer;
import dev.suspendable.sync.SingleProducerSequencer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Ring buffers. */
class SequencerTest {
  private final List<String> log = new ArrayList<>();
  private final SequenceBarrier consumed = new SequenceBarrier();

  @Suspendable
  Task<Void> after(String name, Awaitable<?> awaited) {
    log.add(name + await(awaited));
    return Task.completed();
  }

  @Test
  void awaitsOfDifferentNumbers() throws Exception {
    CompletableFuture<Void> stopped =
        after("x", consumed.waitUntilPublished(1)).toCompletableFuture();
    after("c", consumed.waitUntilPublished(3)).toCompletableFuture();
    after("a", consumed.waitUntilPublished(0)).toCompletableFuture();
    after("b", consumed.waitUntilPublished(1)).toCompletableFuture();
    assertThat(consumed).hasToString("SequenceBarrier[-1, 4 waiting]");
    stopped.cancel(false);
    consumed.publish(2);
    assertThat(log).containsExactly("a2", "b2");
    consumed.publish(3);
    assertThat(log).containsExactly("a2", "b2", "c3");
    assertThat(syncWait(consumed.waitUntilPublished(1))).isEqualTo(3);
    assertThatThrownBy(() -> consumed.publish(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("only grow");
  }

  @Test
  void aProducerWaitsForAFreeSlot() throws Exception {
    for (Sequencer sequencer :
        List.of(
            new SingleProducerSequencer(new SequenceBarrier(), 4),
            new MultiProducerSequencer(new SequenceBarrier(), 4))) {
      assertThat(syncWait(sequencer.claimOne())).isZero();
      assertThat(syncWait(sequencer.claimUpTo(9))).isEqualTo(new SequenceRange(1, 4));
    }
    Sequencer sequencer = new MultiProducerSequencer(consumed, 4);
    syncWait(sequencer.claimUpTo(4));
    CompletableFuture<Void> stopped = after("x", sequencer.claimOne()).toCompletableFuture();
    after("a", sequencer.claimOne()).toCompletableFuture();
    after("b", sequencer.claimUpTo(4)).toCompletableFuture();
    after("c", sequencer.claimOne()).toCompletableFuture();
    stopped.cancel(false);
    consumed.publish(2);
    assertThat(log).containsExactly("a4", "bSequenceRange[first=5, end=7]");
    consumed.publish(3);
    assertThat(log).endsWith("c7");
  }

  @Test
  void slotsThatArePublishedOutOfOrderAreSeenInOrder() {
    Sequencer sequencer = new MultiProducerSequencer(consumed, 8);
    after("n", sequencer.waitUntilPublished(1)).toCompletableFuture();
    sequencer.publish(1);
    sequencer.publish(new SequenceRange(3, 5));
    assertThat(sequencer.lastPublished()).isEqualTo(-1);
    sequencer.publish(0);
    assertThat(log).containsExactly("n1");
    sequencer.publish(2);
    assertThat(sequencer.lastPublished()).isEqualTo(4);
  }

  @Test
  void misuse() {
    assertThatThrownBy(() -> new SingleProducerSequencer(consumed, 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("power of two");
    assertThatThrownBy(() -> new MultiProducerSequencer(consumed, 2).claimUpTo(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private final long[] ring = new long[64];

  @Suspendable
  Task<Void> produce(Sequencer sequencer, int count) {
    for (int left = count; left > 0; ) {
      if (left % 2 == 0) {
        long slot = await(sequencer.claimOne());
        ring[(int) (slot & 63)] = slot;
        sequencer.publish(slot);
        left--;
      } else {
        SequenceRange range = await(sequencer.claimUpTo(Math.min(left, 5)));
        for (long slot = range.first(); slot < range.end(); slot++) {
          ring[(int) (slot & 63)] = slot;
        }
        sequencer.publish(range);
        left -= (int) range.size();
      }
    }
    return Task.completed();
  }

  @Suspendable
  Task<Integer> consume(Sequencer sequencer, long count) {
    int wrong = 0;
    for (long next = 0; next < count; ) {
      long last = await(sequencer.waitUntilPublished(next));
      for (; next <= last; next++) {
        wrong += ring[(int) (next & 63)] == next ? 0 : 1;
      }
      consumed.publish(last);
    }
    return Task.of(wrong);
  }

  @Test
  void eachSlotIsFilledBeforeItIsConsumedOnSeveralThreads() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      Sequencer sequencer = new MultiProducerSequencer(consumed, 64);
      CompletableFuture<Integer> wrong = consume(sequencer, 60_000).on(pool).toCompletableFuture();
      syncWait(
          Task.whenAll(
              produce(sequencer, 20_000).on(pool),
              produce(sequencer, 20_000).on(pool),
              produce(sequencer, 20_000).on(pool)));
      assertThat(wrong.get()).isZero();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aSingleProducer() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Sequencer sequencer = new SingleProducerSequencer(consumed, 64);
      CompletableFuture<Integer> wrong = consume(sequencer, 60_000).on(pool).toCompletableFuture();
      syncWait(produce(sequencer, 60_000).on(pool));
      assertThat(wrong.get()).isZero();
    } finally {
      pool.shutdown();
    }
  }

  /** A consumer that ends says so by the greatest number; one that is ahead frees no more. */
  @Test
  void consumersAheadOfTheProducer() throws Exception {
    Sequencer sequencer = new SingleProducerSequencer(consumed, 4);
    consumed.publish(100);
    assertThat(syncWait(sequencer.claimUpTo(1_000))).isEqualTo(new SequenceRange(0, 4));
    consumed.publish(Long.MAX_VALUE);
    assertThat(syncWait(sequencer.claimUpTo(1_000))).isEqualTo(new SequenceRange(4, 8));
  }
}
