package dev.suspendable.processor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of coroutines that could not be made, or end before the caller has them. */
final class PoolsTest {
  private static final RuntimeProgram PROGRAM =
      new RuntimeProgram(
          """
            static String failing = "";
            static FramePool<?> pool;

            @CoroutineType(promise = JobPromise.class)
            public interface Job {
              @CoReturn static Job of(int result) { throw new IllegalStateException(); }
              CoroutineHandle handle();
            }
            public static abstract class JobPromise extends PooledPromise implements Job {
              protected JobPromise() { fail("constructor"); }
              protected static <F extends Promise> FramePool<F> framePool(Class<F> type) {
                FramePool<F> made = new FramePool<>(type, 4);
                pool = made;
                return made;
              }
              protected Job getReturnObject() { fail("getReturnObject"); return this; }
              protected void returnValue(int value) { fail("returnValue"); }
              @Override protected Awaitable<?> initialSuspend() { fail("initialSuspend"); return SuspendNever.INSTANCE; }
              @Override protected void unhandledException(Throwable t) throws Throwable { throw t; }
            }
            static void fail(String where) {
              if (failing.equals(where)) { throw new IllegalStateException(where); }
            }
            @Suspendable static Job job(int n) {
              fail("body");
              return Job.of(n);
            }
            static String where;
            static Object fails() {
              job(0).handle().destroy(); // one frame is in the pool
              failing = where;
              FramePool.Statistics before = pool.statistics();
              for (int i = 0; i < 3; i++) {
                Job other = null;
                if (where.equals("constructor")) { failing = ""; other = job(1); failing = where; } // no frame is left
                try {
                  job(i);
                  return "not thrown";
                } catch (IllegalStateException e) {
                  if (!e.getMessage().equals(where)) { return e; }
                }
                failing = "";
                if (other != null) { other.handle().destroy(); }
                job(7).handle().destroy();
                failing = where;
              }
              failing = "";
              Job one = job(1);
              FramePool.Statistics after = pool.statistics();
              one.handle().destroy();
              return before.outstanding() + " " + after.outstanding();
            }
          """);

  @ParameterizedTest
  @ValueSource(
      strings = {"constructor", "getReturnObject", "initialSuspend", "body", "returnValue"})
  void noneIsOutstandingThatNobodyHas(String where) throws Throwable {
    java.lang.reflect.Field field = PROGRAM.type().getDeclaredField("where");
    field.setAccessible(true);
    field.set(null, where);
    assertThat(PROGRAM.run("fails")).isEqualTo("0 1");
  }
}
