package dev.suspendable.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;

/**
 * A test whose method is run in many orders, see {@link Exploration}. The method may itself be a
 * coroutine:
 *
 * <pre>{@code
 * class AccountTest {
 *   private final Account account = new Account(100);
 *
 *   @SuspendableTest(orders = 1000, failures = true)
 *   @Suspendable
 *   Task<Void> neverOverdrawn(TestRun run) {
 *     run.invariant("the balance is not negative", () -> account.balance() >= 0);
 *     await(Task.whenAll(account.withdraw(80), account.withdraw(80)));
 *     return Task.completed();
 *   }
 * }
 * }</pre>
 *
 * <p>The method returns a {@code Task}, or {@code void} if it only calls {@link TestRun#start}. It
 * has no parameter, or one of type {@link TestRun}. Each run has a new instance of the class, so
 * its fields and its constructor are the set-up. The number of runs is published as a report entry.
 *
 * <p>Such tests are run by an engine of their own for the JUnit Platform, beside JUnit Jupiter's,
 * because Jupiter does not run methods that return something. Build tools and IDEs find it on the
 * class path. A class may have tests of both; Jupiter's extensions and lifecycle methods do not
 * apply to these. A test fails if its class has lifecycle methods and no test that they are for. Of
 * Jupiter's annotations they observe {@code @Nested}, {@code @Disabled} and {@code @Tag}. Tests run
 * one after the other. In a test of Jupiter, or of any other framework, use {@link
 * Exploration#check}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Testable
public @interface SuspendableTest {
  /** How orders are chosen. */
  enum Orders {
    /** FIFO, in one run. */
    FIFO,
    /** {@link Strategy#random()}. */
    RANDOM,
    /** {@link Strategy#pct}, with the {@link #bound} as depth. */
    PCT,
    /** {@link Strategy#exhaustive}, with the {@link #bound} for the differences from FIFO. */
    EXHAUSTIVE
  }

  /** How orders are chosen. */
  Orders strategy() default Orders.RANDOM;

  /** How many orders are tried at most. */
  int orders() default 100;

  /** The depth of PCT, or the differences from FIFO. */
  int bound() default 3;

  /** A seed to repeat, as a failure prints it, or to begin at: {@link Exploration#seed}. */
  String seed() default "";

  /** Whether a failure is injected at each suspension: {@link Exploration#injectingFailures()}. */
  boolean failures() default false;

  /** Whether a stop is requested before each step: {@link Exploration#injectingStops}. */
  boolean stops() default false;

  /** In how many orders each failure and stop is tried. */
  int ordersForEachInjection() default 1;

  /** Whether time may pass while works are ready: {@link Exploration#withTimeRaces}. */
  boolean timeRaces() default false;

  /** Whether tasks may be made and never started: {@link Exploration#allowingUnstarted}. */
  boolean unstarted() default false;

  /** The most virtual time of a run, as {@link java.time.Duration#parse} takes it. */
  String timeLimit() default "PT24H";

  /** How long to wait for other threads: {@link Exploration#waitingForThreads}. */
  String waitForThreads() default "PT0S";
}
