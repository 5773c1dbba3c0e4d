package dev.suspendable.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.FramePool;
import dev.suspendable.coroutine.PooledPromise;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.SuspendAlways;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The registry holds the coroutines that have not ended, and little more. */
final class LiveCoroutinesTest {
  private static final int MANY = 1_000_000;

  /** Suspends once. */
  private static final class Twice extends Promise {
    @Override
    protected @Nullable Awaiter<?> $step() {
      return $resumePoint() == 0 ? $suspend(1) : null;
    }

    Twice start() {
      $start();
      return this;
    }

    @Override
    protected Awaitable<?> finalSuspend() {
      return SuspendAlways.INSTANCE;
    }

    @Override
    protected void unhandledException(Throwable t) throws Throwable {
      throw t;
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement("app.App", "twice", "App.java", 1);
    }
  }

  @AfterEach
  void off() {
    CoroutineRegistry.disable();
  }

  private static void runToTheEnd(int count) {
    for (int i = 0; i < count; i++) {
      new Twice().start().handle().resume();
    }
  }

  @Test
  void aMillionThatEnd() {
    LiveCoroutines live = new LiveCoroutines(/* keepsAbandoned= */ true);
    for (int i = 0; i < MANY; i++) {
      Twice coroutine = new Twice();
      live.add(coroutine);
      coroutine.start().handle().resume();
    }
    assertThat(live.stored()).isLessThanOrEqualTo(1024);
    assertThat(live.entries()).isEmpty();
    assertThat(live.stored()).isZero();
  }

  @Test
  void aMillionThatLive() {
    LiveCoroutines live = new LiveCoroutines(/* keepsAbandoned= */ false);
    List<Twice> coroutines = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Twice coroutine = new Twice().start();
      coroutines.add(coroutine);
      live.add(coroutine);
    }
    List<LiveCoroutines.Entry> entries = live.entries();
    assertThat(entries.size()).isEqualTo(MANY);
    for (int i = 0; i < MANY; i++) {
      if (entries.get(i).id != i + 1) { // an assertion takes long
        assertThat(entries.get(i).id).isEqualTo(i + 1);
      }
    }
    coroutines.forEach(each -> each.handle().resume());
    assertThat(live.entries()).isEmpty();
  }

  @Test
  void abandonedOnesAreCollected() {
    LiveCoroutines live = new LiveCoroutines(/* keepsAbandoned= */ false);
    for (int i = 0; i < MANY / 10; i++) {
      live.add(new Twice().start());
    }
    for (int i = 0; i < 20 && !live.entries().isEmpty(); i++) {
      collectGarbage();
    }
    assertThat(live.entries()).isEmpty();
    assertThat(live.stored()).isZero();
  }

  private static void collectGarbage() {
    WeakReference<Object> last = new WeakReference<>(new Object());
    while (!last.refersTo(null)) {
      System.gc();
    }
  }

  @Test
  void abandonedOnesAreKeptIfAskedFor() {
    LiveCoroutines live = new LiveCoroutines(/* keepsAbandoned= */ true);
    for (int i = 0; i < 5000; i++) {
      live.add(new Twice().start());
    }
    collectGarbage();
    assertThat(live.entries()).hasSize(5000);
  }

  /** Its frames are pooled by hand, as generated code does. */
  private static final class Pooled extends PooledPromise {
    static final FramePool<Pooled> POOL = new FramePool<>(Pooled.class, 4);

    static Pooled make() {
      Pooled frame = POOL.acquire();
      if (frame == null) {
        frame = new Pooled();
      }
      frame.$start();
      return frame;
    }

    @Override
    protected @Nullable Awaiter<?> $step() {
      return $resumePoint() == 0 ? $suspend(1) : null;
    }

    @Override
    protected void recycle() {
      super.recycle();
      POOL.release(this);
    }

    @Override
    protected void unhandledException(Throwable t) throws Throwable {
      throw t;
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement("app.App", "pooled", "App.java", 1);
    }
  }

  /** Each life of a frame is a coroutine of its own, and the entries of earlier ones go. */
  @Test
  void livesOfPooledFrames() {
    CoroutineRegistry.enable(CoroutineRegistry.Retention.ALL);
    Pooled longLived = Pooled.make();
    long last = 0;
    for (int i = 0; i < 10_000; i++) {
      Pooled coroutine = Pooled.make();
      if (i % 100 == 0) {
        List<CoroutineInfo> shown = CoroutineRegistry.dump().coroutines();
        assertThat(shown).hasSize(2);
        assertThat(shown.get(1).id()).isGreaterThan(last);
        last = shown.get(1).id();
      }
      coroutine.handle().resume();
      coroutine.handle().destroy();
    }
    assertThat(Pooled.POOL.statistics().hits()).isGreaterThan(9_000);
    assertThat(CoroutineRegistry.count()).isEqualTo(1);
    longLived.handle().resume();
    assertThat(CoroutineRegistry.count()).isZero();
  }

  @Test
  void offByDefault() {
    runToTheEnd(10);
    assertThat(CoroutineRegistry.isEnabled()).isFalse();
    assertThat(CoroutineRegistry.count()).isZero();
    Twice before = new Twice().start();
    CoroutineRegistry.enable();
    Twice during = new Twice().start();
    assertThat(CoroutineRegistry.count()).isEqualTo(1);
    assertThat(CoroutineRegistry.dump().coroutines())
        .singleElement()
        .satisfies(it -> assertThat(it.name()).isEqualTo("app.App.twice"));
    CoroutineRegistry.disable();
    new Twice().start();
    assertThat(CoroutineRegistry.dump().coroutines()).isEmpty();
    assertThat(before.handle().isDone()).isFalse();
    assertThat(during.handle().isDone()).isFalse();
  }

  @Test
  void manyThreads() throws Exception {
    CoroutineRegistry.enable(CoroutineRegistry.Retention.ALL);
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch ready = new CountDownLatch(threads);
      List<Future<List<Twice>>> results = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        results.add(
            pool.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  List<Twice> suspended = new ArrayList<>();
                  for (int i = 0; i < 20_000; i++) {
                    Twice coroutine = new Twice().start();
                    if (i % 10 == 0) {
                      suspended.add(coroutine);
                    } else {
                      coroutine.handle().resume();
                    }
                    if (i % 5000 == 0) {
                      CoroutineRegistry.dump();
                    }
                  }
                  return suspended;
                }));
      }
      int suspended = 0;
      for (Future<List<Twice>> each : results) {
        suspended += each.get().size();
      }
      assertThat(CoroutineRegistry.count()).isEqualTo(suspended).isEqualTo(8000);
    } finally {
      pool.shutdown();
    }
  }
}
