package dev.suspendable.samples.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The common part of the workloads: one JMH class for each, one benchmark method for each way to
 * write it, and all of the methods return the same number.
 *
 * <p>A benchmark method does as many operations as {@link #operations} says, which JMH does not
 * know: the report divides. (JMH wants that number in an annotation, where it could not follow a
 * parameter.)
 *
 * <p>Names of the methods: {@code suspendable…} is compiled by this project, {@code hand…} is a
 * state machine written by hand in Java, which is the limit, {@code plain…} is the same without any
 * coroutine, and the others are what they say. {@code virtual…} and {@code raw…} need JDK 21.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {
      Workload.HEAP_MIN,
      Workload.HEAP_MAX,
      Workload.COLLECTOR,
      Workload.PRETOUCH,
      Workload.RAW,
      Workload.CARRIERS_1,
      Workload.QUIET,
      Workload.CALLEE_RAMP,
      Workload.CALLEE_DIRECT,
      Workload.CALLEE_LINKED,
      Workload.CALLEE_STEP,
      Workload.CALLEE_KOTLIN
    })
public abstract class Workload {
  static final String HEAP_MIN = "-Xms4g";
  static final String HEAP_MAX = "-Xmx4g";
  static final String COLLECTOR = "-XX:+UseG1GC";

  /**
   * Or the kernel's work for pages touched for the first time is counted as allocation: it made a
   * frame of 32 bytes cost three times as much.
   */
  static final String PRETOUCH = "-XX:+AlwaysPreTouch";

  /** For {@link RawContinuation}; the package exists on 17 too. */
  static final String RAW = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED";

  /** Two virtual threads that take turns are best off on one carrier. */
  static final String CARRIERS_1 = "-Djdk.virtualThreadScheduler.parallelism=1";

  static final String CARRIERS_2 = "-Djdk.virtualThreadScheduler.parallelism=2";

  // W2 is about a call, so there has to be one. In Java, @CompilerControl sees to that; these are
  // for methods that other compilers generate. Of the coroutine `callee` only the method that
  // stands
  // for the call is kept from being inlined, not the frame's constructor or accessors.
  static final String QUIET = "-XX:CompileCommand=quiet";
  static final String CALLEE_RAMP =
      "-XX:CompileCommand=dontinline,dev.suspendable.samples.benchmarks.W2Await$$callee*::ramp";
  static final String CALLEE_DIRECT =
      "-XX:CompileCommand=dontinline,dev.suspendable.samples.benchmarks.W2Await::callee$direct";
  static final String CALLEE_LINKED =
      "-XX:CompileCommand=dontinline,dev.suspendable.samples.benchmarks.W2Callee::callee$direct";
  static final String CALLEE_STEP =
      "-XX:CompileCommand=dontinline,dev.suspendable.samples.benchmarks.W2Await$$callee*::$step";
  static final String CALLEE_KOTLIN =
      "-XX:CompileCommand=dontinline,dev.suspendable.samples.benchmarks.KotlinAwait::callee";

  /** The number of operations that one call of a benchmark method does. */
  protected abstract long operations();

  /** The result of each benchmark method, computed in another way. */
  protected abstract long expected();

  /** Makes a small instance for the test that all variants agree. */
  protected abstract void shrink();
}
