package dev.suspendable.debug;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The coroutines that one thread makes from a moment on, for tests: what has not ended afterwards,
 * is left over. It keeps those that nothing refers to any more, as {@link
 * CoroutineRegistry.Retention#ALL} does. It is independent of the {@link CoroutineRegistry}, and of
 * recordings of other threads.
 *
 * <pre>{@code
 * try (CoroutineRecording recording = CoroutineRecording.start()) {
 *   ...
 *   assertEquals(0, recording.count(), recording::toString);
 * }
 * }</pre>
 *
 * <p>It is started and closed by the same thread. Dumps may be made on any thread.
 */
public final class CoroutineRecording implements AutoCloseable {
  private static final ThreadLocal<@Nullable CoroutineRecording> HERE = new ThreadLocal<>();

  private final LiveCoroutines live = new LiveCoroutines(true);
  private final Thread owner = Thread.currentThread();
  private final @Nullable CoroutineRecording around = HERE.get();
  private boolean isClosed;

  private CoroutineRecording() {}

  /**
   * Records the coroutines that this thread makes from now on. A recording that has been started
   * before pauses until this one is closed.
   *
   * @return the recording
   */
  public static CoroutineRecording start() {
    CoroutineRecording recording = new CoroutineRecording();
    HERE.set(recording);
    CoroutineRegistry.recordings(1);
    return recording;
  }

  /** Returns the coroutines of the recording on this thread, or null. */
  static @Nullable LiveCoroutines here() {
    CoroutineRecording recording = HERE.get();
    return recording == null ? null : recording.live;
  }

  /**
   * Returns how many of the coroutines have not ended.
   *
   * @return their number
   */
  public int count() {
    return live.entries().size();
  }

  /**
   * Makes a dump of those that have not ended, as {@link CoroutineRegistry#dump()} does.
   *
   * @return the coroutines
   */
  public CoroutineDump dump() {
    return Snapshot.of(live, null);
  }

  /**
   * Like {@link #dump()}, with values of variables shown as the caller wants.
   *
   * @param show makes text of a value that is not null
   * @return the coroutines
   */
  public CoroutineDump dump(Function<Object, String> show) {
    return Snapshot.of(live, Objects.requireNonNull(show, "show"));
  }

  /**
   * Records no more coroutines. Dumps can still be made.
   *
   * @throws IllegalStateException if it was started by another thread
   */
  @Override
  public void close() {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException("The recording was started by " + owner);
    }
    if (!isClosed) {
      isClosed = true;
      HERE.set(around);
      CoroutineRegistry.recordings(-1);
    }
  }

  /** Returns the text of a dump. */
  @Override
  public String toString() {
    return dump().toString();
  }
}
