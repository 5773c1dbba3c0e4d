package dev.suspendable.test;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The settings that a run gets from its {@link Exploration}. */
record Settings(
    Function<Suspension, @Nullable Throwable> failures,
    Predicate<Throwable> accepted,
    boolean allowsUnstarted,
    boolean timeRaces,
    Duration timeLimit,
    Duration patience,
    int stepLimit) {

  static final Settings DEFAULT =
      new Settings(s -> null, t -> false, false, false, Duration.ofDays(1), Duration.ZERO, 100_000);

  Settings withFailures(Function<Suspension, @Nullable Throwable> changed) {
    return new Settings(
        changed, accepted, allowsUnstarted, timeRaces, timeLimit, patience, stepLimit);
  }

  Settings withAccepted(Predicate<Throwable> changed) {
    return new Settings(
        failures, changed, allowsUnstarted, timeRaces, timeLimit, patience, stepLimit);
  }

  Settings withUnstarted() {
    return new Settings(failures, accepted, true, timeRaces, timeLimit, patience, stepLimit);
  }

  Settings withTimeRaces() {
    return new Settings(failures, accepted, allowsUnstarted, true, timeLimit, patience, stepLimit);
  }

  Settings withTimeLimit(Duration changed) {
    return new Settings(
        failures, accepted, allowsUnstarted, timeRaces, changed, patience, stepLimit);
  }

  Settings withPatience(Duration changed) {
    return new Settings(
        failures, accepted, allowsUnstarted, timeRaces, timeLimit, changed, stepLimit);
  }

  Settings withStepLimit(int changed) {
    return new Settings(
        failures, accepted, allowsUnstarted, timeRaces, timeLimit, patience, changed);
  }
}
