package dev.suspendable.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@code std::stop_source}, {@code std::stop_token} and {@code std::stop_callback}.
 */
final class StopSourceTest {
  private final List<String> events = new ArrayList<>();
  private final StopSource source = new StopSource();

  private StopCallback add(StopToken token, String event) {
    return token.onStop(() -> events.add(event));
  }

  @Test
  void callsBackOnceInOrder() {
    add(source.token(), "a");
    add(source.token(), "b");
    assertThat(source.token().isStopRequested()).isFalse();
    assertThat(source.requestStop()).isTrue();
    assertThat(source.requestStop()).isFalse();
    assertThat(source.token().isStopRequested()).isTrue();
    assertThat(events).containsExactly("a", "b");
  }

  @Test
  void callsBackAtOnceAfterTheRequest() {
    source.requestStop();
    StopCallback callback = add(source.token(), "late");
    assertThat(events).containsExactly("late");
    callback.close();
  }

  @Test
  void doesNotCallWhatIsClosed() {
    List<StopCallback> callbacks = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      callbacks.add(add(source.token(), name));
    }
    callbacks.get(0).close();
    callbacks.get(2).close();
    callbacks.get(2).close();
    add(source.token(), "e");
    callbacks.get(3).close();
    source.requestStop();
    assertThat(events).containsExactly("b", "e");
  }

  /** No failure of a callback, or of the handler that hears of it, keeps others from running. */
  @Test
  void failuresOfTheHandlerLoseNoCallbacks() {
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler(
        (on, failure) -> {
          events.add("handler");
          throw new IllegalStateException("handler", failure);
        });
    try {
      source.token().onStop(() -> Objects.requireNonNull(null));
      add(source.token(), "b");
      source.requestStop();
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
    assertThat(events).containsExactly("handler", "b");
  }

  @Test
  void aCallbackMayCloseItselfAndOthersAndRegisterMore() {
    AtomicReference<StopCallback> own = new AtomicReference<>();
    AtomicReference<StopCallback> other = new AtomicReference<>();
    own.set(
        source
            .token()
            .onStop(
                () -> {
                  own.get().close();
                  other.get().close();
                  assertThat(source.requestStop()).isFalse();
                  add(source.token(), "inner");
                }));
    other.set(add(source.token(), "other"));
    add(source.token(), "last");
    source.requestStop();
    assertThat(events).containsExactly("inner", "last");
  }

  @Test
  void closingWaitsForACallbackThatRunsElsewhere() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    AtomicReference<String> state = new AtomicReference<>("new");
    StopCallback callback =
        source
            .token()
            .onStop(
                () -> {
                  running.countDown();
                  awaitUninterrupted(end);
                  state.set("ended");
                });
    Thread requester = new Thread(source::requestStop);
    requester.start();
    running.await();
    AtomicReference<String> seen = new AtomicReference<>();
    Thread closer =
        new Thread(
            () -> {
              callback.close();
              seen.set(state.get() + Thread.currentThread().isInterrupted());
            });
    closer.start();
    closer.interrupt();
    while (closer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    callback.remove(); // does not wait
    end.countDown();
    closer.join();
    requester.join();
    assertThat(seen).hasValue("endedtrue");
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void passesARequestToLinkedSources() {
    StopSource other = new StopSource();
    try (StopSource child = StopSource.linkedTo(source.token(), other.token());
        StopSource closed = StopSource.linkedTo(source.token())) {
      add(child.token(), "child");
      add(closed.token(), "closed");
      closed.close();
      add(source.token(), "parent");
      source.requestStop();
      assertThat(events).containsExactly("parent", "child");
      assertThat(other.isStopRequested()).isFalse();
      assertThat(closed.isStopRequested()).isFalse();
    }
  }

  @Test
  void aLinkedSourceDoesNotStopItsParent() {
    try (StopSource child = StopSource.linkedTo(source.token())) {
      child.requestStop();
      assertThat(source.isStopRequested()).isFalse();
      source.requestStop();
    }
  }

  @Test
  void linksToASourceThatWasRequestedBefore() {
    source.requestStop();
    try (StopSource child = StopSource.linkedTo(StopToken.never(), source.token())) {
      assertThat(child.isStopRequested()).isTrue();
    }
  }

  @Test
  void anExceptionDoesNotKeepOthersFromBeingCalled() throws InterruptedException {
    List<Throwable> reported = new ArrayList<>();
    IllegalStateException error = new IllegalStateException("callback");
    source
        .token()
        .onStop(
            () -> {
              throw error;
            });
    add(source.token(), "next");
    Thread thread = new Thread(source::requestStop);
    thread.setUncaughtExceptionHandler((where, what) -> reported.add(what));
    thread.start();
    thread.join();
    assertThat(reported).containsExactly(error);
    assertThat(events).containsExactly("next");
  }

  @Test
  void never() {
    StopToken never = StopToken.never();
    assertThat(never.isStopPossible()).isFalse();
    assertThat(never.isStopRequested()).isFalse();
    add(never, "never").close();
    assertThat(events).isEmpty();
    assertThat(source.token().isStopPossible()).isTrue();
    assertThat(never).hasToString("StopToken[never]");
    assertThat(source).hasToString("StopSource[not requested]");
  }
}
