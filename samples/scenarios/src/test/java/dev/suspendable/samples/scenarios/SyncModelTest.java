package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.scope.StopSource;
import dev.suspendable.sync.AsyncSemaphore;
import dev.suspendable.sync.Channel;
import dev.suspendable.sync.ChannelClosedException;
import dev.suspendable.sync.Select;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random programs on one thread, in a random order of their steps, against a sequential model.
 * Coroutines run inside the calls of others, or on executors that are driven by hand; they are
 * stopped at any time. Each operation has to end as the model says.
 */
class SyncModelTest {
  private static final int SEEDS = Integer.getInteger("model.seeds", 3_000);
  private static final String WAITS = "waits";
  private static final String STOPPED = "stopped";

  /** An operation of a coroutine, and its outcome in the model. */
  private static final class Op {
    final int coroutine;
    final int number;
    String outcome = WAITS;
    String actual = WAITS;

    Op(int coroutine, int number) {
      this.coroutine = coroutine;
      this.number = number;
    }

    void ended(Object result) {
      actual = String.valueOf(result);
    }
  }

  /** One run: coroutines, their executors, and all operations so far. */
  private abstract class Run {
    final Random random;
    final List<Op> ops = new ArrayList<>();
    final List<Manual> executors = new ArrayList<>();
    final List<StopSource> stops = new ArrayList<>();
    final boolean[] canBeStopped = new boolean[4];
    final boolean[] hasBegun = new boolean[4];
    final boolean[] hasEnded = new boolean[4];

    Run(long seed) {
      random = new Random(seed);
    }

    abstract Task<Void> steps(int coroutine, int steps);

    @Suspendable
    final Task<Void> body(int coroutine, int steps) {
      hasBegun[coroutine] = true;
      try {
        await(steps(coroutine, steps));
      } finally {
        hasEnded[coroutine] = true;
      }
      return Task.completed();
    }

    /** In the model, an operation that waits is given up. */
    abstract void modelStop(Op op);

    /** Something that is done from outside of coroutines. */
    abstract void outside();

    final boolean isStopped(int coroutine) {
      return stops.get(coroutine).isStopRequested();
    }

    final Op begin(int coroutine, int number) {
      Op op = new Op(coroutine, number);
      ops.add(op);
      return op;
    }

    final void run() {
      for (int i = 0; i < 4; i++) {
        stops.add(new StopSource());
        executors.add(random.nextBoolean() ? new Manual() : null);
      }
      for (int i = 0; i < 4; i++) {
        Task<Void> body = body(i, 2 + random.nextInt(6));
        Task<Void> task = executors.get(i) == null ? body : body.on(executors.get(i));
        canBeStopped[i] = random.nextInt(4) > 0;
        if (canBeStopped[i]) {
          task.withStopToken(stops.get(i).token()).toCompletableFuture();
        } else if (task == body) {
          ((Promise) body).handle().resume(); // without any context
        } else {
          task.toCompletableFuture();
        }
        act(random.nextInt(3));
      }
      act(40);
      while (turn()) {}
      for (Op op : ops) {
        assertThat(op.actual)
            .as("operation %s of coroutine %s", ops.indexOf(op), op.coroutine)
            .isEqualTo(op.outcome.equals(STOPPED) ? WAITS : op.outcome);
      }
      for (int i = 0; i < hasEnded.length; i++) {
        int coroutine = i;
        boolean waits =
            ops.stream().anyMatch(op -> op.coroutine == coroutine && op.outcome.equals(WAITS));
        assertThat(hasBegun[i] || isStopped(i)).as("coroutine " + i).isTrue();
        assertThat(hasEnded[i]).as("coroutine " + i).isEqualTo(hasBegun[i] && !waits);
      }
    }

    private void act(int times) {
      for (int i = 0; i < times; i++) {
        int what = random.nextInt(10);
        if (what < 6) {
          Manual executor = executors.get(random.nextInt(executors.size()));
          if (executor != null) {
            executor.turn();
          }
        } else if (what == 6 && random.nextInt(4) == 0) {
          stop(random.nextInt(stops.size()));
        } else {
          outside();
        }
      }
    }

    private void stop(int coroutine) {
      if (!canBeStopped[coroutine] || isStopped(coroutine)) {
        return;
      }
      for (Op op : ops) {
        if (op.coroutine == coroutine && op.outcome.equals(WAITS)) {
          modelStop(op);
          op.outcome = STOPPED;
        }
      }
      stops.get(coroutine).requestStop();
    }

    private boolean turn() {
      boolean some = false;
      for (Manual executor : executors) {
        some |= executor != null && executor.turn() > 0;
      }
      return some;
    }
  }

  // ---- Semaphores; a mutex is one with one permit.

  private final class SemaphoreRun extends Run {
    private final int permits;
    private final AsyncSemaphore semaphore;
    private int available;
    private final Deque<Op> queue = new ArrayDeque<>();

    SemaphoreRun(long seed) {
      super(seed);
      permits = 1 + random.nextInt(3);
      available = permits;
      semaphore = new AsyncSemaphore(permits);
    }

    private Op acquiring(int coroutine, int number) {
      Op op = begin(coroutine, number);
      if (queue.isEmpty() && number <= available) {
        available -= number;
        op.outcome = "acquired";
      } else if (isStopped(coroutine)) {
        op.outcome = STOPPED;
      } else {
        queue.add(op);
      }
      return op;
    }

