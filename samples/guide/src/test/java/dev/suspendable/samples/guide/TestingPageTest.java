package dev.suspendable.samples.guide;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.scope.TimeoutException;
import dev.suspendable.sync.AsyncMutex;
import dev.suspendable.sync.AsyncSemaphore;
import dev.suspendable.sync.Channel;
import dev.suspendable.test.Exploration;
import dev.suspendable.test.Report;
import dev.suspendable.test.ScheduleFailure;
import dev.suspendable.test.SuspendableTest;
import dev.suspendable.test.SuspendableTest.Orders;
import dev.suspendable.test.TestRun;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The examples of the page on the test kit. */
class TestingPageTest {

  static class Account {
    private int balance;

    Account(int balance) {
      this.balance = balance;
    }

    int balance() {
      return balance;
    }

    @Suspendable
    Task<Boolean> withdraw(int amount) {
      if (balance < amount) {
        return Task.of(false);
      }
      await(TestRun.operation("payment")); // others run here
      balance -= amount;
      return Task.of(true);
    }
  }

  static class SafeAccount extends Account {
    private final AsyncMutex mutex = new AsyncMutex();

    SafeAccount(int balance) {
      super(balance);
    }

    @Override
    @Suspendable
    Task<Boolean> withdraw(int amount) {
      try (var held = await(mutex.lock())) {
        return Task.of(await(super.withdraw(amount)));
      }
    }
  }

  private final Account account = new SafeAccount(100);

  @SuspendableTest(orders = 1000)
  @Suspendable
  Task<Void> isNeverOverdrawn(TestRun run) {
    run.invariant("the balance is not negative", () -> account.balance() >= 0);
    await(Task.whenAll(account.withdraw(80), account.withdraw(80)));
    assertEquals(20, account.balance());
    return Task.completed();
  }

  @Test
  void aFailureAndItsSeed() {
    ScheduleFailure failure =
        catchThrowableOfType(
            ScheduleFailure.class,
            () ->
                Exploration.random(1000)
                    .check(
                        run -> {
                          Account account = new Account(100);
                          run.invariant(
                              "the balance is not negative", () -> account.balance() >= 0);
                          return Task.whenAll(account.withdraw(80), account.withdraw(80));
                        }));
    assertThat(failure.getMessage())
        .contains("After step 5, this does not hold: the balance is not negative")
        .contains("To repeat it: -Dsuspendable.test.seed=fifo")
        .contains("  4. main: TestingPageTest$Account.withdraw (TestingPageTest.java:");
  }

  @Suspendable
  static Task<Integer> slowAnswer() {
    await(Task.delay(Duration.ofHours(2)));
    return Task.of(42);
  }

  @SuspendableTest(strategy = Orders.FIFO)
  @Suspendable
  Task<Void> aTimeoutOfAnHour(TestRun run) {
    try {
      await(slowAnswer().timeout(Duration.ofHours(1)));
      throw new AssertionError("too slow");
    } catch (TimeoutException expected) {
      assertEquals(Duration.ofHours(1), run.elapsed()); // and no time has passed for you
    }
    return Task.completed();
  }

  @Suspendable
  static Task<Void> copy(AsyncSemaphore connections) {
    try (var connection = await(connections.acquire())) {
      await(TestRun.operation("read"));
      await(TestRun.operation("write"));
    }
    return Task.completed();
  }

  @SuspendableTest(failures = true, stops = true, ordersForEachInjection = 10)
  Task<?> connectionsComeBack(TestRun run) {
    AsyncSemaphore connections = new AsyncSemaphore(2);
    run.afterwards("no connection is out", () -> connections.availablePermits() == 2);
    return Task.whenAll(copy(connections), copy(connections), copy(connections));
  }

  @Suspendable
  static Task<Void> serve(Channel<String> requests) {
    while (await(requests.receiveOrNull()) != null) {
      await(Task.delay(Duration.ofSeconds(1)));
    }
    return Task.completed();
  }

  @SuspendableTest
  @Suspendable
  Task<Void> theServerWaitsForRequests(TestRun run) {
    Channel<String> requests = Channel.buffered(10);
    try (var scope = TaskScope.open()) {
      scope.fork(serve(requests));
      await(run.whenIdle()); // nothing else can run without time passing
      run.assertSuspended("serve", "receive");
      await(requests.send("hello"));
      await(run.whenIdle());
      run.assertSuspended("serve", "Task.delay");
      requests.close();
      await(scope.join());
    }
    return Task.completed();
  }

  @Test
  void theDiskMayFail() {
    Report report =
        Exploration.exhaustive(3)
            .injectingFailures(
                at -> at.awaiter().toString().equals("write") ? new IOException("full") : null)
            .check(run -> copy(new AsyncSemaphore(1)));
    assertEquals(
        "2 runs: 1 order, which is the only one, 1 failure, 0 stops; at most 3 steps",
        report.toString());
  }

  @Suspendable
  static Task<Integer> lines() {
    return Task.of(await(Task.blocking(() -> 7)));
  }

  @SuspendableTest(orders = 3, waitForThreads = "PT10S")
  @Suspendable
  Task<Void> blockingCode(TestRun run) {
    assertEquals(7, await(lines()));
    return Task.completed();
  }
}
