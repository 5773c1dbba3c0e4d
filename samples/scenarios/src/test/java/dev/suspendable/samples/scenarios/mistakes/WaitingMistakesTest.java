package dev.suspendable.samples.scenarios.mistakes;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.samples.scenarios.mistakes.Mistake.io;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.sync.AsyncBarrier;
import dev.suspendable.sync.AsyncEvent;
import dev.suspendable.sync.AsyncMutex;
import dev.suspendable.test.Exploration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Coroutines that wait for each other, in vain. */
class WaitingMistakesTest {

  // ---- Two locks in opposite order.

  @Suspendable
  static Task<Void> both(AsyncMutex first, AsyncMutex second) {
    try (var one = await(first.lock())) {
      await(io());
      try (var other = await(second.lock())) {
        await(io());
      }
    }
    return Task.completed();
  }

  @Test
  void deadlockOfTwoMutexes() {
    Mistake.of("deadlock of two mutexes in opposite order", Exploration.random(100), 5)
        .isFoundIn(
            run -> {
              AsyncMutex a = new AsyncMutex();
              AsyncMutex b = new AsyncMutex();
              return Task.whenAll(both(a, b), both(b, a));
            },
            "Deadlock",
            run -> {
              AsyncMutex a = new AsyncMutex();
              AsyncMutex b = new AsyncMutex();
              return Task.whenAll(both(a, b), both(a, b));
            });
  }

  // ---- A mutex that is held while its own holder locks it again.

  static final class Settings {
    final AsyncMutex mutex = new AsyncMutex();

    @Suspendable
    Task<Void> save() {
      try (var held = await(mutex.lock())) {
        await(io());
      }
      return Task.completed();
    }

    @Suspendable
    Task<Void> update(boolean savesInside) {
      try (var held = await(mutex.lock())) {
        await(io());
        if (savesInside) {
          await(save());
        }
      }
      if (!savesInside) {
        await(save());
      }
      return Task.completed();
    }
  }

  @Test
  void lockedTwice() {
    Mistake.of("a mutex locked again by its holder", Exploration.random(100), 1)
        .isFoundIn(
            run -> new Settings().update(true),
            "Deadlock",
            run -> {
              Settings settings = new Settings();
              return Task.whenAll(settings.update(false), settings.update(false));
            });
  }

  // ---- A wake-up between the check and the wait.

  static final class Mailbox {
    private final Queue<String> messages = new ArrayDeque<>();
    private CompletableFuture<Void> arrival = new CompletableFuture<>();

    void put(String message) {
      messages.add(message);
      arrival.complete(null);
    }

    @Suspendable
    Task<Void> post() {
      await(io());
      put("hello");
      return Task.completed();
    }

    @Suspendable
    Task<String> take() {
      while (messages.isEmpty()) {
        await(io()); // says that it is going to wait
        arrival = new CompletableFuture<>();
        await(arrival);
      }
      return Task.of(messages.remove());
    }

    @Suspendable
    Task<String> takeRegistered() {
      while (messages.isEmpty()) {
        CompletableFuture<Void> next = new CompletableFuture<>();
        arrival = next;
        await(io());
        await(next);
      }
      return Task.of(messages.remove());
    }
  }

  @Test
  void lostWakeUp() {
    Mistake.of("lost wake-up", Exploration.random(100), 10)
        .isFoundIn(
            run -> {
              Mailbox mailbox = new Mailbox();
              return Task.whenAll(mailbox.take(), mailbox.post());
            },
            "Deadlock",
            run -> {
              Mailbox mailbox = new Mailbox();
              return Task.whenAll(mailbox.takeRegistered(), mailbox.post());
            });
  }

  // ---- An event that is reset after its work was taken.

  static final class Worker {
    private final AsyncEvent ready = AsyncEvent.manualReset();
    private final List<String> jobs = new ArrayList<>();

    @Suspendable
    Task<Void> submit(String job) {
      await(io());
      jobs.add(job);
      ready.set();
      return Task.completed();
    }

    @Suspendable
    Task<Void> run(int count, boolean resetsFirst) {
      int done = 0;
      while (done < count) {
        await(ready);
        if (resetsFirst) {
          ready.reset();
        }
        List<String> taken = List.copyOf(jobs);
        jobs.clear();
        for (String job : taken) {
          await(io());
          done++;
        }
        if (!resetsFirst) {
          ready.reset();
        }
      }
      return Task.completed();
    }
  }

