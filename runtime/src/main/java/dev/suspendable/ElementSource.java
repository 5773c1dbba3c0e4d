package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** An async generator of values that are available without a suspension. */
final class ElementSource<T extends @Nullable Object>
    implements AsyncGenerator<T>, Awaiter<Boolean> {
  private @Nullable Iterator<? extends T> values;
  private boolean announced;

  ElementSource(Iterator<? extends T> values) {
    this.values = values;
  }

  @Override
  public Awaitable<Boolean> hasNext() {
    return this;
  }

  @Override
  public boolean awaitReady() {
    return true;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    return point.resume();
  }

  @Override
  public Boolean awaitResume() {
    announced = values != null && values.hasNext();
    return announced;
  }

  @Override
  public T next() {
    if (values == null || !announced) {
      throw new java.util.NoSuchElementException("await(hasNext()) first");
    }
    announced = false;
    return values.next();
  }

  @Override
  public Awaitable<@Nullable Void> closeAsync() {
    Iterator<?> closed = values;
    values = null;
    if (closed instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Throwable t) {
        return Task.failed(t);
      }
    }
    return Task.completed();
  }
}
