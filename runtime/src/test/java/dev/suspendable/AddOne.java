package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frame of this coroutine, in the shape of generated code:
 *
 * <pre>{@code
 * @Suspendable
 * static Task<Integer> addOne(Awaitable<Integer> x) {
 *   events.add("start");
 *   try {
 *     return Task.of(await(x) + 1);
 *   } finally {
 *     events.add("finally");
 *   }
 * }
 * }</pre>
 */
final class AddOne extends TaskPromise<Integer> {
  final List<String> events;
  private @Nullable Awaitable<Integer> x;

  private AddOne(Awaitable<Integer> x, List<String> events) {
    this.x = x;
    this.events = events;
  }

  static Task<Integer> ramp(Awaitable<Integer> x, List<String> events) {
    AddOne frame = new AddOne(x, events);
    Task<Integer> result = frame.getReturnObject();
    frame.$start();
    return result;
  }

  static Task<Integer> ramp(Awaitable<Integer> x) {
    return ramp(x, new ArrayList<>());
  }

  @Override
  protected @Nullable Awaiter<?> $step() throws Throwable {
    return step(this);
  }

  @SuppressWarnings("NullAway")
  private static @Nullable Awaiter<?> step(AddOne frame) throws Throwable {
    Awaiter<?> awaiter = null;
    int state = frame.$resumePoint();
    if (state == 0) {
      frame.events.add("start");
    } else if (frame.$unwinding()) {
      frame.events.add("finally");
      return frame.$unwound();
    }
    int value;
    try {
      if (state == 0) {
        awaiter = Operators.awaiter(frame.x).awaiter();
        if (!awaiter.awaitReady()) {
          return frame.$suspend(1, awaiter);
        }
      } else {
        awaiter = frame.$awaited();
      }
      value = (Integer) awaiter.awaitResume() + 1;
    } catch (Throwable t) {
      frame.events.add("finally");
      throw t;
    }
    frame.events.add("finally");
    frame.returnValue(value);
    return null;
  }

  @Override
  protected void $clear() {
    x = null;
  }

  @Override
  protected StackTraceElement $location() {
    return new StackTraceElement("Sums", "addOne", "Sums.java", $resumePoint() == 0 ? 3 : 6);
  }
}
