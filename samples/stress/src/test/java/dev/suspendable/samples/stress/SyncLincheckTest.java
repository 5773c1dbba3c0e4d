package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.scope.StopSource;
import dev.suspendable.sync.AsyncMutex;
import dev.suspendable.sync.AsyncSemaphore;
import dev.suspendable.sync.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * Channels, semaphores and mutexes are linearizable: Lincheck explores the interleavings of random
 * programs and compares their results with sequential specifications.
 *
 * <p>Lincheck knows the suspensions of Kotlin only. So an operation that has to wait does not block
 * here: a coroutine waits from the start, and an operation of the program stops it, and reports
 * which came first. So the queues, and the race of a stop with a hand-over, are explored too.
 */
class SyncLincheckTest {
  private static ModelCheckingOptions options() {
    return new ModelCheckingOptions()
        .iterations(Integer.getInteger("lincheck.iterations", 5))
        .invocationsPerIteration(Integer.getInteger("lincheck.invocations", 200))
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(2)
        .minimizeFailedScenario(true);
  }

  @Test
  void channels() {
    options().sequentialSpecification(SequentialChannel.class).check(BufferedChannel.class);
  }

  @Test
  void semaphores() {
    options().sequentialSpecification(SequentialSemaphore.class).check(Semaphore.class);
  }

  @Test
  void mutexes() {
    options().sequentialSpecification(SequentialMutex.class).check(Mutex.class);
  }

  /** An await that waits, in a coroutine of its own, and can be stopped. */
  private static final class Waiting {
    private final StopSource stop = new StopSource();
    private volatile String outcome;

    Waiting(Awaitable<?> awaitable) {
      await1(awaitable).withStopToken(stop.token()).toCompletableFuture();
    }

    @Suspendable
    private Task<Void> await1(Awaitable<?> awaitable) {
      String got = "stopped";
      try {
        got = "got " + await(awaitable);
      } finally {
        outcome = got;
      }
      return Task.completed();
    }

    /** Requests the stop, and returns what came first: it, or the result. */
    String stop() {
      stop.requestStop();
      while (outcome == null) {
        Thread.onSpinWait(); // another thread has let it continue, and is about to run it
      }
      return outcome;
    }
  }

  // ---- Channel.

  /** The channel under test. */
  public static class BufferedChannel {
    private final Channel<Integer> channel = Channel.buffered(1);
    private final Waiting first = new Waiting(channel.receive());

    /** Starts with a receiver that waits. */
    public BufferedChannel() {}

    /** Sends, without waiting. */
    @Operation
    public boolean trySend(int message) {
      return channel.trySend(message);
    }

    /** Receives, without waiting. */
    @Operation
    public Integer tryReceive() {
      return channel.tryReceive();
    }

    /** Stops the receiver. */
    @Operation
    public String stopFirst() {
      return first.stop();
    }
  }

  /** What a channel does. */
  public static class SequentialChannel {
    private final Deque<Integer> buffer = new ArrayDeque<>();
    private String first;

    /** Starts with a receiver that waits. */
    public SequentialChannel() {}

    /** See the channel. */
    public boolean trySend(int message) {
      if (first == null) {
        first = "got " + message;
        return true;
      }
      return buffer.isEmpty() && buffer.add(message);
    }

    /** See the channel. */
    public Integer tryReceive() {
      return buffer.poll();
    }

    /** See the channel. */
    public String stopFirst() {
      if (first == null) {
        first = "stopped";
      }
      return first;
    }
  }

  // ---- Semaphore.

  /** The semaphore under test. */
  public static class Semaphore {
    private final AsyncSemaphore semaphore = new AsyncSemaphore(0);
    private final Waiting two = new Waiting(semaphore.acquire(2));

    /** Starts with one that waits for two permits. */
    public Semaphore() {}

    /** Acquires, without waiting. */
    @Operation
    public boolean tryAcquire() {
      return semaphore.tryAcquire();
    }

    /** Releases. */
    @Operation
    public void release() {
      semaphore.release();
    }

    /** Stops the one that waits. */
    @Operation
    public String stopTwo() {
      return two.stop().equals("stopped") ? "stopped" : "acquired";
    }
  }

  /** What a semaphore does. */
  public static class SequentialSemaphore {
    private int permits;
    private String two;

    /** Starts with one that waits for two permits. */
    public SequentialSemaphore() {}

    /** See the semaphore. */
    public boolean tryAcquire() {
      if (two == null || permits == 0) {
        return false;
      }
      permits--;
      return true;
    }

    /** See the semaphore. */
    public void release() {
      permits++;
      if (two == null && permits == 2) {
        permits = 0;
        two = "acquired";
      }
    }

    /** See the semaphore. */
    public String stopTwo() {
      if (two == null) {
        two = "stopped";
      }
      return two;
    }
  }

  // ---- Mutex.

  /** The mutex under test. */
  public static class Mutex {
    private final AsyncMutex mutex = new AsyncMutex();
    private final Waiting first;

    /** Starts locked, with one that waits. */
    public Mutex() {
      if (!mutex.tryLock()) {
        throw new IllegalStateException();
      }
      first = new Waiting(mutex.lock());
    }

    /** Locks, without waiting. */
    @Operation
    public boolean tryLock() {
      return mutex.tryLock();
    }

    /** Unlocks, if it is locked. */
    @Operation
    public boolean unlock() {
      try {
        mutex.unlock();
        return true;
      } catch (IllegalStateException e) {
        return false;
      }
    }

    /** Stops the one that waits. */
    @Operation
    public String stopFirst() {
      return first.stop().equals("stopped") ? "stopped" : "locked";
    }
  }

  /** What a mutex does. */
  public static class SequentialMutex {
    private boolean isLocked = true;
    private String first;

    /** Starts locked, with one that waits. */
    public SequentialMutex() {}

    /** See the mutex. */
    public boolean tryLock() {
      boolean wasLocked = isLocked;
      isLocked = true;
      return !wasLocked;
    }

    /** See the mutex. */
    public boolean unlock() {
      if (!isLocked) {
        return false;
      }
      if (first == null) {
        first = "locked";
      } else {
        isLocked = false;
      }
      return true;
    }

    /** See the mutex. */
    public String stopFirst() {
      if (first == null) {
        first = "stopped";
      }
      return first;
    }
  }
}
