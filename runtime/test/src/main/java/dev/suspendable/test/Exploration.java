package dev.suspendable.test;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs a test of coroutines in many orders.
 *
 * <pre>{@code
 * Exploration.random(1000).check(run -> {
 *   Account account = new Account(100);
 *   run.invariant("the balance is not negative", () -> account.balance() >= 0);
 *   return Task.whenAll(account.withdraw(80), account.withdraw(80));
 * });
 * }</pre>
 *
 * <p>All coroutines of the test run on the calling thread. Where one suspends, the strategy decides
 * which one runs next of those that are ready. Between two suspensions a coroutine is not
 * interrupted: data races between threads are not found, but all mistakes that come from the order
 * of coroutines are. Time is virtual: it passes when nothing is ready, to the next timer.
 *
 * <p><b>A run fails</b> if the test's task fails; if nothing is ready, no timer is pending and the
 * task has not ended (a deadlock); if it takes too many steps or too much virtual time; if
 * coroutines are left over at the end; if an invariant or an end condition of {@link TestRun} does
 * not hold; or if the runtime reports an exception that no coroutine could receive. The first
 * failure ends the exploration. It has a {@linkplain #seed seed} that repeats that run.
 *
 * <p><b>Failures and stops.</b> If asked to, the test is run again with an exception at each
 * suspension in turn, and with a request to stop before each step. Such a run may fail with the
 * injected exception, or be stopped. Everything else has to hold as in any other run.
 *
 * <p>The program must do the same whenever the order is the same. So everything that a run changes
 * is made in the body, and it uses the clock of the run. Random numbers are those of {@link
 * dev.suspendable.Retry#RANDOM}, which follow from the seed.
 *
 * <p>Immutable. The methods that change something return another exploration. Several explorations
 * may run at the same time on different threads. The ideas are those of CHESS, PCT, Coyote, Shuttle
 * and loom (exploring orders on one thread), and of Kotlin's {@code runTest} (virtual time).
 */
public final class Exploration {
  /** Repeats a run, or begins another series of random runs: see {@link #seed}. */
  static final String SEED_PROPERTY = "suspendable.test.seed";

  /** Multiplies the number of orders, for longer runs: see {@link #times}. */
  static final String FACTOR_PROPERTY = "suspendable.test.factor";

  /** The most failures, and the most stops, that are tried. */
  private static final int INJECTIONS = 10_000;

  private final Strategy strategy;
  private final int orders;
  private final String seed;
  private final @Nullable Function<Suspension, @Nullable Throwable> failures;
  private final boolean stops;
  private final int ordersEach;
  private final Duration realTimeLimit;
  private final Settings settings;

  private Exploration(
      Strategy strategy,
      int orders,
      String seed,
      @Nullable Function<Suspension, @Nullable Throwable> failures,
      boolean stops,
      int ordersEach,
      Duration realTimeLimit,
      Settings settings) {
    this.strategy = strategy;
    this.orders = orders;
    this.seed = seed;
    this.failures = failures;
    this.stops = stops;
    this.ordersEach = ordersEach;
    this.realTimeLimit = realTimeLimit;
    this.settings = settings;
  }

  // ---- What is tried.

  /**
   * Tries orders that a strategy chooses.
   *
   * @param strategy the strategy
   * @param orders how many at most
   * @return the exploration
   */
  public static Exploration of(Strategy strategy, int orders) {
    return new Exploration(
        Objects.requireNonNull(strategy, "strategy"),
        requirePositive("orders", orders),
        "",
        null,
        false,
        1,
        Duration.ofMinutes(5),
        Settings.DEFAULT);
  }

  /** FIFO, in one run. */
  public static Exploration fifo() {
    return of(Strategy.fifo(), 1);
  }

  /**
   * Random orders.
   *
   * @param orders how many
   */
  public static Exploration random(int orders) {
    return of(Strategy.random(), orders);
  }

  /**
   * Random priorities, see {@link Strategy#pct}.
   *
   * @param depth how many ordering constraints a mistake needs
   * @param orders how many
   */
  public static Exploration pct(int depth, int orders) {
    return of(Strategy.pct(depth), orders);
  }

  /**
   * All orders with at most so many differences from FIFO, see {@link Strategy#exhaustive}; at most
   * 100,000.
   *
   * @param differences the bound
   */
  public static Exploration exhaustive(int differences) {
    return of(Strategy.exhaustive(differences), 100_000);
  }

  /**
   * Tries orders that another strategy chooses.
   *
   * @param other the strategy
   * @param most how many at most
   */
  public Exploration by(Strategy other, int most) {
    return new Exploration(
        Objects.requireNonNull(other, "strategy"),
        requirePositive("orders", most),
        seed,
        failures,
        stops,
        ordersEach,
        realTimeLimit,
        settings);
  }

  private static int requirePositive(String what, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(what + " " + number);
    }
    return number;
  }

  private static Duration requirePositive(String what, Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(what + " " + time);
    }
    return time;
  }

  /**
   * Repeats one run, by the seed that a failure has printed; or, if it is a number, begins the
   * series of random runs there. The system property {@code suspendable.test.seed} does the same
   * for all explorations.
   *
   * @param text the seed; empty for the strategy's own series, which is always the same
   */
  public Exploration seed(String text) {
    if (!text.isEmpty() && Seed.series(text) == null) {
      Seed.parse(text);
    }
    return new Exploration(
        strategy, orders, text, failures, stops, ordersEach, realTimeLimit, settings);
  }

  /**
   * Also runs the test once for each suspension with an {@link InjectedFailure} at that await,
   * where an operation could fail: see {@link Suspension#isOperation}.
   */
  public Exploration injectingFailures() {
    return injectingFailures(s -> s.isOperation() ? new InjectedFailure(s) : null);
  }

  /**
   * Also runs the test once for each suspension with a failure at that await, for the first 10,000
   * suspensions.
   *
   * @param failure makes the exception for a suspension, or returns null where none is to be thrown
   */
  public Exploration injectingFailures(Function<Suspension, @Nullable Throwable> failure) {
    return new Exploration(
        strategy,
        orders,
        seed,
        Objects.requireNonNull(failure, "failure"),
        stops,
        ordersEach,
        realTimeLimit,
        settings);
  }

  /**
   * Also runs the test once for each step with a request to stop before that step, for the first
   * 10,000 steps.
   */
  public Exploration injectingStops() {
    return new Exploration(
        strategy, orders, seed, failures, true, ordersEach, realTimeLimit, settings);
  }

  /**
   * Runs the test for each failure and stop not only in FIFO order, but in several orders: FIFO and
   * random ones.
   *
   * @param orders how many
   */
  public Exploration ordersForEachInjection(int orders) {
    return new Exploration(
        strategy,
        this.orders,
        seed,
        failures,
        stops,
        requirePositive("ordersForEachInjection", orders),
        realTimeLimit,
        settings);
  }

  /**
   * Accepts exceptions with which the test may fail after a failure or a stop was injected, beside
   * the injected one and those that have it as cause.
   *
   * @param accepted tests an exception
   */
  public Exploration accepting(Predicate<Throwable> accepted) {
    return with(settings.withAccepted(Objects.requireNonNull(accepted, "accepted")));
  }

  /**
   * Lets time pass also while works are ready: the next timer is a candidate like them, as on a
   * machine that may be slow at any place. Finds mistakes in which a timeout comes between two
   * steps that take no time.
   */
  public Exploration withTimeRaces() {
    return with(settings.withTimeRaces());
  }

  // ---- Limits.

  /**
   * Does not report coroutines that were called but never started. They are looked for in the first
   * run only: in others, a stop or a timeout may come before their start.
   */
  public Exploration allowingUnstarted() {
    return with(settings.withUnstarted());
  }

  /**
   * Waits in real time for works of other threads, such as {@code Task.blocking}, when nothing is
   * ready; before time passes, and before a deadlock is reported. The order in which such works
   * come is not chosen by the kit, so a seed need not repeat a run exactly.
   *
   * @param patience how long to wait for each; zero, which is the default, if there are no other
   *     threads
   */
  public Exploration waitingForThreads(Duration patience) {
    if (patience.isNegative()) {
      throw new IllegalArgumentException("waitingForThreads " + patience);
    }
    return with(settings.withPatience(patience));
  }

  /**
   * Sets a limit for the virtual time of a run. The default is one day.
   *
   * @param limit the limit, positive
   */
  public Exploration timeLimit(Duration limit) {
    return with(settings.withTimeLimit(requirePositive("timeLimit", limit)));
  }

  /**
   * Sets a limit for the steps of a run. The default is 100,000.
   *
   * @param limit the limit, positive
   */
  public Exploration stepLimit(int limit) {
    return with(settings.withStepLimit(requirePositive("stepLimit", limit)));
  }

  /**
   * Sets a limit for the real time of the whole exploration, after which the thread is interrupted.
   * The default is 5 minutes. A body that neither suspends nor blocks, such as an endless loop that
   * computes, does not notice the interrupt.
   *
   * @param limit the limit, positive
   */
  public Exploration realTimeLimit(Duration limit) {
    return new Exploration(
        strategy,
        orders,
        seed,
        failures,
        stops,
        ordersEach,
        requirePositive("realTimeLimit", limit),
        settings);
  }

  private Exploration with(Settings changed) {
    return new Exploration(
        strategy, orders, seed, failures, stops, ordersEach, realTimeLimit, changed);
  }

  // ---- Running.

  /**
   * Runs the test.
   *
   * @param body makes the task of each run
   * @return what was tried
   * @throws ScheduleFailure if a run fails
   */
  public Report check(TestBody body) {
    String chosen = System.getProperty(SEED_PROPERTY, seed);
    try (Watchdog watchdog = new Watchdog(realTimeLimit)) {
      Runner runner =
          new Runner(
              Objects.requireNonNull(body, "body"),
              settings.withFailures(failures != null ? failures : s -> new InjectedFailure(s)),
              watchdog);
      Long series = Seed.series(chosen);
      if (chosen.isEmpty() || series != null) {
        explore(runner, series == null ? 0 : series);
      } else {
        runner.repeat(Seed.parse(chosen));
      }
      return runner.report();
    }
  }

  private void explore(Runner runner, long series) {
    long limit = Math.max(1, Math.round(orders * times()));
    Plan plan = strategy.plan(series);
    runner.order(plan, limit);
    if (failures != null) {
      for (int i = 0; i < INJECTIONS && injects(runner, series, i, true); i++) {}
    }
    if (stops) {
      for (int i = 0; i < INJECTIONS && injects(runner, series, i, false); i++) {}
    }
  }

  /** Runs the orders for one injection. Returns false if the test ends before its place. */
  private boolean injects(Runner runner, long series, int place, boolean fails) {
    boolean isReached = false;
    for (int i = 0; i < ordersEach; i++) {
      Seed order = i == 0 ? Seed.FIFO : Seed.random(series + i);
      isReached |= runner.inject(fails ? order.failingAt(place) : order.stoppedAt(place));
    }
    return isReached;
  }

  /** Returns the factor for the number of orders: of the system property, or 1. */
  private static double times() {
    return Double.parseDouble(System.getProperty(FACTOR_PROPERTY, "1"));
  }
}
