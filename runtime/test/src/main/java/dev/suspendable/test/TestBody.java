package dev.suspendable.test;

import dev.suspendable.Task;

/** The body of a test, which is run many times, each time in another order. */
@FunctionalInterface
public interface TestBody {
  /**
   * Makes everything that one run uses, afresh, and returns the task to run. It is called once for
   * each run, before anything runs.
   *
   * @param run what the kit offers to this run
   * @return the task; the run ends when it has ended, and those of {@link TestRun#start}
   * @throws Throwable an exception, which fails the test
   */
  Task<?> start(TestRun run) throws Throwable;
}
