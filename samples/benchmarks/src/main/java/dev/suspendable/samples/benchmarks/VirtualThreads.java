package dev.suspendable.samples.benchmarks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Virtual threads by reflection, so that this compiles on 17. */
final class VirtualThreads {
  private static final @Nullable MethodHandle START = find();

  private VirtualThreads() {}

  static boolean available() {
    return START != null;
  }

  /** {@code Thread.startVirtualThread}. */
  static Thread start(Runnable body) {
    if (START == null) {
      throw new UnsupportedOperationException("virtual threads need JDK 21");
    }
    try {
      return (Thread) START.invokeExact(body);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  /** Runs the body in a virtual thread of its own and waits for it. */
  static void run(Runnable body) {
    join(start(body));
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable MethodHandle find() {
    if (Runtime.version().feature() < 21) {
      return null; // 19 and 20 have it as a preview, and it throws
    }
    try {
      return MethodHandles.lookup()
          .findStatic(
              Thread.class,
              "startVirtualThread",
              MethodType.methodType(Thread.class, Runnable.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
