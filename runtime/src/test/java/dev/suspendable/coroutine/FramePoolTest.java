package dev.suspendable.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Recycling of frames, in the form of generated code. */
class FramePoolTest {

  /** A promise that opts in, and destroys its coroutines by hand. */
  abstract static class JobPromise extends PooledPromise {
    int result;

    static <F extends Promise> FramePool<F> framePool(Class<F> type) {
      return new FramePool<>(type, 2);
    }

    CoroutineHandle getReturnObject() {
      return handle();
    }

    void returnValue(int value) {
      result = value;
    }

    @Override
    protected void unhandledException(Throwable t) throws Throwable {
      throw t;
    }

    @Override
    protected void recycle() {
      super.recycle();
      result = 0;
    }
  }

  /** {@code await(suspend); return n + 1}. */
  static final class Job extends JobPromise {
    private final FramePool<Job> pool;
    private int n;

    Job(FramePool<Job> pool) {
      this.pool = pool;
    }

    static Job ramp(FramePool<Job> pool, int n) {
      Job frame = pool.acquire();
      if (frame == null) {
        frame = new Job(pool);
      }
      frame.n = n;
      frame.getReturnObject();
      frame.$start();
      return frame;
    }

    @Override
    protected @Nullable Awaiter<?> $step() {
      if ($resumePoint() == 0) {
        return $suspend(1, SuspendAlways.INSTANCE);
      }
      returnValue(n + 1);
      return null;
    }

    @Override
    protected void recycle() {
      super.recycle();
      pool.release(this);
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement("Jobs", "job", "Jobs.java", 3);
    }
  }

  private final FramePool<Job> pool = JobPromise.framePool(Job.class);

  private int runToEnd(int n) {
    CoroutineHandle handle = Job.ramp(pool, n).handle();
    handle.resume();
    int result = ((Job) handle.promise()).result;
    handle.destroy();
    return result;
  }

  @Test
  void countsHitsMissesAndOutstanding() {
    Job first = Job.ramp(pool, 1);
    assertThat(pool.statistics()).isEqualTo(new FramePool.Statistics(0, 1, 1));
    first.handle().resume();
    first.handle().destroy();
    assertThat(pool.statistics()).isEqualTo(new FramePool.Statistics(0, 1, 0));
    assertThat(Job.ramp(pool, 2)).isSameAs(first);
    assertThat(pool.statistics()).isEqualTo(new FramePool.Statistics(1, 1, 1));
    assertThat(pool).asString().contains("Job").contains("hits=1");
  }

  @Test
  void aRecycledFrameIsAsGoodAsNew() {
    for (int i = 0; i < 100; i++) {
      assertThat(runToEnd(i)).isEqualTo(i + 1);
    }
    assertThat(pool.statistics().misses()).isEqualTo(1);
  }

  @Test
  void isBounded() {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      jobs.add(Job.ramp(pool, i));
    }
    for (Job job : jobs) {
      job.handle().resume();
      job.handle().destroy();
    }
    assertThat(pool.statistics().outstanding()).isZero();
    assertThat(pool.acquire()).isNotNull();
    assertThat(pool.acquire()).isNotNull();
    assertThat(pool.acquire()).isNull();
  }

  @Test
  void fillsAllOfItsSlots() {
    FramePool<Job> three = new FramePool<>(Job.class, 3);
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      jobs.add(Job.ramp(three, i));
    }
    assertThat(three.statistics()).isEqualTo(new FramePool.Statistics(0, 4, 4));
    for (Job job : jobs) {
      job.handle().resume();
      job.handle().destroy();
    }
    assertThat(three.statistics()).isEqualTo(new FramePool.Statistics(0, 4, 0));
    for (int i = 0; i < 3; i++) {
      assertThat(three.acquire()).isNotNull();
    }
    assertThat(three.acquire()).isNull();
    assertThat(three.statistics()).isEqualTo(new FramePool.Statistics(3, 5, 4));
  }

  @Test
  void refusesStaleHandles() {
    Job job = Job.ramp(pool, 1);
    CoroutineHandle stale = job.handle();
    stale.resume();
    stale.destroy();
    Job again = Job.ramp(pool, 2);
    assertThat(again).isSameAs(job);
    for (Runnable use :
        List.<Runnable>of(
            stale::resume,
            stale::setStopped,
            stale::isDone,
            stale::destroy,
            stale::promise,
            stale::suspendPoint,
            stale::location)) {
      assertThatThrownBy(use::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Stale handle")
          .hasMessageContaining("Jobs.job");
    }
    assertThat(stale).isNotEqualTo(again.handle()).hasToString("stale handle");
    assertThat(again.handle().isDone()).isFalse();
  }

  @Test
  void refusesFramesInUseAndFramesItHas() {
    Job job = Job.ramp(pool, 1);
    assertThatThrownBy(() -> pool.release(job)).isInstanceOf(IllegalStateException.class);
    job.handle().resume();
    job.handle().destroy();
    assertThatThrownBy(() -> pool.release(job)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(job::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was destroyed");
  }

  @Test
  void servesSeveralThreads() throws Exception {
    Callable<Integer> work =
        () -> {
          int wrong = 0;
          for (int i = 0; i < 20_000; i++) {
            wrong += runToEnd(i) == i + 1 ? 0 : 1;
          }
          return wrong;
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Integer> wrong : threads.invokeAll(List.of(work, work, work, work))) {
        assertThat(wrong.get()).isZero();
      }
    } finally {
      threads.shutdown();
    }
    FramePool.Statistics statistics = pool.statistics();
    assertThat(statistics.hits() + statistics.misses()).isEqualTo(80_000);
    assertThat(statistics.outstanding()).isZero();
  }
}
