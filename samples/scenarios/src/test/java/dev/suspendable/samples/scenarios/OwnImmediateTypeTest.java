package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static dev.suspendable.samples.scenarios.OwnImmediateTypeTest.Maybe.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Operators;
import dev.suspendable.Task;
import dev.suspendable.annotations.CoReturn;
import dev.suspendable.annotations.CoroutineType;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.annotations.SuspensionOperator;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.ImmediatePromise;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A coroutine type of a user's own whose objects cannot be completed later. */
class OwnImmediateTypeTest {
  private static final List<String> log = Collections.synchronizedList(new ArrayList<>());

  /** A value, or the reason why there is none. */
  @CoroutineType(promise = MaybePromise.class)
  record Maybe<T>(T value, String reason) {
    @CoReturn
    static <T> Maybe<T> of(T value) {
      return new Maybe<>(value, null);
    }

    static <T> Maybe<T> none(String reason) {
      return new Maybe<>(null, reason);
    }

    @SuspensionOperator(mayReturn = Maybe.class)
    static <T> T get(Maybe<T> maybe) {
      throw Operators.uncompiled();
    }

    /** An ordinary awaiter: it gets a checked suspend point. */
    static <T> Awaiter<T> awaiter(Maybe<T> maybe) {
      return new Awaiter<>() {
        @Override
        public boolean awaitReady() {
          return maybe.value != null;
        }

        @Override
        public Continuation awaitSuspend(SuspendPoint point) {
          return point.setReturned(maybe);
        }

        @Override
        public T awaitResume() {
          return maybe.value;
        }
      };
    }
  }

  abstract static class MaybePromise<T> extends ImmediatePromise {
    private Maybe<T> result = Maybe.none("stopped");

    protected Maybe<T> getReturnObject() {
      return result;
    }

    protected void returnValue(T value) {
      result = Maybe.of(value);
    }

    protected void returnValue(Maybe<T> object) {
      result = object;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void returnEarly(Object object) {
      result = (Maybe<T>) object;
    }

    @Override
    protected void unhandledException(Throwable t) throws Throwable {
      throw t;
    }
  }

  @Suspendable
  static Maybe<Integer> half(int i) {
    return i % 2 == 0 ? Maybe.of(i / 2) : Maybe.none(i + " is odd");
  }

  @Suspendable
  static Maybe<String> quarter(int i) {
    try {
      return Maybe.of("" + get(half(get(half(i)))));
    } finally {
      log.add("left");
    }
  }

  @Suspendable
  static Task<Maybe<String>> later(CompletableFuture<Integer> i) {
    String s = "a" + get(half(await(i)));
    await(Context.checkStopped());
    return Task.of(Maybe.of(s));
  }

  @Test
  void endsWithTheReason() throws Exception {
    assertThat(quarter(8)).isEqualTo(Maybe.of("2"));
    assertThat(quarter(2)).isEqualTo(Maybe.none("1 is odd"));
    assertThat(quarter(3)).isEqualTo(Maybe.none("3 is odd"));
    StopSource stop = new StopSource(); // so that the chain has a context
    for (int i = 3; i < 5; i++) {
      CompletableFuture<Integer> number = new CompletableFuture<>();
      CompletableFuture<Maybe<String>> task =
          later(number).withStopToken(stop.token()).toCompletableFuture();
      number.complete(i);
      assertThat(task.get()).isEqualTo(i == 3 ? Maybe.none("3 is odd") : Maybe.of("a2"));
    }
  }

  // ---- Misuse: the body suspends.

  /** Claims not to wait, and does. */
  @SuspensionOperator(awaiter = "waiting", mayReturn = Maybe.class)
  static String pretend(CompletableFuture<String> future) {
    throw Operators.uncompiled();
  }

  static Awaiter<String> waiting(CompletableFuture<String> future) {
    return Operators.awaiter(future);
  }

  @Suspendable
  static Maybe<String> waits(CompletableFuture<String> future) {
    try {
      return Maybe.of(pretend(future));
    } finally {
      log.add("cleanup");
    }
  }

  @Test
  void aBodyThatSuspendsIsRefusedAndStopped() {
    log.clear();
    CompletableFuture<String> future = new CompletableFuture<>();
    assertThatThrownBy(() -> waits(future))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("OwnImmediateTypeTest.waits (OwnImmediateTypeTest.java:")
        .hasMessageContaining("suspended at line")
        .hasMessageContaining("has to end before its call returns");
    assertThat(log).containsExactly("cleanup");
    future.complete("late");
    assertThat(log).as("late resumptions do nothing").containsExactly("cleanup");
    assertThat(waits(CompletableFuture.completedFuture("x"))).isEqualTo(Maybe.of("x"));
  }

  /** Ends on another thread before the call could return. */
  record Elsewhere() implements Awaiter<String> {
    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint point) throws InterruptedException {
      Thread thread = new Thread(() -> point.resume().run());
      thread.start();
      thread.join();
      return Continuation.NOOP;
    }

    @Override
    public String awaitResume() {
      return "elsewhere";
    }
  }

  @SuspensionOperator(mayReturn = Maybe.class)
  static String elsewhere() {
    throw Operators.uncompiled();
  }

  static Awaiter<String> awaiter() {
    return new Elsewhere();
  }

  @Suspendable
  static Maybe<String> endsElsewhere() {
    return Maybe.of(elsewhere());
  }

  @Test
  void aBodyThatAnotherThreadEndsIsRefusedToo() {
    assertThatThrownBy(() -> endsElsewhere())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has to end before its call returns");
  }

  // ---- A promise that cannot.

  @Suspendable
  static Task<Maybe<String>> of(Maybe<String> maybe) {
    return Task.of(Maybe.of(get(maybe)));
  }

  @Test
  void returnsTheVeryObject() throws Exception {
    Maybe<String> none = Maybe.none("x");
    assertThat((Object) syncWait(of(none))).isSameAs(none);
  }
}
