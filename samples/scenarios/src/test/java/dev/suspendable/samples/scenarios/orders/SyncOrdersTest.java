package dev.suspendable.samples.scenarios.orders;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.sync.AsyncMutex;
import dev.suspendable.sync.AsyncSemaphore;
import dev.suspendable.sync.Channel;
import dev.suspendable.test.SuspendableTest;
import dev.suspendable.test.SuspendableTest.Orders;
import dev.suspendable.test.TestRun;
import java.util.ArrayList;
import java.util.List;

/** Channels, locks and async generators, in many orders, with stops at each step. */
class SyncOrdersTest {
  private final List<Integer> received = new ArrayList<>();
  private final List<Integer> left = new ArrayList<>();
  private int begunToSend;
  private int sent;
  private int inside;

  @Suspendable
  Task<Void> sends(Channel<Integer> channel, int first, int count) {
    for (int i = first; i < first + count; i++) {
      begunToSend++;
      await(channel.send(i));
      sent++;
    }
    return Task.completed();
  }

  @Suspendable
  Task<Void> receives(Channel<Integer> channel, int count) {
    for (int i = 0; i < count; i++) {
      received.add(await(channel.receive()));
    }
    return Task.completed();
  }

  /**
   * A send that was stopped either happened or did not. What has been sent was received, or is
   * still in the channel.
   */
  private void noMessageIsLost(TestRun run, Channel<Integer> channel) {
    run.afterwards(
        "no message is lost or doubled",
        () -> {
          channel.close();
          left.addAll(channel.drain());
          List<Integer> all = new ArrayList<>(received);
          all.addAll(left);
          return all.stream().distinct().count() == all.size()
              && all.size() >= sent
              && all.size() <= begunToSend;
        });
  }

  @SuspendableTest(strategy = Orders.PCT, orders = 500, stops = true, ordersForEachInjection = 20)
  Task<?> aRendezvousLosesNoMessage(TestRun run) {
    return transfers(run, Channel.rendezvous());
  }

  @SuspendableTest(strategy = Orders.PCT, orders = 500, stops = true, ordersForEachInjection = 20)
  Task<?> aFullBufferLosesNoMessage(TestRun run) {
    return transfers(run, Channel.buffered(1));
  }

  @SuspendableTest(strategy = Orders.EXHAUSTIVE, bound = 2, orders = 1000, stops = true)
  Task<?> anUnboundedChannelLosesNoMessage(TestRun run) {
    return transfers(run, Channel.unbounded());
  }

  private Task<?> transfers(TestRun run, Channel<Integer> channel) {
    noMessageIsLost(run, channel);
    return Task.whenAll(
        sends(channel, 0, 2),
        sends(channel, 10, 2),
        receives(channel, 1),
        receives(channel, 2),
        receives(channel, 1));
  }

  @Suspendable
  Task<Void> receivesAll(Channel<Integer> channel) {
    try (AsyncGenerator<Integer> values = channel.values()) {
      while (await(values.hasNext())) {
        received.add(values.next());
        await(TestRun.operation("io"));
      }
    }
    return Task.completed();
  }

  @Suspendable
  Task<Void> sendsAndCloses(Channel<Integer> channel) {
    try {
      await(sends(channel, 0, 3));
    } finally {
      channel.close();
    }
    return Task.completed();
  }

  @SuspendableTest(orders = 300, failures = true, stops = true, ordersForEachInjection = 5)
  Task<?> iterationEndsWhenTheChannelIsClosed(TestRun run) {
    Channel<Integer> channel = Channel.buffered(1);
    run.afterwards("in order", () -> received.equals(List.of(0, 1, 2).subList(0, received.size())));
    return together(channel);
  }

  /** In a scope, so that a failure of one side stops the other, which would wait for ever. */
  @Suspendable
  Task<Void> together(Channel<Integer> channel) {
    try (var scope = TaskScope.open()) {
      scope.fork(sendsAndCloses(channel));
      scope.fork(receivesAll(channel));
      await(scope.join());
    }
    return Task.completed();
  }

  @Suspendable
  Task<Void> locks(AsyncMutex mutex) {
    try (var held = await(mutex.lock())) {
      inside++;
      assertThat(inside).isEqualTo(1);
      try {
        await(TestRun.operation("io"));
      } finally {
        inside--;
      }
    }
    return Task.completed();
  }

  @SuspendableTest(
      strategy = Orders.EXHAUSTIVE,
      bound = 3,
      orders = 2000,
      failures = true,
      stops = true,
      ordersForEachInjection = 20)
  Task<?> aMutexIsHeldByOneAndGivenBack(TestRun run) {
    AsyncMutex mutex = new AsyncMutex();
    run.afterwards("unlocked", () -> !mutex.isLocked() && inside == 0);
    return Task.whenAll(locks(mutex), locks(mutex), locks(mutex));
  }

  @Suspendable
  Task<Void> acquires(AsyncSemaphore semaphore, int permits) {
    try (var permit = await(semaphore.acquire(permits))) {
      inside += permits;
      assertThat(inside).isLessThanOrEqualTo(3);
      try {
        await(TestRun.operation("io"));
      } finally {
        inside -= permits;
      }
    }
    return Task.completed();
  }

  @SuspendableTest(
      strategy = Orders.PCT,
      orders = 500,
      failures = true,
      stops = true,
      ordersForEachInjection = 20)
  Task<?> aSemaphoreGetsAllPermitsBack(TestRun run) {
    AsyncSemaphore semaphore = new AsyncSemaphore(3);
    run.afterwards("all are back", () -> semaphore.availablePermits() == 3 && inside == 0);
    return Task.whenAll(
        acquires(semaphore, 1),
        acquires(semaphore, 3),
        acquires(semaphore, 2),
        acquires(semaphore, 1));
  }

  // ---- Async generators.

  @Suspendable
  AsyncGenerator<Integer> numbers(int first, int count) {
    begunToSend++;
    try {
      for (int i = first; i < first + count; i++) {
        await(TestRun.operation("io"));
        yieldValue(i);
      }
      return AsyncGenerator.end();
    } finally {
      try {
        await(TestRun.operation("io"));
      } finally {
        sent++;
      }
    }
  }

  @Suspendable
  Task<Void> consumes(AsyncGenerator<Integer> opened) {
    try (AsyncGenerator<Integer> values = opened) {
      while (await(values.hasNext())) {
        received.add(values.next());
        await(TestRun.operation("io"));
      }
    }
    return Task.completed();
  }

  @SuspendableTest(orders = 300, failures = true, stops = true, ordersForEachInjection = 5)
  Task<?> mergedGeneratorsAreClosed(TestRun run) {
    run.afterwards("each body that has begun has been left", () -> begunToSend == sent);
    return consumes(AsyncGenerator.merge(numbers(0, 2), numbers(10, 2)));
  }

  @SuspendableTest(orders = 300, failures = true, stops = true, ordersForEachInjection = 5)
  Task<?> aBufferIsClosed(TestRun run) {
    run.afterwards("each body that has begun has been left", () -> begunToSend == sent);
    run.afterwards("in order", () -> received.equals(List.of(0, 1, 2).subList(0, received.size())));
    return consumes(numbers(0, 3).buffer(2));
  }
}
