package dev.suspendable.coroutine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frame of this coroutine, in the shape of generated code:
 *
 * <pre>{@code
 * @Suspendable
 * Probe loop(Iterable<Awaitable<?>> awaitables) {
 *   List<Object> out = new ArrayList<>();
 *   for (Awaitable<?> a : awaitables) {
 *     try {
 *       out.add(await(a));
 *     } catch (Exception e) {
 *       out.add(e);
 *     } finally {
 *       events.add("finally");
 *     }
 *   }
 *   return Probe.of(out);
 * }
 * }</pre>
 */
final class Loop extends Probe {
  private @Nullable Iterable<? extends Awaitable<?>> awaitables;
  private @Nullable Iterator<? extends Awaitable<?>> it;
  private @Nullable List<@Nullable Object> out;
  int cleared;

  Loop(Iterable<? extends Awaitable<?>> awaitables) {
    this.awaitables = awaitables;
  }

  /** A loop that has run to its first suspension. */
  static Loop over(Awaitable<?>... awaitables) {
    return new Loop(List.of(awaitables)).ramp();
  }

  Loop ramp() {
    getReturnObject();
    $start();
    return this;
  }

  @Override
  protected @Nullable Awaiter<?> $step() throws Throwable {
    return step(this);
  }

  @SuppressWarnings("NullAway")
  private static @Nullable Awaiter<?> step(Loop frame) throws Throwable {
    Iterator<? extends Awaitable<?>> it = null;
    List<@Nullable Object> out = null;
    Awaiter<?> awaiter = null;
    int state = frame.$resumePoint();
    switch (state) {
      case 0 -> {
        out = new ArrayList<>();
        it = frame.awaitables.iterator();
      }
      default -> {
        out = frame.out;
        it = frame.it;
        if (frame.$unwinding()) {
          frame.events.add("finally");
          return frame.$unwound();
        }
        awaiter = frame.$awaited();
      }
    }
    for (; ; ) {
      if (state == 0) {
        if (!it.hasNext()) {
          break;
        }
      }
      try {
        if (state == 0) {
          awaiter = it.next().awaiter();
          if (!awaiter.awaitReady()) {
            frame.out = out;
            frame.it = it;
            return frame.$suspend(1, awaiter);
          }
        }
        out.add(awaiter.awaitResume());
      } catch (Exception e) {
        out.add(e);
      }
      state = 0;
      frame.events.add("finally");
    }
    frame.returnValue(out);
    return null;
  }

  @Override
  protected void $clear() {
    cleared++;
    awaitables = null;
    out = null;
    it = null;
  }

  @Override
  protected StackTraceElement $location() {
    return new StackTraceElement("Loop", "loop", "Loop.java", $resumePoint() == 0 ? 10 : 14);
  }

  /** Returns the results so far or, at the end, all of them. */
  @SuppressWarnings("unchecked")
  List<Object> results() {
    return value != null ? (List<Object>) value : out == null ? List.of() : List.copyOf(out);
  }
}
