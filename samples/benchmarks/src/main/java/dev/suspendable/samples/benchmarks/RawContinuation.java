package dev.suspendable.samples.benchmarks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The one-shot continuations below virtual threads, which are internal to the JDK: what a stackful
 * coroutine costs without a scheduler.
 */
final class RawContinuation {
  private static final @Nullable Object SCOPE;
  private static final @Nullable MethodHandle NEW;
  private static final @Nullable MethodHandle RUN;
  private static final @Nullable MethodHandle YIELD;
  private static final @Nullable MethodHandle IS_DONE;

  static {
    if (Runtime.version().feature() < 21) {
      SCOPE = null;
      NEW = null;
      RUN = null;
      YIELD = null;
      IS_DONE = null;
    } else {
      try {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Class<?> scope = Class.forName("jdk.internal.vm.ContinuationScope");
        Class<?> type = Class.forName("jdk.internal.vm.Continuation");
        SCOPE = scope.getConstructor(String.class).newInstance("benchmark");
        NEW =
            lookup
                .findConstructor(type, MethodType.methodType(void.class, scope, Runnable.class))
                .asType(MethodType.methodType(Object.class, Object.class, Runnable.class));
        RUN =
            lookup
                .findVirtual(type, "run", MethodType.methodType(void.class))
                .asType(MethodType.methodType(void.class, Object.class));
        YIELD =
            lookup
                .findStatic(type, "yield", MethodType.methodType(boolean.class, scope))
                .asType(MethodType.methodType(boolean.class, Object.class));
        IS_DONE =
            lookup
                .findVirtual(type, "isDone", MethodType.methodType(boolean.class))
                .asType(MethodType.methodType(boolean.class, Object.class));
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  private final Object continuation;

  RawContinuation(Runnable body) {
    try {
      continuation = (Object) NEW.invokeExact(SCOPE, body);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  /** Runs to the next {@link #suspend} or to the end. */
  void resume() {
    try {
      RUN.invokeExact(continuation);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  boolean done() {
    try {
      return (boolean) IS_DONE.invokeExact(continuation);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  /** Suspends the continuation that runs on this thread. */
  static void suspend() {
    try {
      boolean ignored = (boolean) YIELD.invokeExact(SCOPE);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }
}
