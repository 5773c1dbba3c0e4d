package dev.suspendable.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The structure behind all timers, driven by a clock that is set by hand. */
final class TimerWheelTest {
  private final HandClock clock = new HandClock(Long.MAX_VALUE - 1_000); // it overflows soon
  private int wakeUps;
  private final TimerWheel wheel = new TimerWheel(clock, clock, Runnable::run, () -> wakeUps++);
  private final List<String> log = new ArrayList<>();

  private Timer after(long nanos, String name) {
    return wheel.schedule(() -> log.add(name), nanos);
  }

  private List<String> at(long nanos) {
    clock.set(nanos);
    log.clear();
    wheel.runDue();
    return log;
  }

  /** A clock should not go back. If it does, timers are late, and none is lost. */
  @Test
  void aClockThatGoesBack() {
    clock.set(-50);
    after(0, "a");
    after(10, "b");
    assertThat(wheel.nanosToNext()).isZero();
    assertThat(at(0)).containsExactly("a");
    assertThat(at(10)).containsExactly("b");
    after(5, "c");
    clock.set(3);
    after(0, "d");
    assertThat(at(9)).isEmpty();
    assertThat(at(15)).containsExactly("d", "c");
  }

  @Test
  void neverEarlyAndInOrder() {
    after(1_000, "c");
    after(5, "a");
    after(70, "b");
    after(Duration.ofDays(1).toNanos(), "d");
    assertThat(at(4)).isEmpty();
    assertThat(at(5)).containsExactly("a");
    assertThat(at(999)).containsExactly("b");
    assertThat(at(1_000)).containsExactly("c");
    assertThat(at(Duration.ofDays(1).toNanos() - 1)).isEmpty();
    assertThat(at(Duration.ofDays(2).toNanos())).containsExactly("d");
    assertThat(wheel.size()).isZero();
  }

  @Test
  void equalTimesInTheOrderOfRegistration() {
    after(100_000, "1");
    at(90_000);
    after(10_000, "2");
    at(99_990);
    after(10, "3");
    at(100_000 - 1);
    after(1, "4");
    assertThat(at(1_000_000)).containsExactly("1", "2", "3", "4");
  }

  @Test
  void negativeAndHugeTimes() {
    after(0, "now");
    after(-5, "past");
    after(Long.MIN_VALUE, "long past");
    after(Long.MAX_VALUE, "never");
    wheel.schedule(() -> log.add("never either"), Duration.ofSeconds(Long.MAX_VALUE));
    wheel.schedule(() -> log.add("negative"), Duration.ofSeconds(Long.MIN_VALUE));
    assertThat(log).isEmpty(); // not inside schedule
    assertThat(at(0)).containsExactly("now", "past", "long past", "negative");
    assertThat(at(Long.MAX_VALUE / 2)).isEmpty();
    assertThat(wheel.size()).isEqualTo(2);
  }

  @Test
  void aCancelledTimerDoesNotRunAndIsForgotten() {
    Object[] held = {new Object()};
    WeakReference<Object> reference = new WeakReference<>(held[0]);
    Timer timer = scheduleHolding(held[0]);
    held[0] = new Object();
    assertThat(timer.cancel()).isTrue();
    assertThat(timer.cancel()).isFalse();
    assertThat(wheel.size()).isZero();
    assertThat(at(10)).isEmpty();
    for (int i = 0; i < 100 && reference.get() != null; i++) {
      System.gc();
    }
    assertThat(reference.get()).isNull();
    assertThat(timer.toString()).contains("null");
  }

  private Timer scheduleHolding(Object object) {
    return wheel.schedule(() -> log.add(object.toString()), 5);
  }

  @Test
  void aTimerThatHasRunCannotBeCancelled() {
    Timer timer = after(5, "a");
    at(5);
    assertThat(timer.cancel()).isFalse();
  }

