package dev.suspendable.processor.realcode;

import dev.suspendable.Task;
import dev.suspendable.annotations.SuspensionOperator;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What rewritten libraries call. Compiled without the processor the operators' own bodies run: they
 * are the identity. Compiled by it, {@code -Dawaits} says what awaits do: {@code ready}, {@code
 * later} (suspend, and be resumed when the coroutine is off the stack) or {@code mixed}.
 */
public final class InsertedAwaits {
  private InsertedAwaits() {}

  private enum Behaviour {
    READY,
    /** Resumed when the coroutine is off the stack. */
    LATER,
    /** {@code awaitSuspend} runs the continuation itself. */
    INLINE,
    /** {@code awaitSuspend} returns the continuation. */
    RETURN
  }

  private static final Behaviour[] BEHAVIOURS =
      switch (System.getProperty("awaits", "mixed")) {
        case "ready" -> new Behaviour[] {Behaviour.READY};
        case "later" -> new Behaviour[] {Behaviour.LATER};
        case "mixed" ->
            new Behaviour[] {
              Behaviour.LATER, Behaviour.READY, Behaviour.INLINE, Behaviour.READY, Behaviour.RETURN
            };
        default -> throw new IllegalArgumentException(System.getProperty("awaits"));
      };

  /** What happens on one thread: coroutines do not leave the thread that has called them. */
  private static final class Here {
    private final Deque<Continuation> resumable = new ArrayDeque<>();
    private int awaits;

    Behaviour next() {
      return BEHAVIOURS[(awaits++ & Integer.MAX_VALUE) % BEHAVIOURS.length];
    }
  }

  private static final ThreadLocal<Here> HERE = ThreadLocal.withInitial(Here::new);

  /** What a method does that has become a coroutine: runs it to its end. */
  public static <T extends @Nullable Object> T run(Task<T> task) {
    Root<T> root = new Root<>(task);
    root.begin();
    Deque<Continuation> resumable = HERE.get().resumable;
    while (!root.ended) {
      resumable.remove().run();
    }
    return root.outcome();
  }

  /** A coroutine, written by hand, that awaits a task. */
  private static final class Root<T extends @Nullable Object> extends Promise {
    private final Task<T> task;
    private boolean ended;
    private @Nullable Object value;
    private @Nullable Throwable failure;

    Root(Task<T> task) {
      this.task = task;
    }

    void begin() {
      $start();
    }

    @SuppressWarnings("unchecked") // what a Task of T is completed with
    T outcome() {
      if (failure != null) {
        throw sneaky(failure);
      }
      return (T) value;
    }

    @Override
    protected @Nullable Awaiter<?> $step() throws Throwable {
      if ($unwinding()) {
        return $unwound();
      }
      Awaiter<?> awaiter;
      if ($resumePoint() == 0) {
        awaiter = task.awaiter();
        if (!awaiter.awaitReady()) {
          return $suspend(1, awaiter);
        }
      } else {
        awaiter = $awaited();
      }
      value = awaiter.awaitResume();
      ended = true;
      return null;
    }

    @Override
    protected void unhandledException(Throwable t) {
      failure = t;
      ended = true;
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement(Root.class.getName(), "step", "InsertedAwaits.java", -1);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> RuntimeException sneaky(Throwable thrown) throws X {
    throw (X) thrown;
  }

  /** The result of another coroutine of the library. */
  @SuspensionOperator(awaiter = "awaiterOf", elidable = true)
  public static <T extends @Nullable Object> T result(Task<T> task) {
    return run(task);
  }

  public static <T extends @Nullable Object> Awaiter<T> awaiterOf(Task<T> task) {
    return task.awaiter();
  }

  /** An await as a statement. */
  @SuspensionOperator(awaiter = "pausing")
  public static void pause() {}

  public static Awaiter<String> pausing() {
    return awaiter("pause");
  }

  @SuspensionOperator
  public static <T extends @Nullable Object> T await(T value) {
    return value;
  }

  public static <T extends @Nullable Object> Awaiter<T> awaiter(T value) {
    return new InsertedAwait<>(value);
  }

  // Names of their own: javac takes exponentially long over calls of overloaded generic methods
  // that
  // are nested in each other.

  @SuspensionOperator
  public static boolean awaitBoolean(boolean value) {
    return value;
  }

  public static Awaiter<Boolean> awaiter(boolean value) {
    return new InsertedAwait<>(value);
  }

  @SuspensionOperator
  public static byte awaitByte(byte value) {
    return value;
  }

  public static Awaiter<Byte> awaiter(byte value) {
    return new InsertedAwait<>(value);
  }

  @SuspensionOperator
  public static short awaitShort(short value) {
    return value;
  }

  public static Awaiter<Short> awaiter(short value) {
    return new InsertedAwait<>(value);
  }

  @SuspensionOperator
  public static char awaitChar(char value) {
    return value;
  }

  public static Awaiter<Character> awaiter(char value) {
    return new InsertedAwait<>(value);
  }

  @SuspensionOperator
  public static int awaitInt(int value) {
    return value;
  }

  public static Awaiter<Integer> awaiter(int value) {
    return new InsertedAwait<>(value);
  }

  @SuspensionOperator
  public static long awaitLong(long value) {
    return value;
  }

  public static Awaiter<Long> awaiter(long value) {
    return new InsertedAwait<>(value);
  }

  @SuspensionOperator
  public static float awaitFloat(float value) {
    return value;
  }

  public static Awaiter<Float> awaiter(float value) {
    return new InsertedAwait<>(value);
  }

  @SuspensionOperator
  public static double awaitDouble(double value) {
    return value;
  }

  public static Awaiter<Double> awaiter(double value) {
    return new InsertedAwait<>(value);
  }

  private static final class InsertedAwait<T extends @Nullable Object> implements Awaiter<T> {
    private final T value;
    private final Here here = HERE.get();
    private final Behaviour behaviour = here.next();

    InsertedAwait(T value) {
      this.value = value;
    }

    @Override
    public boolean awaitReady() {
      return behaviour == Behaviour.READY;
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint point) {
      switch (behaviour) {
        case LATER -> here.resumable.add(point.resume());
        case INLINE -> point.resume().run();
        case READY, RETURN -> {
          return point.resume();
        }
      }
      return Continuation.NOOP;
    }

    @Override
    public T awaitResume() {
      return value;
    }
  }
}
