package dev.suspendable.test;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the runs of an {@link Exploration} need of it. */
record Settings(
    Function<Suspension, @Nullable Throwable> failures,
    Predicate<Throwable> accepted,
    boolean allowsUnstarted,
    boolean timeRaces,
    Duration timeLimit,
    Duration patience,
    int stepLimit,
    Watchdog watchdog) {}
