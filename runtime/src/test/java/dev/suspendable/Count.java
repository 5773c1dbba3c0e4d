package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frame of this coroutine, in the shape of generated code:
 *
 * <pre>{@code
 * @Suspendable
 * static Generator<Integer> count(int n, List<String> events, Throwable failure) {
 *   events.add("start");
 *   try {
 *     for (int i = 0; i < n; i++) {
 *       yieldValue(i);
 *     }
 *   } finally {
 *     events.add("finally");
 *     if (failure != null) throw failure;
 *   }
 *   return Generator.end();
 * }
 * }</pre>
 */
final class Count extends GeneratorPromise<Integer> {
  private final int n;
  private final List<String> events;
  private final @Nullable Throwable failure;
  private int i;

  private Count(int n, List<String> events, @Nullable Throwable failure) {
    this.n = n;
    this.events = events;
    this.failure = failure;
  }

  static Generator<Integer> ramp(int n, List<String> events, @Nullable Throwable failure) {
    Count frame = new Count(n, events, failure);
    Generator<Integer> result = frame.getReturnObject();
    frame.$start();
    return result;
  }

  @Override
  protected @Nullable Awaiter<?> $step() throws Throwable {
    return step(this);
  }

  private static @Nullable Awaiter<?> step(Count frame) throws Throwable {
    int i = 0;
    if (frame.$resumePoint() == 0) {
      frame.events.add("start");
    } else {
      if (frame.$unwinding()) {
        frame.events.add("finally");
        if (frame.failure != null) {
          frame.$suppress(frame.failure);
        }
        return frame.$unwound();
      }
      frame.$awaited().awaitResume();
      i = frame.i + 1;
    }
    for (; i < frame.n; i++) {
      Awaiter<?> awaiter = frame.yieldValue(i).awaiter();
      if (!awaiter.awaitReady()) {
        frame.i = i;
        return frame.$suspend(1, awaiter);
      }
      awaiter.awaitResume();
    }
    frame.events.add("finally");
    if (frame.failure != null) {
      throw frame.failure;
    }
    frame.returnVoid();
    return null;
  }

  @Override
  protected StackTraceElement $location() {
    return new StackTraceElement("Counts", "count", "Counts.java", 5);
  }
}
