package dev.suspendable.samples.scenarios.mistakes;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;
import static dev.suspendable.samples.scenarios.mistakes.Mistake.io;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.EagerTask;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.sync.AsyncSemaphore;
import dev.suspendable.test.Exploration;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Permits, resources and coroutines that are not given back, or too often. */
class LifetimeMistakesTest {

  // ---- A permit that only the ordinary way out releases.

  @Suspendable
  static Task<Void> limited(AsyncSemaphore semaphore) {
    await(semaphore.acquire());
    await(io());
    semaphore.release();
    return Task.completed();
  }

  @Suspendable
  static Task<Void> limitedUnlessItFails(AsyncSemaphore semaphore) {
    await(semaphore.acquire());
    try {
      await(io());
    } catch (RuntimeException e) { // a stop is not an exception
      semaphore.release();
      throw e;
    }
    semaphore.release();
    return Task.completed();
  }

  @Suspendable
  static Task<Void> limitedTwice(AsyncSemaphore semaphore) {
    await(semaphore.acquire());
    try {
      await(io());
      semaphore.release(); // early, so that others need not wait for the rest
      await(io());
    } finally {
      semaphore.release();
    }
    return Task.completed();
  }

  @Suspendable
  static Task<Void> limitedAlways(AsyncSemaphore semaphore) {
    try (var permit = await(semaphore.acquire())) {
      await(io());
    }
    return Task.completed();
  }

  private static final String ALL_BACK = "both permits are back";

  @Test
  void permitLeakedByAFailure() {
    Mistake.of("semaphore leaked on a failure", Exploration.random(10).injectingFailures(), 15)
        .isFoundIn(
            run -> {
              AsyncSemaphore semaphore = new AsyncSemaphore(2);
              run.afterwards(ALL_BACK, () -> semaphore.availablePermits() == 2);
              return Task.whenAll(limited(semaphore), limited(semaphore), limited(semaphore));
            },
            ALL_BACK,
            run -> {
              AsyncSemaphore semaphore = new AsyncSemaphore(2);
              run.afterwards(ALL_BACK, () -> semaphore.availablePermits() == 2);
              return Task.whenAll(
                  limitedAlways(semaphore), limitedAlways(semaphore), limitedAlways(semaphore));
            });
  }

  @Test
  void permitLeakedByAStop() {
    Mistake.of(
            "semaphore leaked on a stop",
            Exploration.random(10).injectingFailures().injectingStops().ordersForEachInjection(3),
            40)
        .isFoundIn(
            run -> {
              AsyncSemaphore semaphore = new AsyncSemaphore(2);
              run.afterwards(ALL_BACK, () -> semaphore.availablePermits() == 2);
              return Task.whenAll(limitedUnlessItFails(semaphore), limitedUnlessItFails(semaphore));
            },
            ALL_BACK,
            run -> {
              AsyncSemaphore semaphore = new AsyncSemaphore(2);
              run.afterwards(ALL_BACK, () -> semaphore.availablePermits() == 2);
              return Task.whenAll(
                  limitedAlways(semaphore), limitedAlways(semaphore), limitedAlways(semaphore));
            });
  }

  @Test
  void permitReleasedTwice() {
    Mistake.of("permit released twice", Exploration.random(10), 1)
        .isFoundIn(
            run -> {
              AsyncSemaphore semaphore = new AsyncSemaphore(2);
              run.afterwards(ALL_BACK, () -> semaphore.availablePermits() == 2);
              return limitedTwice(semaphore);
            },
            ALL_BACK,
            run -> {
              AsyncSemaphore semaphore = new AsyncSemaphore(2);
              run.afterwards(ALL_BACK, () -> semaphore.availablePermits() == 2);
              return limitedAlways(semaphore);
            });
  }

  // ---- A resource that two coroutines close, or that one uses when another has closed it.

  static final class Log {
    int closes;
    private boolean isClosed;

    @Suspendable
    Task<Void> close() {
      if (!isClosed) {
        await(io()); // writes what is left
        isClosed = true;
        closes++;
      }
      return Task.completed();
    }

    @Suspendable
    Task<Void> closeOnce() {
      if (!isClosed) {
        isClosed = true;
        closes++;
        await(io());
      }
      return Task.completed();
    }

    void write() {
      if (isClosed) {
        throw new IllegalStateException("used after it was closed");
      }
    }