    private void releasing(int number) {
      available += number;
      serve();
    }

    private void serve() {
      while (!queue.isEmpty() && queue.peek().number <= available) {
        Op first = queue.poll();
        available -= first.number;
        first.outcome = "acquired";
      }
    }

    @Override
    void modelStop(Op op) {
      queue.remove(op);
      serve();
    }

    @Override
    void outside() {
      int number = 1 + random.nextInt(permits);
      boolean expected = queue.isEmpty() && number <= available;
      assertThat(semaphore.tryAcquire(number)).isEqualTo(expected);
      if (expected) {
        available -= number;
        releasing(number);
        semaphore.release(number);
      }
      assertThat(semaphore.availablePermits()).isEqualTo(available);
    }

    @Override
    @Suspendable
    Task<Void> steps(int coroutine, int steps) {
      for (int i = 0; i < steps; i++) {
        int number = 1 + random.nextInt(permits);
        Op op = acquiring(coroutine, number);
        var permit = number == 1 ? await(semaphore.acquire()) : await(semaphore.acquire(number));
        op.ended("acquired");
        try {
          if (random.nextBoolean() && !isStopped(coroutine)) {
            await(Task.yieldNow());
          }
        } finally {
          releasing(number);
          permit.close();
        }
      }
      return Task.completed();
    }
  }

  // ---- Channels.

  private final class ChannelRun extends Run {
    private final int capacity;
    private final Channel<Integer> channel;
    private final Deque<Integer> buffer = new ArrayDeque<>();
    private final Deque<Op> senders = new ArrayDeque<>();
    private final Deque<Op> receivers = new ArrayDeque<>();
    private boolean isClosed;
    private int messages;

    ChannelRun(long seed) {
      super(seed);
      int kind = random.nextInt(5);
      capacity = kind == 3 ? Integer.MAX_VALUE : Math.min(kind, 2);
      channel =
          capacity == 0
              ? Channel.rendezvous()
              : kind == 3 ? Channel.unbounded() : Channel.buffered(capacity);
    }

    /** Returns whether the message was accepted, or throws the channel's exception. */
    private boolean accept(int message) {
      if (!receivers.isEmpty()) {
        receivers.poll().outcome = String.valueOf(message);
        return true;
      }
      return buffer.size() < capacity && buffer.add(message);
    }

    private Integer provide() {
      Integer message = buffer.poll();
      Op sender = senders.poll();
      if (sender != null) {
        sender.outcome = "sent";
        if (message == null) {
          return sender.number;
        }
        buffer.add(sender.number);
      }
      return message;
    }

    private Op sending(int coroutine, int message) {
      Op op = begin(coroutine, message);
      if (isClosed) {
        op.outcome = "closed";
      } else if (accept(message)) {
        op.outcome = "sent";
      } else if (isStopped(coroutine)) {
        op.outcome = STOPPED;
      } else {
        senders.add(op);
      }
      return op;
    }

    private Op receiving(int coroutine) {
      Op op = begin(coroutine, 0);
      Integer message = provide();
      if (message != null) {
        op.outcome = String.valueOf(message);
      } else if (isClosed) {
        op.outcome = "null";
      } else if (isStopped(coroutine)) {
        op.outcome = STOPPED;
      } else {
        receivers.add(op);
      }
      return op;
    }

    @Override
    void modelStop(Op op) {
      senders.remove(op);
      receivers.remove(op);
    }

    @Override
    void outside() {
      int what = random.nextInt(12);
      if (what == 0) {
        close();
      } else if (what < 7) {
        Integer expected = provide();
        assertThat(channel.tryReceive()).isEqualTo(expected);
      } else if (!isClosed) {
        boolean expected = accept(++messages);
        assertThat(channel.trySend(messages)).isEqualTo(expected);
      }
    }

    private void close() {
      isClosed = true;
      for (Iterator<Op> each = receivers.iterator(); each.hasNext(); each.remove()) {
        each.next().outcome = "null";
      }
      for (Iterator<Op> each = senders.iterator(); each.hasNext(); each.remove()) {
        each.next().outcome = "closed";
      }
      channel.close();
    }

    @Override
    @Suspendable
    Task<Void> steps(int coroutine, int steps) {
      boolean selects = random.nextBoolean();
      for (int i = 0; i < steps; i++) {
        if (random.nextBoolean()) {
          int message = ++messages;
          Op op = sending(coroutine, message);
          try {
            if (selects) {
              op.ended(await(new Select<String>().onSend(channel, message, () -> "sent")));
            } else {
              await(channel.send(message));
              op.ended("sent");
            }
          } catch (ChannelClosedException e) {
            op.ended("closed");
          }
        } else {
          Op op = receiving(coroutine);
          Object got =
              selects
                  ? await(new Select<Object>().onReceiveOrNull(channel, m -> m))
                  : await(channel.receiveOrNull());
          op.ended(got);
        }
      }
      return Task.completed();
    }
  }

  @Test
  void semaphoresDoWhatTheModelSays() {
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        new SemaphoreRun(seed).run();
      } catch (Throwable t) {
        throw new AssertionError("seed " + seed, t);
      }
    }
  }

  @Test
  void channelsDoWhatTheModelSays() {
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        new ChannelRun(seed).run();
      } catch (Throwable t) {
        throw new AssertionError("seed " + seed, t);
      }
    }
  }
}
