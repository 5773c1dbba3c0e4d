package dev.suspendable.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The timers of the process, and their thread. */
final class CommonTimersTest {

  @Test
  void oneDaemonThreadServesThemAll() throws Exception {
    List<Thread> threads = new ArrayList<>();
    CountDownLatch ran = new CountDownLatch(3);
    for (int i = 0; i < 3; i++) {
      Timers.common()
          .schedule(
              () -> {
                threads.add(Thread.currentThread());
                ran.countDown();
              },
              i * 1_000_000L);
    }
    ran.await();
    assertThat(threads.get(0).isDaemon()).isTrue();
    assertThat(threads.get(0).getContextClassLoader()).isNull();
    assertThat(threads).containsOnly(threads.get(0));
  }

  /** The sleeping thread takes notice of an earlier timer. */
  @Test
  void anEarlierTimerDoesNotWaitForALaterOne() throws Exception {
    Timer later = Timers.common().schedule(() -> {}, Duration.ofDays(1));
    CountDownLatch ran = new CountDownLatch(1);
    Timers.common().schedule(ran::countDown, Duration.ofMillis(2));
    ran.await();
    assertThat(later.cancel()).isTrue();
  }

  /**
   * An error inside of the driver, as the lack of memory could cause it. Newer JDKs cannot stop.
   */
  @Test
  @SuppressWarnings({"deprecation", "removal", "DoNotCall"})
  void timersOutliveAnErrorOfTheirThread() throws Exception {
    assumeTrue(Runtime.version().feature() < 20);
    CommonTimers timers = new CommonTimers(1);
    CountDownLatch ran = new CountDownLatch(1);
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    timers.schedule(ran::countDown, Duration.ofMillis(300));
    timers.schedule(() -> thread.complete(Thread.currentThread()), 0);
    while (thread.get().getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait(); // not inside of the action
    }
    thread.get().stop();
    ran.await();
  }

  @Test
  void neverEarly() throws Exception {
    long[] early = new long[1];
    CountDownLatch ran = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      long delay = i * 100_000L;
      long due = System.nanoTime() + delay;
      Timers.common()
          .schedule(
              () -> {
                if (System.nanoTime() - due < 0) {
                  early[0]++;
                }
                ran.countDown();
              },
              delay);
    }
    ran.await();
    assertThat(early[0]).isZero();
  }

  @Test
  void workRunsOnTheCommonPool() throws Exception {
    CountDownLatch ran = new CountDownLatch(1);
    boolean[] inPool = new boolean[1];
    Timers.common()
        .scheduleWork(
            () -> {
              inPool[0] = Thread.currentThread().getName().startsWith("ForkJoinPool.commonPool");
              ran.countDown();
            },
            Duration.ofNanos(1));
    ran.await();
    assertThat(inPool[0]).isTrue();
  }

  @Test
  void workThatTheExecutorRejectsRunsOnTheCommonPool() throws Exception {
    HandClock clock = new HandClock(0);
    TimerWheel closed =
        new TimerWheel(
            clock,
            clock,
            work -> {
              throw new RejectedExecutionException("closed");
            },
            () -> {});
    CountDownLatch ran = new CountDownLatch(2);
    closed.scheduleWork(ran::countDown, Duration.ZERO);
    closed.scheduleWork(ran::countDown, Duration.ofDays(1));
    closed.runDue();
    closed.shutdownNow();
    ran.await();
  }

  /** So that the class loader of an application that has been removed can go. */
  @Test
  void theThreadEndsAfterTheLastTimerAndComesBack() throws Exception {
    CommonTimers timers = new CommonTimers(0);
    for (int i = 0; i < 100; i++) {
      CountDownLatch ran = new CountDownLatch(1);
      timers.schedule(ran::countDown, 1);
      ran.await();
    }
    while (timers.hasThread()) {
      Thread.onSpinWait();
    }
    assertThat(timers.size()).isZero();
  }

  @Test
  void aMillionPendingAndCancelledLeaveNothing() {
    CommonTimers timers = new CommonTimers(0);
    AtomicInteger ran = new AtomicInteger();
    Timer[] pending = new Timer[1_000_000];
    for (int i = 0; i < pending.length; i++) {
      pending[i] = timers.schedule(ran::incrementAndGet, Duration.ofHours(1).toNanos() + i % 1000);
    }
    assertThat(timers.size()).isEqualTo(1_000_000);
    for (int i = 0; i < pending.length; i++) {
      pending[(int) (i * 7919L % pending.length)].cancel();
    }
    assertThat(timers.size()).isZero();
    assertThat(ran.get()).isZero();
  }

  @Test
  void theTimeOfDayIsThatOfTheMachine() {
    Instant before = Instant.now();
    Instant now = Timers.common().instant();
    assertThat(now).isBetween(before, Instant.now());
    assertThat(Timers.common().millis()).isGreaterThanOrEqualTo(now.toEpochMilli());
  }
}
