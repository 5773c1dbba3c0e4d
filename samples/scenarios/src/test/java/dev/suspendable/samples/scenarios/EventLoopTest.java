package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.EagerTask;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.schedule.EventLoop;
import dev.suspendable.schedule.TaskExecutors;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopSource;
import dev.suspendable.scope.TimeoutException;
import dev.suspendable.time.Timers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Event loops: by hand, and by a thread. How they end is in {@link ShutdownTest}. */
class EventLoopTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private long now;
  private final EventLoop loop = new EventLoop(() -> now, () -> Instant.EPOCH.plusNanos(now));

  private List<String> logged() {
    List<String> copy = List.copyOf(log);
    log.clear();
    return copy;
  }

  // ---- Turns.

  @Suspendable
  Task<Void> steps(String name, int count) {
    for (int i = 1; i <= count; i++) {
      log.add(name + i);
      await(Task.yieldNow());
    }
    return Task.completed();
  }

  @Test
  void eachTurnIsOneStepOfEachCoroutine() {
    steps("a", 3).on(loop).toCompletableFuture();
    steps("b", 1).on(loop).toCompletableFuture();
    CompletableFuture<Void> last = steps("c", 2).on(loop).toCompletableFuture();
    assertThat(log).isEmpty();
    assertThat(loop.runOnce()).isEqualTo(3);
    assertThat(logged()).containsExactly("a1", "b1", "c1");
    assertThat(loop.runOnce()).isEqualTo(3);
    assertThat(logged()).containsExactly("a2", "c2");
    assertThat(last).isNotDone();
    assertThat(loop.runOnce()).isEqualTo(2);
    assertThat(logged()).containsExactly("a3");
    assertThat(last).isCompleted();
    assertThat(loop.runOnce()).isEqualTo(1);
    assertThat(loop.runOnce()).isZero();
  }

  @Test
  void workThatIsSubmittedInATurnWaitsForTheNext() {
    loop.execute(() -> loop.execute(() -> loop.execute(() -> log.add("third"))));
    assertThat(loop.runOnce()).isEqualTo(1);
    assertThat(loop.runOnce()).isEqualTo(1);
    assertThat(log).isEmpty();
    assertThat(loop.runUntilIdle()).isEqualTo(1);
    assertThat(log).containsExactly("third");
  }

  @Suspendable
  Task<String> awaiting(CompletableFuture<String> future) {
    log.add("begins");
    String value = await(future);
    log.add(value);
    return Task.of(value);
  }

  /** What a body completes continues within its step; what others complete, in the next turn. */
  @Test
  void aResumptionByTheBodyIsAPartOfItsStep() {
    CompletableFuture<String> inside = new CompletableFuture<>();
    CompletableFuture<String> outside = new CompletableFuture<>();
    awaiting(inside).on(loop).toCompletableFuture();
    awaiting(outside).on(loop).toCompletableFuture();
    loop.runUntilIdle();
    logged();
    outside.complete("from outside");
    assertThat(log).isEmpty();
    loop.execute(() -> inside.complete("from inside"));
    assertThat(loop.runOnce()).isEqualTo(2);
    assertThat(logged()).containsExactly("from outside", "from inside");
  }

  @Test
  void anExceptionOfWorkIsReportedAndTheNextRuns() {
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler((where, t) -> log.add(t.getMessage()));
    try {
      loop.execute(
          () -> {
            throw new IllegalStateException("reported");
          });
      loop.execute(() -> log.add("next"));
      assertThat(loop.runOnce()).isEqualTo(2);
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
    assertThat(log).containsExactly("reported", "next");
  }

  @Test
  void oneThreadAtATimeDrives() throws Exception {
    CompletableFuture<Throwable> other = new CompletableFuture<>();
    loop.execute(() -> assertFails(loop::runOnce, "by the caller already"));
    loop.execute(
        () -> {
          Thread thread = new Thread(() -> other.complete(thrownBy(loop::runUntilIdle)));
          thread.start();
          joinUninterruptibly(thread);
        });
    assertThat(loop.runUntilIdle()).isEqualTo(2);
    assertThat(other.get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("by another thread");
    assertThat(log).containsExactly("refused");
  }

  private void assertFails(Runnable code, String message) {
    assertThatThrownBy(code::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(message);
    log.add("refused");
  }

  private static Throwable thrownBy(Runnable code) {
    try {
      code.run();
      return new AssertionError("nothing thrown");
    } catch (Throwable t) {
      return t;
    }
  }

  private static void joinUninterruptibly(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // ---- Time.

  @Suspendable
  Task<String> after(Duration delay, String name) {
    await(Task.delay(delay));
    log.add(name + " at " + Duration.ofNanos(now).toMinutes());
    return Task.of(name);
  }

  @Test
  void theTimersOfItsCoroutinesAreItsOwn() {
    CompletableFuture<String> late =
        after(Duration.ofMinutes(10), "late").on(loop).toCompletableFuture();
    CompletableFuture<String> timed =
        after(Duration.ofDays(1), "never")
            .timeout(Duration.ofMinutes(5))
            .on(loop)
            .toCompletableFuture();
    assertThat(loop.runUntilIdle()).isEqualTo(2);
    now = Duration.ofMinutes(5).toNanos();
    loop.runUntilIdle();
    assertThatThrownBy(timed::join).hasCauseInstanceOf(TimeoutException.class);
    assertThat(late).isNotDone();
    now = Duration.ofMinutes(10).toNanos();
    assertThat(loop.runOnce()).isEqualTo(1);
    assertThat(late).isCompletedWithValue("late");
    assertThat(log).containsExactly("late at 10");
  }

  @Suspendable
  Task<List<Object>> surroundings() {
    Context context = await(Context.current());
    return Task.of(List.of(context.timers(), context.executor(), context.timers().instant()));
  }

  @Test
  void timersOfTheContextComeFirst() throws Exception {
    now = 5;
    Instant instant = Instant.EPOCH.plusNanos(5);
    assertThat(loop.runUntil(surroundings())).containsExactly(loop, loop, instant);
    VirtualTime other = new VirtualTime();
    assertThat(loop.runUntil(surroundings().with(c -> c.withTimers(other.timers))).subList(0, 2))
        .containsExactly(other.timers, loop);
    CompletableFuture<List<Object>> elsewhere =
        surroundings().on(TaskExecutors.inline()).on(loop).toCompletableFuture();
    loop.runUntilIdle();
    assertThat(elsewhere.join().get(0)).isSameAs(Timers.common());
  }

  // ---- Until a task has ended.

  @Suspendable
  Task<String> program() {
    String threads = Thread.currentThread().getName();
    await(Task.delay(Duration.ofMillis(1)));
    threads += Thread.currentThread().getName();
    await(Task.blocking(() -> null));
    threads += Thread.currentThread().getName();
    return Task.of(threads);
  }

  @Test
  void aProgramOnOneThread() throws Exception {
    String name = Thread.currentThread().getName();
    try (EventLoop real = new EventLoop()) {
      assertThat(real.runUntil(program())).isEqualTo(name + name + name);
      CompletableFuture<String> elsewhere = new CompletableFuture<>();
      real.execute(() -> new Thread(() -> elsewhere.complete("from elsewhere")).start());
      assertThat(real.<String>runUntil(Task.from(elsewhere))).isEqualTo("from elsewhere");
    }
  }

  @Suspendable
  Task<String> failing(Throwable failure) throws Throwable {
    await(Task.yieldNow());
    throw failure;
  }

  @Test
  void exceptionsAreThrownUnchangedAndStopsAsCancellations() {
    IOException failure = new IOException("of the body");
    assertThatThrownBy(
            () -> {
              Task<String> task = thrower(failure);
              loop.runUntil(task);
            })
        .isSameAs(failure);
    StopSource source = new StopSource();
    source.requestStop();
    assertThatThrownBy(
            () -> loop.runUntil(after(Duration.ZERO, "never").withStopToken(source.token())))
        .isInstanceOf(CancellationException.class);
    assertThat(log).isEmpty();
  }

  private Task<String> thrower(Throwable failure) throws Exception {
    try {
      return failing(failure);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void otherWorkKeepsItsPlace() throws Exception {
    loop.execute(() -> log.add("before"));
    loop.runUntil(
        Task.from(CompletableFuture.completedFuture("")).then(value -> steps("task ", 1)));
    loop.execute(() -> log.add("after"));
    assertThat(logged()).containsExactly("before", "task 1");
    assertThat(loop.runOnce()).isEqualTo(1);
    assertThat(logged()).containsExactly("after");
  }

  @Test
  void anInterruptEndsTheWaitOnly() throws Exception {
    EventLoop real = new EventLoop();
    CompletableFuture<String> gate = new CompletableFuture<>();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> real.runUntil(awaiting(gate)))
        .isInstanceOf(InterruptedException.class);
    assertThat(logged()).containsExactly("begins");
    gate.complete("later");
    assertThat(real.runUntilIdle()).isEqualTo(1);
    assertThat(logged()).containsExactly("later");
  }

  // ---- Blocking.

  private void blocks(String what) {
    EagerTask<String> pending = pending();
    assertFails(
        unchecked(() -> Task.syncWait(steps("never", 1))),
        "syncWait would block the thread of EventLoop[by hand");
    assertFails(unchecked(() -> pending.get(1, TimeUnit.DAYS)), "EagerTask.get would block");
    EventLoop other = new EventLoop();
    assertFails(
        unchecked(() -> other.runUntil(steps("never", 1))), "EventLoop.runUntil would block");
    assertFails(other::runUntilShutdown, "would block");
    assertFails(other::close, "would block");
    unchecked(() -> EagerTask.of("it is there").get()).run();
    log.add(what);
  }

  private static Runnable unchecked(Callable<?> code) {
    return () -> {
      try {
        code.call();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    };
  }

  @Suspendable
  EagerTask<String> pending() {
    await(new CompletableFuture<String>());
    return EagerTask.of("never");
  }

  @Suspendable
  Task<Void> blocking() {
    await(Task.yieldNow());
    blocks("in a coroutine");
    return Task.completed();
  }

  @Test
  void noWorkOfALoopBlocksItsThread() throws Exception {
    loop.execute(() -> blocks("in plain work"));
    loop.execute(() -> TaskExecutors.inline().execute(() -> blocks("in other work inside of it")));
    blocking().on(loop).toCompletableFuture();
    loop.schedule(() -> blocks("in an action of a timer"), 0);
    loop.runUntilIdle();
    assertThat(logged())
        .filteredOn(line -> !line.equals("refused"))
        .containsExactly(
            "in an action of a timer",
            "in plain work",
            "in other work inside of it",
            "in a coroutine");
    assertThat(Task.syncWait(Task.of("not in the loop"))).isEqualTo("not in the loop");
    new EventLoop().execute(() -> {});
  }

  /** Another loop may be driven inside of work, as long as that does not wait. */
  @Test
  void aLoopInsideALoop() {
    EventLoop inner = new EventLoop();
    inner.execute(() -> blocks("inner"));
    inner.execute(() -> loop.execute(() -> log.add("outer")));
    loop.execute(inner::runUntilIdle);
    loop.execute(() -> blocks("again in the outer one"));
    loop.runUntilIdle();
    assertThat(logged())
        .filteredOn(line -> !line.equals("refused"))
        .containsExactly("inner", "again in the outer one", "outer");
  }

  // ---- By a thread.

  @Test
  void manyProducersEachInOrder() throws Exception {
    int producers = 4;
    int each = 20_000;
    int[] last = new int[producers];
    int[] disorder = new int[1];
    CountDownLatch ended = new CountDownLatch(1);
    EventLoop threaded = EventLoop.start("producers");
    Thread[] threads = new Thread[producers];
    for (int p = 0; p < producers; p++) {
      int producer = p;
      threads[p] =
          new Thread(
              () -> {
                for (int i = 1; i <= each; i++) {
                  int number = i;
                  threaded.execute(
                      () -> {
                        if (last[producer]++ != number - 1) {
                          disorder[0]++;
                        }
                      });
                }
              });
      threads[p].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    threaded.execute(ended::countDown);
    ended.await();
    threaded.close();
    assertThat(disorder[0]).isZero();
    assertThat(last).containsOnly(each);
  }

  @Suspendable
  Task<Thread> thread(Duration delay) {
    await(Task.delay(delay));
    return Task.of(Thread.currentThread());
  }

  @Test
  void aThreadOfItsOwnWithTimers() throws Exception {
    Thread thread;
    try (EventLoop threaded = EventLoop.start("named")) {
      thread = Task.syncWait(thread(Duration.ZERO).on(threaded));
      assertThat(thread.getName()).isEqualTo("named");
      assertThat(thread.isDaemon()).isTrue();
      assertThat(Task.syncWait(thread(Duration.ofMillis(3)).on(threaded))).isSameAs(thread);
      Task.syncWait(interrupting().on(threaded));
      assertThat(Task.syncWait(thread(Duration.ofMillis(1)).on(threaded))).isSameAs(thread);
      assertFails(threaded::runOnce, "by another thread: named");
    }
    thread.join();
  }

  @Suspendable
  Task<Void> interrupting() {
    Thread.currentThread().interrupt();
    await(Task.delay(Duration.ofMillis(1)));
    return Task.completed();
  }

  /** A sleeping loop is woken by an earlier timer that another thread adds. */
  @Test
  void anEarlierTimerWakesTheThread() throws Exception {
    EventLoop threaded = EventLoop.start("timers");
    CountDownLatch ran = new CountDownLatch(1);
    threaded.schedule(() -> log.add("never"), Duration.ofDays(1));
    threaded.schedule(ran::countDown, Duration.ofMillis(1));
    ran.await();
    threaded.shutdownNow();
    assertThat(threaded.awaitTermination(1, TimeUnit.DAYS)).isTrue();
  }

  @Test
  void aFactoryMakesTheThread() throws Exception {
    CompletableFuture<Thread> made = new CompletableFuture<>();
    EventLoop threaded =
        EventLoop.start(
            "own",
            work -> {
              Thread thread = new Thread(work, "made by the test");
              made.complete(thread);
              return thread;
            });
    assertThat(Task.syncWait(thread(Duration.ZERO).on(threaded))).isSameAs(made.get());
    threaded.close();
    made.get().join();
    assertThatThrownBy(() -> thread(Duration.ZERO).on(threaded).toCompletableFuture().join())
        .isInstanceOf(CompletionException.class);
  }
}