  /** Those that are due at the same time have not begun before the one before has ended. */
  @Test
  void anActionCancelsOthersThatAreDue() {
    Timer[] later = new Timer[2];
    wheel.schedule(() -> log.add("first " + later[0].cancel() + later[1].cancel()), 5);
    later[0] = after(5, "same time");
    later[1] = after(6, "later");
    assertThat(at(100)).containsExactly("first truetrue");
  }

  @Test
  void anActionSchedulesOthers() {
    wheel.schedule(() -> after(10, "next"), 5);
    wheel.schedule(() -> after(0, "at once"), 5);
    assertThat(at(5)).containsExactly("at once");
    assertThat(at(15)).containsExactly("next");
  }

  @Test
  void anActionThatFailsIsReportedAndTheOthersRun() {
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler(
        (where, t) -> {
          log.add(t.getMessage());
          throw new IllegalStateException("of the handler");
        });
    try {
      wheel.schedule(
          () -> {
            throw new IllegalStateException("of the action");
          },
          1);
      after(1, "other");
      assertThat(at(1)).containsExactly("of the action", "other");
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
  }

  @Test
  void theDriverIsWokenForEarlierTimersOnly() {
    assertThat(wheel.nanosToNext()).isEqualTo(Long.MAX_VALUE);
    after(1_000, "a");
    assertThat(wakeUps).isEqualTo(1);
    long next = wheel.nanosToNext();
    assertThat(next).isBetween(1L, 1_000L);
    after(next, "b");
    after(2_000, "c");
    assertThat(wakeUps).isEqualTo(1);
    after(next - 1, "d");
    assertThat(wakeUps).isEqualTo(2);
    at(5_000);
    assertThat(wheel.nanosToNext()).isEqualTo(Long.MAX_VALUE);
  }

  /** A driver that only sleeps as long as it is told to. */
  @Test
  void fewWakeUpsBeforeTheTime() {
    long time = Duration.ofDays(365).toNanos() + 123_456_789;
    after(time, "a");
    int turns = 0;
    long now = 0;
    while (log.isEmpty()) {
      now += wheel.nanosToNext();
      clock.set(now);
      wheel.runDue();
      turns++;
    }
    assertThat(now).isEqualTo(time);
    assertThat(turns).isLessThanOrEqualTo(11);
  }

  @Test
  void aWakeUpThatFailsAddsNothing() {
    boolean[] fails = {true};
    TimerWheel other =
        new TimerWheel(
            clock,
            clock,
            Runnable::run,
            () -> {
              wakeUps++;
              if (fails[0]) {
                throw new OutOfMemoryError("no thread");
              }
            });
    assertThatThrownBy(() -> other.schedule(() -> log.add("lost"), 1))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(other.size()).isZero();
    fails[0] = false;
    other.schedule(() -> log.add("later"), 2);
    assertThat(wakeUps).isEqualTo(2);
  }

  @Test
  void shutdownInTwoPhases() {
    after(1, "in time");
    wheel.schedule(
        new Timers.Action() {
          @Override
          public void run() {
            log.add("ran");
          }

          @Override
          public void rejected(RejectedExecutionException cause) {
            log.add("told");
          }
        },
        1_000);
    after(10, "not told, so it runs");
    wheel.shutdown();
    assertThatThrownBy(() -> after(1, "new")).isInstanceOf(RejectedExecutionException.class);
    assertThat(wheel.isShutdown()).isTrue();
    assertThat(at(5)).containsExactly("in time");
    log.clear();
    assertThat(wheel.shutdownNow()).isEqualTo(2);
    assertThat(log).containsExactly("not told, so it runs", "told");
    assertThat(wheel.size()).isZero();
    assertThat(at(10_000)).isEmpty();
  }

  /** Against a sorted map: adds, cancels, and moves the clock, by a seed. */
  @Test
  void likeASortedMap() {
    for (int seed = 0; seed < 300; seed++) {
      new Model(seed).run(2_000);
    }
  }

  /** More timers in one slot than are moved at once, with others added in between. */
  @Test
  void aFullSlotKeepsTheOrder() {
    long far = 1L << 40;
    int count = 3 * Wheel.PORTION;
    for (int i = 0; i < count; i++) {
      after(far + i % 7, (i % 7) + "-" + i);
    }
    Wheel structure = new Wheel();
    List<WheelTimer> timers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      timers.add(timer(far));
      structure.add(timers.get(i));
    }
    assertThat(structure.next(far)).isNull();
    assertThat(structure.isEmptying()).isTrue();
    assertThat(structure.earliest()).isLessThanOrEqualTo(far);
    WheelTimer overtaking = timer(far);
    structure.add(overtaking);
    structure.remove(timers.remove(5)); // moved
    structure.remove(timers.remove(count - 2)); // not yet moved, the last one
    timers.add(overtaking);
    List<WheelTimer> order = new ArrayList<>();
    while (structure.size() > 0) {
      WheelTimer next = structure.next(far);
      if (next != null) {
        order.add(next);
      }
    }
    assertThat(order).containsExactlyElementsOf(timers);
    List<String> fired = at(far + 7);
    assertThat(fired).hasSize(count);
    assertThat(fired.get(0)).isEqualTo("0-0");
    assertThat(fired.get(count - 1)).isEqualTo("6-" + (count - 1 - (count - 1 - 6) % 7));
  }

