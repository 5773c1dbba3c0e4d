package app;

import static dev.suspendable.Coroutines.await;

import com.google.auto.value.AutoValue;
import com.google.auto.value.extension.memoized.Memoized;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.concurrent.CompletableFuture;

public class Main {
  @AutoValue
  abstract static class Point {
    abstract int x();

    abstract int y();

    @Memoized
    int sum() {
      return x() + y();
    }

    static Builder builder() {
      return new AutoValue_Main_Point.Builder();
    }

    @AutoValue.Builder
    abstract static class Builder {
      abstract Builder x(int x);

      abstract Builder y(int y);

      abstract Point build();
    }

    /** A coroutine in a class that AutoValue extends. */
    @Suspendable
    Task<Integer> later() {
      return Task.of(await(CompletableFuture.supplyAsync(this::x)) * 10 + sum());
    }
  }

  @Suspendable
  static Task<Point> point(int n) {
    Point.Builder builder = Point.builder();
    for (int i = 0; i < n; i++) {
      int at = i;
      builder.x(await(CompletableFuture.supplyAsync(() -> at)));
    }
    AutoValue_Main_Point made =
        (AutoValue_Main_Point) builder.y(await(CompletableFuture.supplyAsync(() -> 5))).build();
    return Task.of(made);
  }

  private static void check(Object actual, Object expected) {
    if (!actual.equals(expected)) {
      throw new AssertionError(actual + ", and not " + expected);
    }
  }

  public static void main(String[] args) throws Exception {
    Point point = Task.syncWait(point(3));
    check(point, Point.builder().x(2).y(5).build());
    check(point.toString(), "Point{x=2, y=5}");
    check(Task.syncWait(point.later()), 27);
  }
}
