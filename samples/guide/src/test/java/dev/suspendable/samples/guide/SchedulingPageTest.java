package dev.suspendable.samples.guide;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.schedule.EventLoop;
import dev.suspendable.schedule.ManagedTask;
import dev.suspendable.schedule.Strand;
import dev.suspendable.schedule.TaskExecutors;
import dev.suspendable.schedule.TaskManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The examples of scheduling.md. */
class SchedulingPageTest {
  private final List<String> log = new ArrayList<>();

  @Suspendable
  Task<Void> steps(String name) {
    for (int i = 1; i <= 2; i++) {
      log.add(name + i);
      await(Task.yieldNow());
    }
    return Task.completed();
  }

  private void turns() throws InterruptedException {
    try (EventLoop loop = new EventLoop()) {
      loop.runUntil(Task.whenAll(steps("a"), steps("b"))); // a1, b1, a2, b2, on this thread
    }
  }

  @Suspendable
  Task<String> ask(CompletableFuture<String> answer) {
    return Task.of(await(answer));
  }

  @Suspendable
  Task<String> request(TaskManager manager, CompletableFuture<String> answer) {
    ManagedTask<String> asking = manager.add(ask(answer), status -> "no answer: " + status);
    asking.timeOutAfter(Duration.ofSeconds(3));
    asking.start();
    return Task.of(await(asking));
  }

  @Test
  void tasksByNumber() {
    AtomicLong clock = new AtomicLong();
    TaskManager manager = TaskManager.driven(clock::get);
    CompletableFuture<String> late =
        request(manager, new CompletableFuture<>()).toCompletableFuture();
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<String> answered = request(manager, answer).toCompletableFuture();
    answer.complete("42");
    clock.addAndGet(Duration.ofSeconds(3).toNanos());
    assertThat(manager.tick()).isEqualTo(1);
    assertThat(late).isCompletedWithValue("no answer: TIMED_OUT");
    assertThat(answered).isCompletedWithValue("42");
  }

  @Suspendable
  Task<String> page(String url) {
    await(Task.delay(Duration.ofMillis(1)));
    return Task.of(Thread.currentThread().getName());
  }

  private CompletableFuture<String> byThread(String url) {
    EventLoop events = EventLoop.start("events");
    CompletableFuture<String> page = page(url).on(events).toCompletableFuture();
    page.whenComplete((value, failure) -> events.shutdown());
    return page;
  }

  @Test
  void loops() throws Exception {
    turns();
    assertThat(log).containsExactly("a1", "b1", "a2", "b2");
    assertThat(byThread("url").get()).isEqualTo("events");
  }

  static class Account {
    private final Strand strand = Strand.over(ForkJoinPool.commonPool());
    private long balance; // used on the strand only

    Task<Long> deposit(long amount) {
      return depositHere(amount).on(strand);
    }

    @Suspendable
    private Task<Long> depositHere(long amount) {
      balance += amount;
      await(record(amount)); // others use the account meanwhile
      return Task.of(balance);
    }

    @Suspendable
    private Task<Void> record(long amount) {
      await(Task.delay(Duration.ofNanos(1)));
      return Task.completed();
    }
  }

  @Test
  void strands() throws Exception {
    Account account = new Account();
    List<Task<Long>> deposits = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      deposits.add(account.deposit(1));
    }
    Task.syncWait(Task.whenAll(deposits));
    assertThat(Task.syncWait(account.deposit(0))).isEqualTo(1_000);
  }

  private long now;

  @Suspendable
  Task<String> reminder() {
    await(Task.delay(Duration.ofDays(7)));
    return Task.of("a week later");
  }

  @Test
  void aWeekPassesAtOnce() {
    EventLoop loop = new EventLoop(() -> now, () -> Instant.EPOCH.plusNanos(now));
    CompletableFuture<String> reminder = reminder().on(loop).toCompletableFuture();
    loop.runUntilIdle();
    now += Duration.ofDays(7).toNanos();
    loop.runUntilIdle();
    assertThat(reminder).isCompletedWithValue("a week later");
  }

  @Suspendable
  Task<String> told(CompletableFuture<String> answer) {
    try {
      return Task.of(await(answer));
    } catch (RejectedExecutionException e) {
      return Task.of("the loop has been shut down");
    }
  }

  @Test
  void shutdown() {
    EventLoop loop = new EventLoop();
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<String> end = told(answer).on(loop).toCompletableFuture();
    loop.runUntilIdle();
    loop.close();
    answer.complete("too late");
    assertThat(end.join()).isEqualTo("the loop has been shut down");
  }

  @Test
  void blocking() {
    EventLoop loop = new EventLoop();
    loop.execute(
        () ->
            assertThatThrownBy(() -> Task.syncWait(steps("never")))
                .isInstanceOf(IllegalStateException.class));
    assertThat(loop.runOnce()).isEqualTo(1);
    assertThat(log).isEmpty();
  }

  @Test
  void virtualThreads() throws Exception {
    if (TaskExecutors.hasVirtualThreads()) {
      ExecutorService virtual = TaskExecutors.virtualThreads();
      assertThat(Task.syncWait(page("url").on(virtual))).isEmpty();
      virtual.shutdown();
    }
  }
}