  private WheelTimer timer(long time) {
    WheelTimer timer = new WheelTimer(wheel, () -> {});
    timer.time = time;
    return timer;
  }

  private static final class Model {
    private final Random random;
    private final HandClock clock;
    private final TimerWheel wheel;
    private final TreeMap<Long, List<Integer>> expected = new TreeMap<>();
    private final List<Integer> fired = new ArrayList<>();
    private final List<Timer> timers = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private long now;

    Model(int seed) {
      random = new Random(seed);
      clock = new HandClock(random.nextLong());
      wheel = new TimerWheel(clock, clock, Runnable::run, () -> {});
    }

    void run(int steps) {
      for (int i = 0; i < steps; i++) {
        switch (random.nextInt(4)) {
          case 0, 1 -> schedule(random.nextLong() >>> (1 + random.nextInt(63)));
          case 2 -> cancelOne();
          default -> pass(random.nextLong() >>> (4 + random.nextInt(60)));
        }
      }
      pass(Long.MAX_VALUE / 2 - now);
    }

    private void schedule(long delay) {
      long time = now + delay < 0 ? Long.MAX_VALUE : now + delay;
      int number = timers.size();
      timers.add(wheel.schedule(() -> fired.add(number), delay));
      times.add(time);
      expected.computeIfAbsent(time, at -> new ArrayList<>()).add(number);
    }

    private void cancelOne() {
      if (timers.isEmpty()) {
        return;
      }
      int number = random.nextInt(timers.size());
      List<Integer> same = expected.getOrDefault(times.get(number), new ArrayList<>());
      assertThat(timers.get(number).cancel()).isEqualTo(same.remove((Integer) number));
    }

    private void pass(long most) {
      long next = wheel.nanosToNext();
      Map.Entry<Long, List<Integer>> first =
          expected.entrySet().stream()
              .filter(e -> !e.getValue().isEmpty())
              .findFirst()
              .orElse(null);
      assertThat(next).isLessThanOrEqualTo(first == null ? Long.MAX_VALUE : first.getKey() - now);
      now =
          Math.min(now + (random.nextBoolean() ? Math.min(next, most) : most), Long.MAX_VALUE / 2);
      clock.set(now);
      List<Integer> due = new ArrayList<>();
      expected.headMap(now, true).values().forEach(due::addAll);
      expected.headMap(now, true).clear();
      fired.clear();
      assertThat(wheel.runDue()).isEqualTo(due.size());
      assertThat(fired).isEqualTo(due);
      assertThat(wheel.size()).isEqualTo(expected.values().stream().mapToInt(List::size).sum());
    }
  }
}