  @Test
  void eventResetRace() {
    Mistake.of("event reset after its work was taken", Exploration.random(100), 10)
        .isFoundIn(
            run -> {
              Worker worker = new Worker();
              return Task.whenAll(worker.run(2, false), worker.submit("a"), worker.submit("b"));
            },
            "Deadlock",
            run -> {
              Worker worker = new Worker();
              return Task.whenAll(worker.run(2, true), worker.submit("a"), worker.submit("b"));
            });
  }

  // ---- A barrier for more coroutines than there are.

  @Suspendable
  static Task<Void> phases(AsyncBarrier barrier) {
    await(io());
    await(barrier.arrive());
    await(io());
    return Task.completed();
  }

  @Test
  void wrongCount() {
    Mistake.of("barrier with a wrong count", Exploration.random(100), 1)
        .isFoundIn(
            run -> {
              AsyncBarrier barrier = new AsyncBarrier(3);
              return Task.whenAll(phases(barrier), phases(barrier));
            },
            "Deadlock",
            run -> {
              AsyncBarrier barrier = new AsyncBarrier(2);
              return Task.whenAll(phases(barrier), phases(barrier));
            });
  }

  // ---- A reader that waits for a moment without writers.

  static final class Document {
    private int writers;
    private boolean isReaderWaiting;
    private boolean isRead;

    @Suspendable
    Task<Void> write(boolean isFair) {
      while (!isRead) {
        if (isFair && isReaderWaiting) {
          await(Task.yieldNow());
          continue;
        }
        writers++;
        await(io());
        await(io());
        writers--;
        await(io());
      }
      return Task.completed();
    }

    @Suspendable
    Task<Void> read() {
      isReaderWaiting = true;
      while (writers > 0) {
        await(Task.yieldNow());
      }
      isRead = true;
      return Task.completed();
    }
  }

  @Test
  void starvation() {
    Mistake.of("reader starved by writers", Exploration.exhaustive(2).stepLimit(2_000), 50)
        .isFoundIn(
            run -> {
              Document document = new Document();
              return Task.whenAll(document.write(false), document.write(false), document.read());
            },
            "2000 steps",
            run -> {
              Document document = new Document();
              return Task.whenAll(document.write(true), document.write(true), document.read());
            });
  }

  // ---- Two readers that both want to become the writer.

  static final class Table {
    private int readers;

    @Suspendable
    Task<Void> upgrade() {
      readers++;
      await(io());
      while (readers > 1) { // until it is the only one
        await(Task.yieldNow());
      }
      await(io());
      readers--;
      return Task.completed();
    }

    @Suspendable
    Task<Void> upgradeOrRetry() {
      for (; ; ) {
        readers++;
        await(io());
        if (readers == 1) {
          break;
        }
        readers--; // lets the other one win
        await(io());
      }
      readers--;
      return Task.completed();
    }
  }

  @Test
  void upgradeOfTwoReaders() {
    Mistake.of("two readers upgrade to writers", Exploration.random(100).stepLimit(2_000), 5)
        .isFoundIn(
            run -> {
              Table table = new Table();
              return Task.whenAll(table.upgrade(), table.upgrade());
            },
            "2000 steps",
            run -> {
              Table table = new Table();
              return Task.whenAll(table.upgradeOrRetry(), table.upgradeOrRetry());
            });
  }

  // ---- A cleanup that waits for what a stop prevents.

  static final class Upload {
    private final AsyncEvent acknowledged = AsyncEvent.manualReset();

    @Suspendable
    Task<Void> send() {
      await(io());
      await(io());
      acknowledged.set();
      return Task.completed();
    }

    @Suspendable
    Task<Void> run(boolean alwaysWaits) {
      boolean isSent = false;
      try {
        await(io());
        await(send());
        isSent = true;
      } finally {
        if (alwaysWaits || isSent) {
          await(acknowledged);
        }
      }
      return Task.completed();
    }
  }

  @Test
  void cleanupWaitsForWhatAStopPrevents() {
    Mistake.of("stop swallowed by a cleanup that waits", Exploration.fifo().injectingStops(), 5)
        .isFoundIn(run -> new Upload().run(true), "Deadlock", run -> new Upload().run(false));
  }
}