    @Suspendable
    Task<Void> append() {
      write();
      await(io());
      write();
      return Task.completed();
    }

    @Suspendable
    Task<Void> appendThenClose() {
      await(append());
      await(closeOnce());
      return Task.completed();
    }
  }

  @Test
  void doubleClose() {
    Mistake.of("double close", Exploration.random(100), 2)
        .isFoundIn(
            run -> {
              Log log = new Log();
              run.afterwards("closed once", () -> log.closes == 1);
              return Task.whenAll(log.close(), log.close());
            },
            "closed once",
            run -> {
              Log log = new Log();
              run.afterwards("closed once", () -> log.closes == 1);
              return Task.whenAll(log.closeOnce(), log.closeOnce());
            });
  }

  @Test
  void useAfterClose() {
    Mistake.of("use after close", Exploration.random(100), 5)
        .isFoundIn(
            run -> {
              Log log = new Log();
              return Task.whenAll(log.append(), log.closeOnce());
            },
            "used after it was closed",
            run -> new Log().appendThenClose());
  }

  // ---- Coroutines that nobody waits for.

  static final class Store {
    int saved;

    @Suspendable
    Task<Void> save() {
      await(io());
      saved++;
      return Task.completed();
    }

    @Suspendable
    Task<Void> submit(boolean awaits) {
      Task<Void> saving = save();
      if (awaits) {
        await(saving);
      }
      return Task.completed();
    }
  }

  @Test
  void forgottenAwait() {
    Mistake.of("forgotten await", Exploration.random(10), 1)
        .isFoundIn(
            run -> new Store().submit(false),
            "Store.save (LifetimeMistakesTest.java:",
            run -> new Store().submit(true));
  }

  @Suspendable
  static EagerTask<Void> ticks(CompletableFuture<Void> never) {
    await(never);
    return EagerTask.completed();
  }

  @Suspendable
  static Task<Void> serves(boolean detaches) {
    EagerTask<Void> ticking = ticks(new CompletableFuture<>());
    try {
      await(io());
    } finally {
      if (!detaches) {
        ticking.cancel(true);
      }
    }
    return Task.completed();
  }

  @Test
  void forgottenChild() {
    Mistake.of("forgotten child", Exploration.random(10).injectingStops(), 1)
        .isFoundIn(run -> serves(true), "ticks (LifetimeMistakesTest.java:", run -> serves(false));
  }

  // ---- An async generator that is left half-way.

  @Suspendable
  static AsyncGenerator<String> lines() {
    try {
      yieldValue("header");
      await(io());
      yieldValue("line");
      return AsyncGenerator.end();
    } finally {
      await(io()); // closes the file
    }
  }

  @Suspendable
  @SuppressWarnings("suspendable:unclosed") // the compiler finds this one as well
  static Task<String> header() {
    AsyncGenerator<String> lines = lines();
    return Task.of(await(lines.hasNext()) ? lines.next() : "");
  }

  @Suspendable
  static Task<String> headerAndClose() {
    try (AsyncGenerator<String> lines = lines()) {
      return Task.of(await(lines.hasNext()) ? lines.next() : "");
    }
  }

  @Test
  void abandonedGenerator() {
    Mistake.of(
            "async generator not closed",
            Exploration.random(10).injectingFailures().injectingStops(),
            1)
        .isFoundIn(run -> header(), "lines (LifetimeMistakesTest.java:", run -> headerAndClose());
  }

  // ---- A subtask that outlives what it uses, because the scope is not around it.

  static final class Pool {
    private boolean isOpen = true;

    @Suspendable
    Task<Void> query() {
      try {
        await(Task.delay(Duration.ofSeconds(1)));
      } finally {
        if (!isOpen) { // gives its connection back
          throw new IllegalStateException("the pool is closed");
        }
      }
      return Task.completed();
    }

    @Suspendable
    Task<Void> queries(boolean joins) {
      try (var scope = TaskScope.open()) {
        try {
          scope.fork(query());
          await(io());
          if (joins) {
            await(scope.join());
          }
        } finally {
          isOpen = false;
        }
      }
      return Task.completed();
    }
  }

  @Test
  void closedBeforeTheSubtasksHaveEnded() {
    Mistake.of("resource closed before its subtasks ended", Exploration.random(10), 1)
        .isFoundIn(
            run -> new Pool().queries(false),
            "the pool is closed",
            run -> new Pool().queries(true));
  }
}
