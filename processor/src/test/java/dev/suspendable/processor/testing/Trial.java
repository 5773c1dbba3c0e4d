package dev.suspendable.processor.testing;

import dev.suspendable.coroutine.Continuation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program: how its awaits behave, and what it has done. Confined to one thread at a
 * time.
 */
final class Trial {
  /** Against programs that a bug keeps running. */
  private static final int MOST_EVENTS = 20_000;

  private static final ThreadLocal<@Nullable Trial> CURRENT = new ThreadLocal<>();

  private static final ExecutorService OTHER_THREAD =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "other thread");
            thread.setDaemon(true);
            return thread;
          });

  private final Mode mode;
  private final List<String> trace = new ArrayList<>();
  private final List<Integer> unstoppable = new ArrayList<>();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private int awaits;
  private int fuel = 60;
  private boolean closed;

  /** Something that happens when all the program's coroutines are at rest. */
  private record Pending(Runnable task, boolean onOtherThread) {}

  Trial(Mode mode) {
    this.mode = mode;
  }

  /** That of the program that runs on this thread. */
  static Trial current() {
    Trial trial = CURRENT.get();
    if (trial == null) {
      throw new IllegalStateException("no program runs on this thread");
    }
    return trial;
  }

  /** Runs something as part of this trial. */
  void enter(Runnable task) {
    Trial before = CURRENT.get();
    CURRENT.set(this);
    try {
      task.run();
    } finally {
      CURRENT.set(before);
    }
  }

  Mode mode() {
    return mode;
  }

  List<String> trace() {
    return trace;
  }

  /** How many awaits the program has come to. */
  int awaits() {
    return awaits;
  }

  /** The numbers of the awaits that cannot be answered with the stopped signal. */
  List<Integer> unstoppable() {
    return unstoppable;
  }

  void log(String event) {
    if (trace.size() >= MOST_EVENTS) {
      throw new AssertionError("the program does not end");
    }
    trace.add(event);
  }

  /** The next await's behaviour. */
  Behaviour await(String operand) {
    awaits++;
    log("await " + operand);
    return mode.of(awaits);
  }

  /** Whether a program may go on. Answers no from some time on. */
  boolean hasFuel() {
    if (--fuel < -MOST_EVENTS) {
      throw new AssertionError("the program does not end");
    }
    return fuel > 0;
  }

  /** Whether the consumer of a generator has closed it: what it yields then is dropped. */
  boolean isClosed() {
    return closed;
  }

  /** Whether an await has been answered with the stopped signal. */
  boolean isStopped() {
    return mode.isStopped(awaits);
  }

  void unstoppable(int await) {
    unstoppable.add(await);
  }

  /** What the await that came last throws. */
  Throwable failure(Class<? extends Throwable> type) {
    try {
      return type.getConstructor(String.class).newInstance("await " + awaits + " failed");
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** The same, of a consumer: what the program's stack was does not matter. */
  Throwable failureElsewhere() {
    Throwable failure = failure(AwaitFailure.class);
    failure.setStackTrace(new StackTraceElement[0]);
    return failure;
  }

  /** The operator's own body, in the plain program. */
  void awaitPlainly(String operand, Supplier<Throwable> failure) {
    if (!mode.isPlain()) {
      throw new AssertionError("a suspension operator's body ran: the coroutine was not compiled");
    }
    Behaviour behaviour = await(operand);
    if (behaviour == Behaviour.PLAIN_FAILURE) {
      throw sneak(failure.get());
    }
    if (behaviour == Behaviour.PLAIN_STOP) {
      closed = true;
      throw new Stopped();
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <X extends Throwable> RuntimeException sneak(Throwable thrown) throws X {
    throw (X) thrown;
  }

  void resumeLater(Continuation continuation, Behaviour behaviour) {
    pending.add(new Pending(continuation, behaviour.onOtherThread()));
  }

  void later(Runnable task) {
    pending.add(new Pending(task, mode.of(awaits).onOtherThread()));
  }

  /** Does what is pending until nothing is. */
  void settle() {
    for (Pending next = pending.poll(); next != null; next = pending.poll()) {
      if (next.onOtherThread) {
        runElsewhere(next.task);
      } else {
        next.task.run();
      }
    }
  }

  private void runElsewhere(Runnable task) {
    try {
      OTHER_THREAD.submit(() -> enter(task)).get();
    } catch (ExecutionException e) {
      throw sneak(e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
