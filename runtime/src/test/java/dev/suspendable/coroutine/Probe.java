package dev.suspendable.coroutine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A promise for tests: records the calls that it gets, and does in its hooks what a test specifies.
 */
abstract class Probe extends Promise {
  final List<String> events = new ArrayList<>();
  Awaitable<?> initial = SuspendNever.INSTANCE;
  Awaitable<?> last = SuspendAlways.INSTANCE;
  boolean rethrow;
  @Nullable Object value;
  @Nullable Throwable unhandled;

  protected Probe getReturnObject() {
    return this;
  }

  @Override
  protected Awaitable<?> initialSuspend() {
    return initial;
  }

  @Override
  protected Awaitable<?> finalSuspend() {
    events.add("final");
    return last;
  }

  protected void returnValue(@Nullable Object result) {
    events.add("value");
    value = result;
  }

  @Override
  protected void unhandledException(Throwable t) throws Throwable {
    events.add("unhandled");
    unhandled = t;
    if (rethrow) {
      throw t;
    }
  }

  @Override
  protected void unhandledStopped(@Nullable Throwable cleanupFailure) throws Throwable {
    events.add("done");
    super.unhandledStopped(cleanupFailure);
  }

  @Override
  protected void recycle() {
    events.add("recycled");
  }
}
